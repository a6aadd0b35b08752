"""Takes pictures of all pages: `make pictures`. They go to build/pictures, to be looked
at; the few that the README shows go to docs/pictures as well.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import SCREENS, launch
from tests.kiosk.lobby import ON, tap, tap_and_go, visit
from tests.kiosk.setting_up import come_in, new_hub, steps
from tests.lobby import lobby

PROJECT = Path(__file__).parent.parent
PICTURES = PROJECT / "build" / "pictures"
LANGUAGES = {"en": "en-US", "ar": "ar", "zh": "zh-CN"}

SHOWN = {
    "board-screen-en": "board",
    "what-screen-en": "what",
    "posted-screen-en": "posted",
    "quiet-screen-en-dusk": "quiet",
    "board-phone-ar-dusk": "phone",
    "setup-begin-screen-en": "setup-begin",
    "setup-name-screen-en": "setup-name",
    "setup-steward-screen-en": "setup-steward",
    "setup-radio-screen-en": "setup-radio",
    "setup-network-screen-en": "setup-network",
    "setup-done-screen-en": "setup-done",
}
"""What README and operations show, and what they call that."""

Take = Callable[[str], None]


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for screen, language, scheme in product(SCREENS, LANGUAGES, ("light", "dark")):
            with tempfile.TemporaryDirectory() as folder, lobby(Path(folder)) as at:
                _visit(browser, at, (screen, language, scheme))
        for screen, language in product(SCREENS, LANGUAGES):
            with tempfile.TemporaryDirectory() as folder:
                _set_up(browser, Path(folder) / "data", screen, language)
        browser.close()
    for taken, called in SHOWN.items():
        shown = PROJECT / "docs" / "pictures" / f"{called}.png"
        shutil.copyfile(PICTURES / f"{taken}.png", shown)


def _visit(browser: Browser, address: str, way: tuple[str, str, str]) -> None:
    screen, language, scheme = way
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
        locale=LANGUAGES[language],
        device_scale_factor=2 if screen == "phone" else 1,
    )
    page = context.new_page()
    dusk = "-dusk" if scheme == "dark" else ""

    def take(what: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{what}-{screen}-{language}{dusk}.png")

    page.goto(address + ("/" if screen == "phone" else "/screen"))
    if screen != "phone":
        take("quiet")
    _tour(page, address, take)
    if screen == "phone":
        page.goto(f"{address}/portal")
        take("portal")
        _paper(page, address, take)
    context.close()


def _set_up(browser: Browser, folder: Path, screen: str, language: str) -> None:
    """A steward and a new hub, to the board."""
    with (
        new_hub(folder) as hub,
        visit(browser, SCREENS[screen], LANGUAGES[language]) as page,
    ):

        def take(what: str) -> None:
            page.wait_for_load_state("networkidle")
            page.screenshot(path=PICTURES / f"setup-{what}-{screen}-{language}.png")

        page.goto(hub.address + ("/setup" if screen == "phone" else "/screen"))
        take("begin")
        come_in(page, hub, folder, screen)
        for step in steps(page, language):
            take(step)
        tap_and_go(page, ON)
        page.wait_for_url("**/setup/done", timeout=60_000)
        take("done")


def _tour(page: Page, address: str, take: Take) -> None:
    """As a neighbour goes: asks, looks at a need, helps, and looks how the hub is."""
    page.goto(address)
    take("board")
    tap(page.locator(".rail .button--need"))
    take("what")
    tap(page.locator("button[value=rides]"))
    take("words")
    tap(page.locator(ON))
    take("words-mend")
    page.locator("#text").fill("A lift to the pharmacy before noon")
    tap(page.locator(ON))
    take("reach")
    tap(page.locator(ON))
    take("posted")
    _look_at(page, address, take, "own")
    tap(page.locator(".card__link").first)
    take("post-own")
    page.goto(address)
    tap(page.locator(".card__link").first)
    take("post")
    tap(page.locator(ON))
    take("help")
    tap(page.locator(ON))
    take("helped")
    for name in ("status", "kept", "nothing"):
        _look_at(page, address, take, name)


def _look_at(page: Page, address: str, take: Take, name: str) -> None:
    page.goto(f"{address}/{name}")
    take(name)


def _paper(page: Page, address: str, take: Take) -> None:
    for name in ("board", "flyer", "codes"):
        page.goto(f"{address}/paper/{name}")
        take(f"paper-{name}")


if __name__ == "__main__":
    main()
