"""The button that reads a page aloud, under a finger, with the real espeak-ng."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import SCREENS
from tests.kiosk.lobby import visit
from tests.system.hubs import HubProcess

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
    ),
]

LISTEN = """
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  for (const kind of ["playing", "pause"]) {
    this.addEventListener(kind, () => console.info(kind), { once: true });
  }
  return play.call(this);
};
"""
"""A page has no other way to tell what it plays."""

SORRY = "We can\u2019t read aloud just now."


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    data = tmp_path_factory.mktemp("hub") / "data"
    with HubProcess(data, "--name", "14 Elm St") as running:
        running.post("Water for four people on the second floor")
        yield running


@contextmanager
def _board(
    browser: Browser, hub: HubProcess, *, screen: str = "screen", scripts: bool = True
) -> Iterator[Page]:
    """The board on the screen in the lobby."""
    with visit(browser, SCREENS[screen], scripts=scripts) as page:
        page.add_init_script(LISTEN)
        page.goto(f"{hub.address}/screen")
        page.goto(hub.address)
        yield page


def _button(page: Page) -> Locator:
    return page.get_by_role("button", name="Read it aloud")


def _tap_until(button: Locator, heard: str) -> None:
    with button.page.expect_console_message(lambda said: said.text == heard):
        button.tap()


def test_a_touch_plays_and_a_second_one_stops(
    browser: Browser, hub: HubProcess
) -> None:
    with _board(browser, hub) as page:
        _tap_until(_button(page), "playing")
        expect(_button(page)).to_have_attribute("aria-pressed", "true")

        _tap_until(_button(page), "pause")
        expect(_button(page)).to_have_attribute("aria-pressed", "false")

        _tap_until(_button(page), "playing")


def test_the_button_is_free_again_when_all_is_said(
    browser: Browser, hub: HubProcess
) -> None:
    with _board(browser, hub) as page:
        _tap_until(_button(page), "playing")

        freed = expect(_button(page))
        freed.to_have_attribute("aria-pressed", "false", timeout=60_000)


def test_what_cannot_be_said_is_told_in_words(
    browser: Browser, hub: HubProcess
) -> None:
    with _board(browser, hub) as page:
        page.route("**/*.wav", lambda route: route.fulfill(status=503, body="no"))
        _button(page).tap()

        expect(page.get_by_text(SORRY)).to_be_visible()
        expect(_button(page)).to_have_attribute("aria-pressed", "false")

        page.unroute("**/*.wav")
        _tap_until(_button(page), "playing")
        expect(page.get_by_text(SORRY)).to_be_hidden()


def test_it_falls_silent_when_the_page_is_left(
    browser: Browser, hub: HubProcess
) -> None:
    with _board(browser, hub) as page:
        _tap_until(_button(page), "playing")

        with page.expect_console_message(lambda said: said.text == "pause"):
            page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")


@pytest.mark.parametrize("screen", ["screen", "wide"])
def test_the_button_is_large_enough_for_a_finger(
    browser: Browser, hub: HubProcess, screen: str
) -> None:
    with _board(browser, hub, screen=screen) as page:
        for address in ("/", "/new/need"):
            page.goto(hub.address + address)
            box = _button(page).bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 64
            assert box["y"] > SCREENS[screen][1] / 3


def test_without_scripts_the_browser_plays_it(
    browser: Browser, hub: HubProcess
) -> None:
    with _board(browser, hub, scripts=False) as page:
        expect(page.locator("audio[controls]")).to_be_visible()
        expect(_button(page)).to_be_hidden()
