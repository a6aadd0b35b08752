"""A real hub under a service supervisor's eyes: a socket of ours in its place."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from hub.setup_file import read_setup
from tests.hub.web.visitor import hidden
from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system

FEED_S = 0.5
QUIET_S = 8 * FEED_S


@contextmanager
def _supervised(folder: Path, *more: str) -> Iterator[tuple[HubProcess, socket.socket]]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(str(folder / "notify"))
        supervisor.settimeout(PATIENCE_S)
        told = (f"NOTIFY_SOCKET={folder}/notify", f"WATCHDOG_USEC={int(2e6 * FEED_S)}")
        with HubProcess(folder / "data", under=("env", *told, *more)) as hub:
            yield hub, supervisor


def _next(supervisor: socket.socket, wanted: str) -> str:
    while wanted not in (said := supervisor.recv(1000).decode()):
        pass
    return said


def test_a_hub_is_ready_when_its_port_is_open_and_says_when_it_ends(
    tmp_path: Path,
) -> None:
    with _supervised(tmp_path) as (hub, supervisor):
        assert supervisor.recv(1000).decode().startswith("READY=1\n")
        assert hub.get("/healthz")["ok"]
        assert "WATCHDOG=1" in supervisor.recv(1000).decode()

        hub.process.send_signal(signal.SIGTERM)

        _next(supervisor, "STOPPING=1")
        assert hub.end() == 0


def test_a_hub_whose_work_hangs_gives_no_sign_of_life(tmp_path: Path) -> None:
    with _supervised(tmp_path) as (_hub, supervisor):
        _next(supervisor, "WATCHDOG=1")
        pipe = tmp_path / "data" / "inbox" / "1.carried"
        os.mkfifo(pipe)  # opened to be read, it hangs until somebody writes

        said = _next(supervisor, "hangs")
        assert re.fullmatch(r"STATUS=This hangs: the inbox\.", said)
        supervisor.settimeout(QUIET_S)
        with pytest.raises(TimeoutError):
            supervisor.recv(1000)

        supervisor.settimeout(PATIENCE_S)
        pipe.write_bytes(b"")
        _next(supervisor, "WATCHDOG=1")


def test_a_hub_that_is_set_up_begins_anew_under_its_supervisors_eyes(
    tmp_path: Path,
) -> None:
    with _supervised(tmp_path, "PORCHLIGHT_SETUP=auto") as (hub, supervisor):
        _next(supervisor, "READY=1")
        number = hub.process.pid

        _set_up(hub, tmp_path / "data")

        assert "WATCHDOG=1" in _next(supervisor, "RELOADING=1")
        _next(supervisor, "READY=1")
        assert hub.process.pid == number
        assert hub.process.poll() is None
        assert (tmp_path / "data" / "setup.toml").read_text().count('"done"') == 1


def _set_up(hub: HubProcess, folder: Path) -> None:
    """The shortest way through: in with the code, and to the end."""
    kept = read_setup(folder)
    assert kept is not None
    browser = build_opener(HTTPCookieProcessor())

    def sent(path: str, **fields: str) -> None:
        shown = browser.open(hub.address + path, timeout=PATIENCE_S).read().decode()
        key = hidden(shown)["form_key"]
        body = urlencode({"form_key": key, **fields}).encode()
        to = "/setup/door" if fields else path
        browser.open(hub.address + to, body, timeout=PATIENCE_S).close()

    sent("/setup", setup_code=kept.code)
    sent("/setup/network/start")
