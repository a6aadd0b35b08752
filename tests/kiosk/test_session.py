"""The screen's session for real: cage without a display, Chromium, a hub that dies."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.session import BROWSERS, WAITING_PAGE, Screen
from tests.kiosk.headless import PROGRAMS, Lobby
from tests.system.hubs import HubProcess, wait_until

MIDNIGHT_BLUE = bytes.fromhex("1e2a36")
"""The waiting page's ground."""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def lobby(port: int) -> Iterator[Lobby]:
    missing = [each for each in PROGRAMS if shutil.which(each) is None]
    if missing or not any(map(shutil.which, BROWSERS)):
        pytest.skip(f"not installed: {', '.join(missing) or BROWSERS[0]}")
    opened = Lobby(f"http://127.0.0.1:{port}")
    yield opened
    opened.end()


@pytest.mark.browser
@pytest.mark.system
def test_the_screen_outlives_its_browser_and_its_hub(
    lobby: Lobby, port: int, tmp_path: Path
) -> None:
    def waits() -> bool:
        return lobby.address().startswith("file:")

    def shows_the_board() -> bool:
        return lobby.address().startswith(f"http://127.0.0.1:{port}/")

    wait_until(waits, "the waiting page")
    wait_until(lambda: share_of(lobby, MIDNIGHT_BLUE) > 0.5, "its ground")

    hub = HubProcess(tmp_path / "data", "--listen", f"127.0.0.1:{port}")
    try:
        wait_until(shows_the_board, "the board")
        wait_until(lambda: is_a_picture(lobby), "a picture of it")

        trace = lobby.profile / "what-somebody-left"
        trace.touch()
        lobby.kill_browser()
        wait_until(lambda: not trace.exists() and shows_the_board(), "a new browser")
        wait_until(lambda: is_a_picture(lobby), "what the new one shows")
    finally:
        hub.kill()

    wait_until(waits, "the waiting page, for the hub is dead")
    hub.start()
    try:
        wait_until(shows_the_board, "the board, for the hub is back")
    finally:
        hub.end()


def test_a_browser_begins_with_no_traces_and_no_bubbles() -> None:
    command = Screen("chromium", "http://127.0.0.1", Path("/run/x")).command

    for flag in (
        "--kiosk",
        "--hide-crash-restore-bubble",
        "--user-data-dir=/run/x/profile",
    ):
        assert flag in command
    assert command[-1] == "file:///run/x/waiting.html#http://127.0.0.1"


def test_the_waiting_page_speaks_all_languages_and_needs_nothing() -> None:
    text = WAITING_PAGE.read_text(encoding="utf-8")

    for code in ("en", "es", "ht", "fr", "pt", "vi", "zh", "ar"):
        assert f'<li lang="{code}"' in text
    assert "src=" not in text
    assert "<link" not in text


def share_of(lobby: Lobby, colour: bytes) -> float:
    found = lobby.colours()
    return found[colour] / max(found.total(), 1)


def is_a_picture(lobby: Lobby) -> bool:
    """More than a ground: letters have many shades."""
    found = lobby.colours()
    return len(found) > 100 and found.most_common(1)[0][1] < 0.97 * found.total()
