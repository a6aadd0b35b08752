"""A neighbour helps another, each on a screen of their own, with or without scripts."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

import pytest
from playwright.sync_api import Browser, Error, Locator, Page

from tests.browser import SCREENS
from tests.kiosk.lobby import LOCALES, ON, enter, tap, visit
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

NOTES = {"en": "On my way", "ar": "أنا في الطريق", "zh": "我马上来"}


def _step(page: Page, name: str) -> Locator:
    return page.locator(f"button[name=step][value={name}]:not(.hidden)").first


def _claim(page: Page, address: str, name: str) -> str:
    """Help; the keep code."""
    page.goto(address)
    tap(page.locator(ON))
    page.locator("#handle").fill(name)
    tap(page.locator(ON))
    code = page.locator(".ticket__code [aria-hidden]").inner_text()
    tap(page.locator(ON))
    return code


@pytest.mark.parametrize(
    ("screen", "language", "scripts"),
    [*product(SCREENS, LOCALES, [True]), *product(SCREENS, ["ar"], [False])],
)
def test_two_neighbours_come_together(
    browser: Browser, hub: HubProcess, screen: str, language: str, scripts: bool
) -> None:
    posted, note = hub.post(f"A ladder, {screen} {language}"), NOTES[language]
    address = f"{hub.address}/posts/{posted['id']}"
    with (
        visit(browser, SCREENS[screen], LOCALES[language], scripts=scripts) as helper,
        visit(browser, SCREENS["phone"], LOCALES[language], scripts=scripts) as writer,
    ):
        enter(helper, hub, screen)
        _claim(helper, address, "Mo 莫")
        helper.locator("textarea[name=note]").fill(note)
        tap(_step(helper, "note"))
        assert helper.locator(".bubble--mine").get_by_text(note).is_visible()

        writer.goto(f"{address}?code={posted['keep_code']}")
        assert posted["keep_code"] not in writer.url
        assert writer.locator(".bubble").get_by_text(note).is_visible()
        assert writer.get_by_role("heading", name="Mo 莫").is_visible()
        tap(_step(writer, "arrange"))
        tap(_step(writer, "met"))
        writer.locator("#thanks").fill("🧡")
        tap(_step(writer, "thank"))

        helper.goto(address)
        assert helper.locator(".thanked q").inner_text() == "🧡"
        assert helper.locator(ON).count() == 0


@pytest.mark.parametrize(
    ("screen", "scripts"), [*product(["screen", "phone"], [True, False])]
)
def test_a_double_tap_says_it_once(
    browser: Browser, hub: HubProcess, screen: str, scripts: bool
) -> None:
    posted = hub.post(f"A lamp, {screen} {scripts}")
    with visit(browser, SCREENS[screen], scripts=scripts) as page:
        enter(page, hub, screen)
        _claim(page, f"{hub.address}/posts/{posted['id']}", "Mo")
        page.locator("textarea[name=note]").fill("On my way")
        _tap_twice(page, _step(page, "note"), page.locator(".bubble"))
        assert page.locator(".bubble").count() == 1

        page.goto(f"{page.url.split('?')[0]}?code={posted['keep_code']}")
        tap(_step(page, "met"))
        page.locator("#thanks").fill("Bless you")
        _tap_twice(page, _step(page, "thank"), page.locator(".thanked"))
        assert page.locator(".thanked").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_the_phones_own_way_back_leads_to_pages_after_what_was_wrong(
    browser: Browser, hub: HubProcess, scripts: bool
) -> None:
    posted = hub.post(f"A rope {scripts}")
    address = f"{hub.address}/posts/{posted['id']}"
    with visit(browser, SCREENS["phone"], scripts=scripts) as page:
        page.goto(f"{address}/help")
        page.locator("#handle").fill("Mo " * 9)
        tap(page.locator(ON))
        assert page.locator("#handle").input_value() == "Mo " * 9
        page.locator("#handle").fill("Mo")
        tap(page.locator(ON))
        page.goto(f"{address}?code={posted['keep_code']}")
        tap(_step(page, "met"))
        page.locator("#thanks").fill("Thanks! " * 20)
        tap(_step(page, "thank"))
        assert page.locator("#thanks").input_value() == "Thanks! " * 20
        assert page.locator("#thanks-wrong").is_visible()
        page.goto(hub.address)

        while page.go_back():
            assert page.locator("main").is_visible()


def _tap_twice(page: Page, button: Locator, said: Locator) -> None:
    """As a trembling finger does: without a look at what came of the first tap.
    `said`: what is there after both."""
    button.tap(trial=True)  # scrolled to, and awake
    box = button.bounding_box()
    assert box is not None
    for _ in range(2):
        page.touchscreen.tap(box["x"] + 30, box["y"] + 20)
    said.first.wait_for()
    with suppress(Error):  # the second tap may still lead on, and goes before this
        page.reload()
    page.wait_for_load_state()
    page.reload()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_typed_code_opens_the_panel_and_a_wrong_one_is_shown_again(
    browser: Browser, hub: HubProcess, scripts: bool
) -> None:
    posted = hub.post(f"A drill {scripts}")
    with visit(browser, SCREENS["phone"], scripts=scripts) as page:
        page.goto(f"{hub.address}/posts/{posted['id']}")
        page.locator(".code summary").tap()
        page.locator("#keep_code").fill("222-222")
        tap(page.locator(".code button"))
        assert page.locator("#keep_code").input_value() == "222-222"

        page.locator("#keep_code").fill(posted["keep_code"].lower().replace("-", " "))
        tap(page.locator(".code button"))

        assert page.get_by_role("heading", name="Only you see this").is_visible()


def test_a_few_are_left_counted_by_touch_without_a_script(
    browser: Browser, hub: HubProcess
) -> None:
    posted = hub.post("Six chairs", quantity="6")
    with visit(browser, SCREENS["screen"], scripts=False) as page:
        page.goto(f"{hub.address}/posts/{posted['id']}?code={posted['keep_code']}")
        page.locator("#partly summary").tap()
        for _ in range(2):
            tap(page.locator("button[name=go][value=more]"))
        tap(_step(page, "partly_met"))

        assert "still needed for 2" in page.locator(".standing").inner_text()


def test_the_list_of_a_phone_is_forgotten_by_one_touch(
    browser: Browser, hub: HubProcess
) -> None:
    posted = hub.post("A saw")
    with visit(browser, SCREENS["phone"]) as page:
        _claim(page, f"{hub.address}/posts/{posted['id']}", "")
        page.goto(f"{hub.address}/own")
        assert page.get_by_role("link", name="A saw").is_visible()

        tap(page.get_by_role("button", name="Forget them"))

        assert page.get_by_role("link", name="A saw").count() == 0


SMALL = """least => [...document.querySelectorAll(
  'main a:not(.card__link), .card, .rail a, main button:not(.hidden), .rail button, '
  + 'main textarea, main input:not([type=hidden]), main summary'
)].filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least)
  .map(each => each.outerHTML)"""

OVER = """() => document.documentElement.scrollWidth - innerWidth"""


@pytest.mark.parametrize(("screen", "language"), [*product(SCREENS, LOCALES)])
def test_what_is_touched_is_large_and_nothing_stands_over_the_edge(
    browser: Browser, hub: HubProcess, screen: str, language: str
) -> None:
    posted = hub.post(f"{'w' * 200} {screen} {language}")
    page_of = f"/posts/{posted['id']}"
    with visit(browser, SCREENS[screen], LOCALES[language]) as helper:
        _claim(helper, hub.address + page_of, "W" * 20)
        helper.locator("textarea[name=note]").fill("w" * 160)
        tap(_step(helper, "note"))
        _look(helper, screen)
        with visit(browser, SCREENS[screen], LOCALES[language]) as writer:
            for path in (page_of, f"{page_of}/help", "/own"):
                writer.goto(hub.address + path)
                _look(writer, screen)
            writer.goto(f"{hub.address}{page_of}?code={posted['keep_code']}")
            writer.locator("#partly summary").tap()
            _look(writer, screen)
            writer.goto(hub.address + "/own")
            _look(writer, screen)


def _look(page: Page, screen: str) -> None:
    least = 48 if screen == "phone" else 64
    assert page.evaluate(SMALL, least) == [], page.url
    assert page.evaluate(OVER) <= 0, page.url
