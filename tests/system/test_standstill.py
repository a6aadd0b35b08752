"""A hub whose data a newer program wrote: it says so on a page, and touches nothing."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.ledger import TinyLedger
from hub.store.recovery import FILE
from kiosk.session import answers
from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system


@pytest.fixture
def newer_data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    TinyLedger(folder, unpack, name_of).close()
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("pragma user_version = 99")
    return folder


def test_data_of_a_newer_version_close_the_board_in_plain_words_and_stay(
    newer_data: Path,
) -> None:
    before = {each.name: each.read_bytes() for each in newer_data.iterdir()}

    with HubProcess(newer_data) as hub:
        pages = [refused(f"{hub.address}{path}") for path in ("/", "/screen", "/x/y")]
        health = refused(f"{hub.address}/healthz")
        style = hub.read("/standstill.css")
        assert answers(f"{hub.address}/healthz"), "the screen shows the page"
        assert hub.end() == 0

    for page in pages:
        assert "put the newer version of Porchlight back" in page
        for code in ("es", "ht", "fr", "pt", "vi", "zh", "ar"):
            assert f'<p lang="{code}"' in page
    assert json.loads(health) == {"ok": False}
    assert b"font" in style
    assert any("newer Porchlight" in line for line in hub.lines)
    assert {each.name: each.read_bytes() for each in newer_data.iterdir()} == before


def test_its_supervisor_has_nothing_to_start_again(
    newer_data: Path, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(str(tmp_path / "notify"))
        supervisor.settimeout(PATIENCE_S)
        told = (f"NOTIFY_SOCKET={tmp_path}/notify", "WATCHDOG_USEC=200000")
        with HubProcess(newer_data, under=("env", *told)) as hub:
            said = [supervisor.recv(1000).decode() for _ in range(2)]
            hub.process.send_signal(signal.SIGTERM)
            while "STOPPING=1" not in supervisor.recv(1000).decode():
                pass
            assert hub.process.wait(PATIENCE_S) == 0

    assert said[0].startswith("READY=1\n")
    assert said[1].startswith("WATCHDOG=1\n")
    assert all("newer version" in each for each in said)


def refused(url: str) -> str:
    """What is said with a 503."""
    with pytest.raises(HTTPError) as refusal:
        urllib.request.urlopen(url, timeout=PATIENCE_S)
    with refusal.value as answer:
        assert answer.code == 503
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        return answer.read().decode()
