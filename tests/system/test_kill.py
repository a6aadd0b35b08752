"""kill -9 in the middle of posting, again and again: what was acknowledged is there."""

from __future__ import annotations

import contextlib
import http.client
import threading
import urllib.error
from pathlib import Path

import pytest

from tests.system.hubs import HubProcess

pytestmark = pytest.mark.system

KILLS = 50
"""In each of four runs side by side."""


class Writer:
    """Posts until the hub is gone; knows what it sent and what was acknowledged."""

    def __init__(self, hub: HubProcess, name: str) -> None:
        self._hub = hub
        self._name = name
        self.sent: set[str] = set()
        self.acknowledged: dict[str, str] = {}
        self.first = threading.Event()
        self.thread = threading.Thread(target=self._write)
        self.thread.start()

    def _write(self) -> None:
        gone = (OSError, http.client.HTTPException, urllib.error.URLError)
        with contextlib.suppress(*gone):
            for number in range(10_000):
                text = f"{self._name} {number}"
                self.sent.add(text)
                self.acknowledged[self._hub.post(text)["id"]] = text
                self.first.set()


@pytest.mark.parametrize("run", range(4))
def test_every_acknowledged_post_survives_a_kill_once(tmp_path: Path, run: int) -> None:
    sent: set[str] = set()
    acknowledged: dict[str, str] = {}
    with HubProcess(tmp_path) as hub:
        for kill in range(KILLS):
            writers = [Writer(hub, f"{run}.{kill}.{number}") for number in range(2)]
            # Somewhere in the burst, another place each time.
            writers[kill % 2].first.wait(60)
            threading.Event().wait(0.001 * (7 * kill % 50))
            hub.kill()
            for writer in writers:
                writer.thread.join()
                sent |= writer.sent
                acknowledged |= writer.acknowledged
            hub.start()

        board = {post["id"]: post["text"] for post in hub.board()}

    assert acknowledged.items() <= board.items()
    assert len(set(board.values())) == len(board)
    assert set(board.values()) <= sent
    assert not list(tmp_path.glob("damaged-*"))
