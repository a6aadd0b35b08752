"""Nobody before the screen: it asks, then forgets, and nothing comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from hub.web.screen import ASKING_S, QUIET_S, TOUCH_EVERY_S, TYPING_QUIET_S
from tests.kiosk.lobby import begin_words, lobby, tap_and_go
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

TYPED = "Insulin for my father, flat 12"

SEEN = """() => document.documentElement.outerHTML + [
  ...document.querySelectorAll('input, textarea')
].map(each => each.value).join(' ')"""
"""All that a page holds, in its fields too."""


@pytest.fixture
def page(browser: Browser, hub: HubProcess) -> Iterator[Page]:
    with lobby(browser, hub, frozen=True) as page:
        yield page


def _wait(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * 1000))


def _asks(page: Page) -> bool:
    return page.get_by_role("alertdialog").is_visible()


def _say_nothing(page: Page) -> None:
    """Wait until the screen has forgotten."""
    _wait(page, QUIET_S + 2)
    if not _asks(page):
        _wait(page, TYPING_QUIET_S - QUIET_S)
    assert _asks(page)
    with page.expect_navigation(url="**/quiet"):
        _wait(page, ASKING_S + 2)


def test_it_asks_calmly_and_waits_for_an_answer(page: Page, hub: HubProcess) -> None:
    page.goto(hub.address + "/status")
    _wait(page, QUIET_S - 3)
    assert not _asks(page)

    _wait(page, 4)

    assert _asks(page)
    here = page.locator(".rest__here")
    expect(here).to_be_focused()
    box = here.bounding_box()
    assert box
    assert box["height"] >= 96
    assert box["width"] >= 400
    assert box["y"] >= 480 / 3
    left = page.locator(".rest__seconds")
    assert int(left.inner_text()) >= 20 - 2
    _wait(page, 10)
    assert int(left.inner_text()) <= 10
    assert _asks(page)


def test_one_can_stay_as_often_as_one_likes(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#text").fill(TYPED)

    for _ in range(12):
        _wait(page, TYPING_QUIET_S + 2)
        assert _asks(page)
        page.locator(".rest__here").tap()
        assert not _asks(page)

    expect(page.locator("#text")).to_have_value(TYPED)


def test_whoever_goes_on_typing_is_not_asked(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    field = page.locator("#text")
    field.fill(TYPED)

    for _ in range(6):
        _wait(page, TYPING_QUIET_S - 5)
        field.press("a")

    assert not _asks(page)


def test_whoever_scrolls_for_long_is_not_asked(page: Page, hub: HubProcess) -> None:
    page.goto(hub.address + "/status")
    page.evaluate(
        """() => {
          window.moves = 0;
          addEventListener('touchmove', () => { window.moves += 1; });
        }"""
    )
    finger = page.context.new_cdp_session(page)
    _put(finger, "touchStart", 400)

    for step in range(6):
        _wait(page, QUIET_S - 5)
        _drag(page, finger, 360 - 30 * step)

    _wait(page, QUIET_S - 5)
    assert page.evaluate("scrollY") > 0
    assert not _asks(page)


def _drag(page: Page, finger: CDPSession, y: int) -> None:
    """Move a finger until the page hears of it; of a finger that scrolls it hears
    five times a second at most."""
    before = page.evaluate("moves")
    for tremble in range(1000):
        _put(finger, "touchMove", y + tremble % 2)
        if page.evaluate("moves") > before:
            return
    pytest.fail("the page never heard of the finger")


def _put(finger: CDPSession, kind: str, y: int) -> None:
    finger.send(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": 300, "y": y}]}
    )


def test_a_page_that_scrolls_by_itself_is_nobody(page: Page, hub: HubProcess) -> None:
    page.goto(hub.address + "/status")
    _wait(page, QUIET_S - 3)

    page.evaluate(
        """() => new Promise(scrolled => {
          addEventListener('scroll', scrolled, { once: true });
          scrollTo(0, 100);
        })"""
    )

    _wait(page, 5)
    assert _asks(page)


def test_whoever_listens_is_not_asked(page: Page, hub: HubProcess) -> None:
    page.goto(hub.address + "/")
    page.evaluate(
        """() => document.querySelector('.rail').insertAdjacentHTML(
          'beforeend', '<button data-aloud="/x" aria-pressed="true">…</button>')"""
    )

    _is_never_asked(page, 3 * QUIET_S)

    assert page.locator("[data-aloud='/x']").count() == 1


def _is_never_asked(page: Page, seconds: float) -> None:
    """Look more often than it waits for an answer: after that it asks no more."""
    for _ in range(int(seconds / (ASKING_S / 2))):
        _wait(page, ASKING_S / 2)
        assert not _asks(page)


def test_touches_are_told_to_the_hub_but_not_each(page: Page, hub: HubProcess) -> None:
    told: list[str] = []
    page.on("request", lambda each: told.append(each.url))
    begin_words(page, hub)
    told.clear()

    for _ in range(30):
        page.locator("#text").press("a")
        _wait(page, TOUCH_EVERY_S / 10)

    heard = [each for each in told if each.endswith("/screen/here")]
    assert len(heard) == 2


def test_nothing_that_was_typed_comes_back(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#text").fill(TYPED)
    tap_and_go(page, ".rail .button--lamp")
    page.wait_for_url("**/reach")
    assert TYPED in page.evaluate(SEEN)
    tap_and_go(page, "[name=go][value=back]")
    expect(page.locator("#text")).to_have_value(TYPED)

    _say_nothing(page)

    _walk_back(page)


def _walk_back(page: Page) -> None:
    """Go back as far as it goes, and look everywhere."""
    seen = 0
    for _ in range(10):
        assert TYPED not in page.evaluate(SEEN)
        seen += page.go_back() is not None
        page.wait_for_load_state()
    assert seen >= 3


def test_nor_does_what_was_typed_wrongly(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#text").fill(TYPED * 20)
    tap_and_go(page, ".rail .button--lamp")
    assert TYPED in page.evaluate(SEEN)
    page.locator("#text").fill(TYPED)
    tap_and_go(page, ".rail .button--lamp")
    page.wait_for_url("**/reach")

    _say_nothing(page)

    _walk_back(page)


def test_the_language_is_the_hubs_own_again(page: Page, hub: HubProcess) -> None:
    page.goto(hub.address + "/")
    tap_and_go(page, ".languages [value=ar]")
    assert page.locator("html").get_attribute("lang") == "ar"

    _say_nothing(page)

    page.goto(hub.address + "/")
    assert page.locator("html").get_attribute("lang") == "en"


def test_own_posts_are_strangers_posts_again(page: Page, hub: HubProcess) -> None:
    begin_words(page, hub)
    page.locator("#text").fill("Soup for two")
    tap_and_go(page, ".rail .button--lamp")
    tap_and_go(page, ".rail .button--lamp")
    page.wait_for_url("**/posted/**")
    code = page.locator(".ticket__code [aria-hidden]").inner_text()
    tap_and_go(page, ".rail .button--lamp")
    own, panel = page.url, page.get_by_role("heading", name="Only you see this")
    expect(panel).to_be_visible()

    _say_nothing(page)

    page.goto(own)
    expect(panel).to_have_count(0)
    for _ in range(6):
        page.go_back()
        assert code not in page.evaluate(SEEN)


def test_a_hub_that_is_away_is_told_when_it_is_back(
    page: Page, hub: HubProcess
) -> None:
    begin_words(page, hub)
    page.locator("#text").fill(TYPED)
    page.route("**/screen/forget", lambda route: route.abort())
    _wait(page, TYPING_QUIET_S + 2)
    _wait(page, ASKING_S + 2)

    expect(page.locator("body > *")).to_have_count(0)
    assert TYPED not in page.evaluate(SEEN)
    page.unroute("**/screen/forget")
    with page.expect_navigation(url="**/quiet"):
        _wait(page, 10)


def test_a_touch_that_still_waits_for_the_hub_is_forgotten_too(
    page: Page, hub: HubProcess
) -> None:
    page.goto(hub.address + "/status")
    for path in ("**/healthz", "**/screen/forget"):
        page.route(path, lambda route: route.abort())
    page.locator("a[href='/']").first.tap()
    expect(page.locator("[data-away]")).to_be_visible()
    _wait(page, QUIET_S + 2)
    _wait(page, ASKING_S + 2)
    expect(page.locator("body > *")).to_have_count(0)

    page.unroute("**/healthz")
    with page.expect_response("**/healthz"):
        _wait(page, 5)
    page.evaluate("fetch('/healthz').then(answer => answer.text())")

    assert page.url.endswith("/status")
    expect(page.locator("body > *")).to_have_count(0)


def test_a_hub_that_refuses_the_pages_word_forgets_all_the_same(
    page: Page, hub: HubProcess
) -> None:
    begin_words(page, hub)
    words = page.url
    page.locator("#text").fill(TYPED)
    tap_and_go(page, ".rail .button--lamp")
    page.wait_for_url("**/reach")
    page.route("**/screen/forget", lambda route: route.fulfill(status=403))

    _say_nothing(page)

    page.goto(words)
    assert TYPED not in page.evaluate(SEEN)


def test_the_quiet_screen_asks_nobody(page: Page) -> None:
    _is_never_asked(page, 3 * TYPING_QUIET_S)

    assert "/quiet" in page.url


def test_without_scripts_the_page_goes_by_itself(
    browser: Browser, hub: HubProcess
) -> None:
    with lobby(browser, hub, scripts=False) as page:
        begin_words(page, hub)
        page.locator("#text").fill(TYPED)
        tap_and_go(page, ".rail .button--lamp")
        page.wait_for_url("**/reach")
        follows = page.locator("meta[http-equiv=refresh]").get_attribute("content")
        assert follows
        assert TYPED in page.evaluate(SEEN)
        page.goto(hub.address + follows.partition("url=")[2])

        assert page.url.endswith("/quiet")
        for _ in range(3):
            page.go_back()
            assert TYPED not in page.evaluate(SEEN)
