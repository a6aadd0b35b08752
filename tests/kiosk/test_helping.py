"""A neighbour helps another, each on a screen of their own, with or without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser import SCREENS
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

LOCALES = {"en": "en-US", "ar": "ar", "zh": "zh-CN"}
NOTES = {"en": "On my way", "ar": "أنا في الطريق", "zh": "我马上来"}
ON = ".rail .button--lamp"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    data = tmp_path_factory.mktemp("hub") / "data"
    with HubProcess(data, "--name", "14 Elm St") as running:
        yield running


@contextmanager
def _visit(
    browser: Browser, screen: str, locale: str = "en-US", *, scripts: bool = True
) -> Iterator[Page]:
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=True,
        locale=locale,
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def _enter(page: Page, hub: HubProcess, screen: str) -> None:
    """The lobby's screens have a face of their own."""
    page.goto(hub.address + ("/" if screen == "phone" else "/screen"))


def _tap(target: Locator) -> None:
    with target.page.expect_navigation():
        target.tap()


def _step(page: Page, name: str) -> Locator:
    return page.locator(f"button[name=step][value={name}]:not(.hidden)").first


def _claim(page: Page, address: str, name: str) -> str:
    """Help; the keep code."""
    page.goto(address)
    _tap(page.locator(ON))
    page.locator("#handle").fill(name)
    _tap(page.locator(ON))
    code = page.locator(".ticket__code [aria-hidden]").inner_text()
    _tap(page.locator(ON))
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
        _visit(browser, screen, LOCALES[language], scripts=scripts) as helper,
        _visit(browser, "phone", LOCALES[language], scripts=scripts) as writer,
    ):
        _enter(helper, hub, screen)
        _claim(helper, address, "Mo 莫")
        helper.locator("textarea[name=note]").fill(note)
        _tap(_step(helper, "note"))
        assert helper.locator(".bubble--mine").get_by_text(note).is_visible()

        writer.goto(f"{address}?code={posted['keep_code']}")
        assert posted["keep_code"] not in writer.url
        assert writer.locator(".bubble").get_by_text(note).is_visible()
        assert writer.get_by_role("heading", name="Mo 莫").is_visible()
        _tap(_step(writer, "arrange"))
        _tap(_step(writer, "met"))
        writer.locator("#thanks").fill("🧡")
        _tap(_step(writer, "thank"))

        helper.goto(address)
        assert helper.locator(".thanked q").inner_text() == "🧡"
        assert helper.locator(ON).count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_typed_code_opens_the_panel_and_a_wrong_one_is_shown_again(
    browser: Browser, hub: HubProcess, scripts: bool
) -> None:
    posted = hub.post(f"A drill {scripts}")
    with _visit(browser, "phone", scripts=scripts) as page:
        page.goto(f"{hub.address}/posts/{posted['id']}")
        page.locator(".code summary").tap()
        page.locator("#keep_code").fill("222-222")
        _tap(page.locator(".code button"))
        assert page.locator("#keep_code").input_value() == "222-222"

        page.locator("#keep_code").fill(posted["keep_code"].lower().replace("-", " "))
        _tap(page.locator(".code button"))

        assert page.get_by_role("heading", name="Only you see this").is_visible()


def test_a_few_are_left_counted_by_touch_without_a_script(
    browser: Browser, hub: HubProcess
) -> None:
    posted = hub.post("Six chairs", quantity="6")
    with _visit(browser, "screen", scripts=False) as page:
        page.goto(f"{hub.address}/posts/{posted['id']}?code={posted['keep_code']}")
        page.locator("#partly summary").tap()
        for _ in range(2):
            _tap(page.locator("button[name=go][value=more]"))
        _tap(_step(page, "partly_met"))

        assert "still needed for 2" in page.locator(".standing").inner_text()


def test_the_list_of_a_phone_is_forgotten_by_one_touch(
    browser: Browser, hub: HubProcess
) -> None:
    posted = hub.post("A saw")
    with _visit(browser, "phone") as page:
        _claim(page, f"{hub.address}/posts/{posted['id']}", "")
        page.goto(f"{hub.address}/own")
        assert page.get_by_role("link", name="A saw").is_visible()

        _tap(page.get_by_role("button", name="Forget them"))

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
    with _visit(browser, screen, LOCALES[language]) as helper:
        _claim(helper, hub.address + page_of, "W" * 20)
        helper.locator("textarea[name=note]").fill("w" * 160)
        _tap(_step(helper, "note"))
        _look(helper, screen)
        with _visit(browser, screen, LOCALES[language]) as writer:
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
