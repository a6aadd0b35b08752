"""A finger in a real browser, for tests: on the lobby's screen and on phones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page

from tests.browser import SCREENS
from tests.system.hubs import HubProcess

SIZES = {"small": SCREENS["screen"], "large": SCREENS["wide"]}
LOCALES = {"en": "en-US", "ar": "ar", "zh": "zh-CN"}
"""One language for each kind of script, as a browser names it."""

ON = ".rail .button--lamp"
"""What leads on, on every page that has a next one."""


@contextmanager
def lobby(
    browser: Browser,
    hub: HubProcess,
    size: tuple[int, int] = (800, 480),
    *,
    scripts: bool = True,
    frozen: bool = False,
) -> Iterator[Page]:
    """The quiet screen, as somebody comes up to it. What goes wrong there fails.

    `frozen`: time in the page runs only as the test wants it.
    """
    with visit(browser, size, scripts=scripts) as page:
        if frozen:
            page.clock.install()
        page.goto(hub.address + "/screen")
        yield page


@contextmanager
def visit(
    browser: Browser,
    size: tuple[int, int],
    locale: str = "en-US",
    *,
    scripts: bool = True,
) -> Iterator[Page]:
    """A browser of somebody's own, with no page yet. What goes wrong there fails."""
    wrongs: list[str] = []
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=True,
        locale=locale,
        java_script_enabled=scripts,
    )
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: wrongs.append(str(error)))
        yield page
    finally:
        context.close()
    assert wrongs == []


def enter(page: Page, hub: HubProcess, screen: str) -> None:
    """Come to the hub; the lobby's screens have a face of their own."""
    page.goto(hub.address + ("/" if screen == "phone" else "/screen"))


def tap(target: Locator) -> None:
    """Touch something that leads elsewhere, and be there."""
    with target.page.expect_navigation():
        target.tap()


def tap_and_go(page: Page, selector: str) -> None:
    """The same, by its selector."""
    tap(page.locator(selector))


def begin_words(page: Page, hub: HubProcess) -> None:
    """Ask for food, up to where one says it."""
    page.goto(hub.address + "/new/need")
    tap_and_go(page, "#food")
    page.wait_for_url("**/words")
