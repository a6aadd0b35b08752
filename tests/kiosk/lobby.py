"""The lobby's screen in front of a hub, for tests: a finger in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.system.hubs import HubProcess

SIZES = {"small": (800, 480), "large": (1280, 800)}


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
    wrongs: list[str] = []
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        has_touch=True,
        java_script_enabled=scripts,
    )
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: wrongs.append(str(error)))
        if frozen:
            page.clock.install()
        page.goto(hub.address + "/screen")
        yield page
    finally:
        context.close()
    assert wrongs == []


def tap_and_go(page: Page, selector: str) -> None:
    """Touch something that leads elsewhere, and be there."""
    with page.expect_navigation():
        page.locator(selector).tap()


def begin_words(page: Page, hub: HubProcess) -> None:
    """Ask for food, up to where one says it."""
    page.goto(hub.address + "/new/need")
    tap_and_go(page, "#food")
    page.wait_for_url("**/words")
