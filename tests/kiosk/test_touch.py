"""A finger on the lobby's screen and on a phone, in a real browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from radio.simulator.server import VirtualRadios
from tests.browser import SCREENS
from tests.kiosk.lobby import tap, visit
from tests.system.hubs import HubProcess, hubs_over, wait_until

pytestmark = pytest.mark.browser

SEND = "Put it on the board"


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with visit(browser, SCREENS[request.param], scripts=False) as page:
        yield page


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubProcess]:
    with HubProcess(tmp_path / "data", "--name", "14 Elm St") as running:
        yield running


def _write(page: Page, text: str) -> None:
    tap(page.get_by_role("button", name="Food & water"))
    page.locator("#text").fill(text)
    tap(page.get_by_role("button", name="Go on"))
    page.get_by_role("radio", name="Right now").tap()


def test_a_need_posted_by_touch_is_read_on_the_second_hub(
    page: Page, tmp_path: Path
) -> None:
    text = "Water for 4 — ደረጃ 2, souple"
    with (
        VirtualRadios(2, loss=0.1, preset="SHORT_FAST", seed=3) as radios,
        hubs_over(radios.ports, tmp_path) as (here, there),
    ):
        page.goto(here.address)
        tap(page.get_by_role("link", name="I need something"))
        _write(page, text)
        tap(page.get_by_role("button", name=SEND))
        page.get_by_role("heading", name="on the board").wait_for()

        wait_until(lambda: len(there.board()) == 1, "the post on the second hub")
        page.goto(there.address)

        page.get_by_role("link", name=text).wait_for()


def test_a_writer_marks_a_post_as_met_with_its_code(
    page: Page, hub: HubProcess
) -> None:
    posted = hub.post("A ladder for an hour")

    page.goto(f"{hub.address}/posts/{posted['id']}")
    page.get_by_text("Is this yours?").tap()
    page.locator("#keep_code").fill(posted["keep_code"].lower())
    tap(page.get_by_role("button", name="Open it"))
    tap(page.get_by_role("button", name="It's met"))

    assert hub.board()[0]["state"] == "met"
    page.goto(hub.address)
    assert page.get_by_text("A ladder for an hour").count() == 0


def test_a_problem_keeps_what_was_typed(page: Page, hub: HubProcess) -> None:
    page.goto(f"{hub.address}/new/need")
    tap(page.get_by_role("button", name="Food & water"))
    page.locator("#text").fill("Tèt <b>chaje</b> " * 20)

    tap(page.get_by_role("button", name="Go on"))

    assert page.locator("#text").input_value() == "Tèt <b>chaje</b> " * 20
    assert "too long" in page.get_by_role("alert").first.inner_text()


def _sideways(page: Page) -> float:
    """How far the page is wider than the window, in pixels."""
    size = page.viewport_size
    width = page.locator("html").evaluate("html => html.scrollWidth")
    return float(width) - (size["width"] if size else 0)


@pytest.fixture(params=SCREENS)
def measured(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page whose sizes can be asked for, which takes a script of the test's."""
    with visit(browser, SCREENS[request.param]) as page:
        yield page


def test_no_text_makes_a_page_scroll_sideways(measured: Page, hub: HubProcess) -> None:
    posts = [
        hub.post(text)["id"]
        for text in ("w" * 280, "水" * 280, "م" * 280, "🧡" * 280, "a\u0301\u0302" * 90)
    ]

    for path in (
        "/",
        "/new/need",
        "/status",
        *(f"/posts/{each}" for each in posts),
    ):
        measured.goto(hub.address + path)
        assert _sideways(measured) <= 0, path


TOUCHED = (
    "main a:not(.card__link)",
    ".card",
    ".rail a",
    "button:not(.hidden)",
    "input[name=keep_code]",
)
"""Each is somewhere on the pages below. A card's link covers its whole card."""


def test_what_is_touched_is_large_enough(measured: Page, hub: HubProcess) -> None:
    posted = hub.post("A ladder")
    size = measured.viewport_size
    least = 64 if size and size["width"] >= 800 else 48
    found = Counter[str]()

    for path in ("/", "/new/offer", "/status", f"/posts/{posted['id']}"):
        measured.goto(hub.address + path)
        for fold in measured.locator("main summary").all():
            fold.tap()
        for selector in TOUCHED:
            for target in measured.locator(selector).all():
                box = target.bounding_box()
                assert box, path
                assert box["height"] >= least, f"{path}: {target.inner_text()}"
                found[selector] += 1

    assert found.keys() == set(TOUCHED)
