"""What is to be mended in a form is in sight when the page comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.kiosk.lobby import ON, begin_words, tap_and_go, visit
from tests.kiosk.setting_up import PHRASE, new_hub
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

SIZES = [(800, 480), (360, 740)]


def _is_in_sight(page: Page, part: Locator) -> bool:
    """All of it, above the buttons at the lower edge."""
    box, rail = part.bounding_box(), page.locator(".rail").bounding_box()
    assert box
    assert rail
    return box["y"] >= 0 and box["y"] + box["height"] <= rail["y"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_words_of_a_post_that_are_missing_are_in_sight(
    browser: Browser, hub: HubProcess, size: tuple[int, int], *, scripts: bool
) -> None:
    with visit(browser, size, scripts=scripts) as page:
        page.goto(hub.address + ("/screen" if size == (800, 480) else "/"))
        begin_words(page, hub)
        tap_and_go(page, f"{ON}[type=submit]")

        assert _is_in_sight(page, page.locator("#text-wrong"))
        assert _is_in_sight(page, page.locator("#text"))


@pytest.mark.parametrize("scripts", [True, False])
def test_what_a_step_of_the_set_up_wants_is_in_sight(
    browser: Browser, tmp_path: Path, *, scripts: bool
) -> None:
    wrongs = [
        ("name", {"name": ""}, "name"),
        ("name", {"name": "Elm", "place-4": "y" * 41}, "place-4"),
        ("steward", {"handle": "Ana", "passphrase": "x", "again": "x"}, "passphrase"),
        ("steward", {"handle": "", "passphrase": PHRASE, "again": PHRASE}, "handle"),
    ]
    with (
        new_hub(tmp_path / "data") as hub,
        visit(browser, (800, 480), scripts=scripts) as page,
    ):
        page.goto(hub.address + "/screen")
        for step, typed, field in wrongs:
            page.goto(f"{hub.address}/setup/{step}")
            for name, value in typed.items():
                page.locator(f"[id='{name}']").fill(value)
            tap_and_go(page, ON)

            assert _is_in_sight(page, page.locator(f"[id='{field}-wrong']")), field
            assert _is_in_sight(page, page.locator(f"[id='{field}']")), field
            assert not page.locator(".keyboard").is_visible()
