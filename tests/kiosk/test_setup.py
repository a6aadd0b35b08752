"""A new hub is set up by touch and on phones, in every kind of script, with or without
scripts of ours; and nothing that is secret gets into a log or an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hub.setup_file import SetUp, read_setup, write_setup
from hub.setup_words import words_of
from hub.web.quiet import TURN_S
from hub.web.screen import ASKING_S, PEN_QUIET_S
from tests.browser import SCREENS
from tests.kiosk.lobby import ON, lobby, tap_and_go
from tests.kiosk.setting_up import NAMES, PHRASE, come_in, new_hub, steps
from tests.kiosk.test_barriers import RULES
from tests.kiosk.typist import Typist
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

LOCALES = {"en": "en-US", "ar": "ar", "zh": "zh-CN"}
TOUCHED = ".tile, .pill, .field, .rail .button, main a"
KEY = bytes(range(32))

WAYS = [
    ("screen", "en", True),
    ("screen", "ar", True),
    ("wide", "zh", True),
    ("wide", "en", True),
    ("phone", "en", True),
    ("phone", "zh", True),
    ("phone", "ar", False),
    ("screen", "en", False),
]


@contextmanager
def _visit(
    browser: Browser, screen: str, locale: str, *, scripts: bool
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


@pytest.mark.parametrize(("screen", "language", "scripts"), WAYS)
def test_anew_hub_is_set_up_and_begins_anew(
    browser: Browser, tmp_path: Path, screen: str, language: str, scripts: bool
) -> None:
    folder, urls = tmp_path / "data", []
    least = 48 if screen == "phone" else 64
    with new_hub(folder) as hub:
        with _visit(browser, screen, LOCALES[language], scripts=scripts) as page:
            page.on("request", lambda request: urls.append(request.url))
            come_in(page, hub, folder, screen)
            for _ in steps(page, language):
                if scripts:
                    _targets_are_large(page, SCREENS[screen][0], least)
            words = page.locator(".setup__words li").all_inner_texts()
            tap_and_go(page, ON)
            page.wait_for_url("**/setup/done", timeout=60_000)
            name = page.locator(".house__hub").inner_text()
            tap_and_go(page, ON)
            assert page.locator(".rail .button--need").is_visible()

        assert name == NAMES[language]
        assert len(words) == 15
        for secret in (PHRASE, PHRASE.split(maxsplit=1)[0], *words):
            assert not any(secret in line for line in hub.lines)
            assert not any(secret in url for url in urls)


def _targets_are_large(page: Page, width: int, least: int) -> None:
    for target in page.locator(TOUCHED).all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= least, target.evaluate("each => each.outerHTML")
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("scripts", [True, False])
def test_the_way_back_after_what_was_wrong_leads_to_pages_of_ours(
    browser: Browser, tmp_path: Path, scripts: bool
) -> None:
    folder = tmp_path / "data"
    with (
        new_hub(folder) as hub,
        _visit(browser, "phone", "en-US", scripts=scripts) as page,
    ):
        come_in(page, hub, folder, "phone")
        for step in ("name", "steward"):
            page.goto(f"{hub.address}/setup/{step}")
            tap_and_go(page, ON)
            assert page.get_by_role("alert").get_by_text("Almost there").is_visible()
        page.goto(hub.address)

        while page.go_back():
            assert page.locator("main").is_visible()


@pytest.mark.parametrize(
    ("screen", "language"), [("screen", "en"), ("screen", "ar"), ("phone", "zh")]
)
def test_no_page_of_it_has_a_barrier(
    browser: Browser, tmp_path: Path, screen: str, language: str
) -> None:
    found: list[str] = []
    folder = tmp_path / "data"

    def look(page: Page) -> None:
        violations = Axe().run(page, options=RULES).response["violations"]
        found.extend(f"{page.url} {each['id']} {each['nodes']}" for each in violations)

    with (
        new_hub(folder) as hub,
        _visit(browser, screen, LOCALES[language], scripts=True) as page,
    ):
        page.goto(hub.address + ("/setup" if screen == "phone" else "/screen"))
        look(page)
        come_in(page, hub, folder, screen)
        for _ in steps(page, language):
            look(page)
        page.goto(hub.address + "/setup/network/join")
        page.locator("#key").fill(" ".join(["wrong", *words_of(KEY)[1:]]))
        tap_and_go(page, ON)
        look(page)
        page.goto(hub.address + "/setup/steward")
        page.locator("#passphrase").fill("short")
        tap_and_go(page, ON)
        look(page)

    assert not found


def test_the_boards_own_keyboard_types_into_its_fields(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        new_hub(tmp_path / "data") as hub,
        _visit(browser, "screen", "en-US", scripts=True) as page,
    ):
        page.goto(hub.address + "/screen")
        page.goto(hub.address + "/setup/name")
        finger = Typist(page)
        name = finger.open("A name that neighbours know")
        finger.type("elm")
        assert name.input_value().lower() == "elm"

        page.goto(hub.address + "/setup/steward")
        phrase = finger.open("A passphrase")
        finger.type("otter")
        assert phrase.input_value().lower() == "otter"


def test_whoever_types_a_passphrase_may_look_at_it(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        new_hub(tmp_path / "data") as hub,
        _visit(browser, "screen", "zh-CN", scripts=True) as page,
    ):
        page.goto(hub.address + "/screen")
        page.goto(hub.address + "/setup/steward")
        look, rail = page.locator("[data-shows-typed]"), page.locator(".rail")
        box, rail_box = look.bounding_box(), rail.bounding_box()
        assert box
        assert rail_box
        assert box["height"] >= 64
        for seen in (look, page.locator("#passphrase-hint")):
            at = seen.bounding_box()
            assert at
            assert at["y"] + at["height"] <= rail_box["y"]

        look.tap()
        assert page.locator("#passphrase").get_attribute("type") == "text"
        finger = Typist(page)
        page.locator("#passphrase").tap()
        finger.type("otter")
        assert page.locator("#passphrase").input_value() == "otter"
        assert not page.locator(".suggestion").count()
        page.locator("#again").fill("other")
        tap_and_go(page, ON)
        assert page.locator("#passphrase").get_attribute("type") == "password"


def test_a_power_cut_in_the_middle_goes_on_where_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        new_hub(tmp_path / "data") as hub,
        _visit(browser, "screen", "en-US", scripts=True) as page,
    ):
        come_in(page, hub, tmp_path / "data", "screen")
        taken = steps(page, "en")
        while next(taken) != "steward":
            pass
        hub.kill()
        hub.start()

        page.goto(hub.address + "/screen")
        tap_and_go(page, ON)

        assert re.search(r"/setup/steward$", page.url)
        page.goto(hub.address + "/setup/name")
        assert page.locator("#name").input_value() == NAMES["en"]


def test_a_hub_started_by_hand_says_where_it_is_set_up_and_no_code(
    tmp_path: Path,
) -> None:
    with new_hub(tmp_path / "data") as hub:
        kept = read_setup(tmp_path / "data")
        assert kept is not None
        assert any(f"set up at {hub.address}/setup" in line for line in hub.lines)
        assert not any(kept.code in line for line in hub.lines)


def test_the_quiet_screen_goes_along_to_the_set_up_of_a_new_hub(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        HubProcess(tmp_path) as hub,
        lobby(browser, hub, frozen=True) as page,
    ):
        write_setup(tmp_path, SetUp())

        page.clock.run_for(TURN_S * 1000 + 100)

        page.wait_for_url(re.compile("/setup$"))


def test_whoever_writes_the_words_down_is_asked_late_and_then_forgotten(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        new_hub(tmp_path / "data") as hub,
        lobby(browser, hub, frozen=True) as page,
    ):
        page.goto(hub.address + "/setup/network/start")
        words = page.locator(".setup__words li")
        page.clock.run_for((PEN_QUIET_S - 2) * 1000)
        assert words.first.is_visible()
        assert not page.get_by_role("alertdialog").is_visible()

        page.clock.run_for(4000)
        assert page.get_by_role("alertdialog").is_visible()
        page.clock.run_for((ASKING_S + 2) * 1000)

        page.wait_for_url(re.compile("/setup$"))
