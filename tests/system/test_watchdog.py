"""A real hub under a service supervisor's eyes: a socket of ours in its place."""

from __future__ import annotations

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system

FEED_S = 0.5
QUIET_S = 8 * FEED_S


@contextmanager
def _supervised(folder: Path) -> Iterator[tuple[HubProcess, socket.socket]]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(str(folder / "notify"))
        supervisor.settimeout(PATIENCE_S)
        told = (f"NOTIFY_SOCKET={folder}/notify", f"WATCHDOG_USEC={int(2e6 * FEED_S)}")
        with HubProcess(folder / "data", under=("env", *told)) as hub:
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
