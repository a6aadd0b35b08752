"""A new hub is set up by touch and on phones, in every kind of script, with or without
scripts of ours; and nothing that is secret gets into a log or an address.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hub.setup_file import read_setup
from hub.setup_words import words_of
from tests.browser import SCREENS
from tests.kiosk.test_barriers import RULES
from tests.kiosk.typist import Typist
from tests.system.hubs import HubProcess

pytestmark = pytest.mark.browser

LOCALES = {"en": "en-US", "ar": "ar", "zh": "zh-CN"}
NAMES = {"en": "14 Elm St", "ar": "شارع الدردار ١٤", "zh": "榆树街14号"}
PHRASE = "lamp otter window nine"
ON = ".rail .button--lamp"
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _new_hub(folder: Path) -> Iterator[HubProcess]:
    """One that nobody has set up; its port stays when it begins anew."""
    with HubProcess(
        folder,
        *("--listen", f"127.0.0.1:{_free_port()}", "--address", "http://10.42.0.1"),
        under=("env", "PORCHLIGHT_SETUP=auto"),
    ) as hub:
        yield hub


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


def _tap(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.tap()


def _choose(page: Page, field: str) -> None:
    page.locator(f"label:has([id='{field}'])").tap()


def _come_in(page: Page, hub: HubProcess, folder: Path, screen: str) -> None:
    """The touchscreen is led there; a phone brings the code along."""
    if screen != "phone":
        page.goto(hub.address + "/screen")
        assert page.url.endswith("/setup")
        _tap(page, ON)
        return
    page.goto(hub.address)
    _tap(page, "a[href='/setup']")
    kept = read_setup(folder)
    assert kept is not None
    page.locator("#setup_code").fill(kept.code)
    _tap(page, "#door .button")


def _steps(page: Page, language: str) -> Iterator[str]:
    """Every page up to the key, each with what is typed there."""
    yield "language"
    _choose(page, f"spoken-{language}")
    _tap(page, ON)
    yield "name"
    page.locator("#name").fill(NAMES[language])
    _tap(page, ON)
    yield "steward"
    page.locator("#handle").fill("Ana")
    for field in ("#passphrase", "#again"):
        page.locator(field).fill(PHRASE)
    _tap(page, ON)
    yield "wifi"
    _tap(page, ON)
    yield "radio"
    _tap(page, ON)
    yield "network"
    _choose(page, "way-start")
    _tap(page, ON)
    yield "key"


@pytest.mark.parametrize(("screen", "language", "scripts"), WAYS)
def test_a_new_hub_is_set_up_and_begins_anew(
    browser: Browser, tmp_path: Path, screen: str, language: str, scripts: bool
) -> None:
    folder, urls = tmp_path / "data", []
    least = 48 if screen == "phone" else 64
    with _new_hub(folder) as hub:
        with _visit(browser, screen, LOCALES[language], scripts=scripts) as page:
            page.on("request", lambda request: urls.append(request.url))
            _come_in(page, hub, folder, screen)
            for _ in _steps(page, language):
                if scripts:
                    _targets_are_large(page, SCREENS[screen][0], least)
            words = page.locator(".setup__words li").all_inner_texts()
            _tap(page, ON)
            page.wait_for_url("**/setup/done", timeout=60_000)
            name = page.locator(".house__hub").inner_text()
            _tap(page, ON)
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
        _new_hub(folder) as hub,
        _visit(browser, screen, LOCALES[language], scripts=True) as page,
    ):
        page.goto(hub.address + ("/setup" if screen == "phone" else "/screen"))
        look(page)
        _come_in(page, hub, folder, screen)
        for _ in _steps(page, language):
            look(page)
        page.goto(hub.address + "/setup/network/join")
        page.locator("#key").fill(" ".join(["wrong", *words_of(KEY)[1:]]))
        _tap(page, ON)
        look(page)
        page.goto(hub.address + "/setup/steward")
        page.locator("#passphrase").fill("short")
        _tap(page, ON)
        look(page)

    assert not found


def test_the_boards_own_keyboard_types_into_its_fields(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        _new_hub(tmp_path / "data") as hub,
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


def test_a_power_cut_in_the_middle_goes_on_where_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        _new_hub(tmp_path / "data") as hub,
        _visit(browser, "screen", "en-US", scripts=True) as page,
    ):
        _come_in(page, hub, tmp_path / "data", "screen")
        steps = _steps(page, "en")
        while next(steps) != "steward":
            pass
        hub.kill()
        hub.start()

        page.goto(hub.address + "/screen")
        _tap(page, ON)

        assert re.search(r"/setup/steward$", page.url)
        page.goto(hub.address + "/setup/name")
        assert page.locator("#name").input_value() == NAMES["en"]
