"""A new hub, and a steward who sets it up: all its steps, for tests and pictures."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from hub.setup_file import read_setup
from tests.kiosk.lobby import ON, tap_and_go
from tests.system.hubs import HubProcess

NAMES = {"en": "14 Elm St", "ar": "شارع الدردار ١٤", "zh": "榆树街14号"}
PHRASE = "lamp otter window nine"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def new_hub(folder: Path) -> Iterator[HubProcess]:
    """One that nobody has set up; its port stays when it begins anew."""
    with HubProcess(
        folder,
        *("--listen", f"127.0.0.1:{_free_port()}", "--address", "http://10.42.0.1"),
        under=("env", "PORCHLIGHT_SETUP=auto"),
    ) as hub:
        yield hub


def choose(page: Page, field: str) -> None:
    page.locator(f"label:has([id='{field}'])").tap()


def come_in(page: Page, hub: HubProcess, folder: Path, screen: str) -> None:
    """The touchscreen is led there; a phone brings the code along."""
    if screen != "phone":
        page.goto(hub.address + "/screen")
        assert page.url.endswith("/setup")
        tap_and_go(page, ON)
        return
    page.goto(hub.address)
    tap_and_go(page, "a[href='/setup']")
    kept = read_setup(folder)
    assert kept is not None
    page.locator("#setup_code").fill(kept.code)
    tap_and_go(page, "#door .button")


def steps(page: Page, language: str) -> Iterator[str]:
    """Every page up to the key, each with what is typed there."""
    yield "language"
    choose(page, f"spoken-{language}")
    tap_and_go(page, ON)
    yield "name"
    page.locator("#name").fill(NAMES[language])
    tap_and_go(page, ON)
    yield "steward"
    page.locator("#handle").fill("Ana")
    for field in ("#passphrase", "#again"):
        page.locator(field).fill(PHRASE)
    tap_and_go(page, ON)
    yield "wifi"
    tap_and_go(page, ON)
    yield "radio"
    tap_and_go(page, ON)
    yield "network"
    choose(page, "way-start")
    tap_and_go(page, ON)
    yield "key"
