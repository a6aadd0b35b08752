"""One device that opens connections, asks for nothing and lets go of none."""

from __future__ import annotations

import select
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system

MANY = 700
"""More than a hub holds, and less than this program may open."""


@pytest.mark.parametrize("source", ["127.0.0.1", "127.0.0.67"])
def test_a_flood_of_half_open_connections_shuts_out_nobody(
    tmp_path: Path, source: str
) -> None:
    with HubProcess(tmp_path / "data") as hub, ExitStack() as held:
        port = urlsplit(hub.address).port or 0
        flood = []
        for _ in range(MANY):
            half = socket.create_connection(
                ("127.0.0.1", port), PATIENCE_S, source_address=("127.0.0.66", 0)
            )
            half.sendall(b"GET / HT")
            flood.append(held.enter_context(half))

        for path in (b"/quiet", b"/healthz", b"/"):
            asked = socket.create_connection(
                ("127.0.0.1", port), PATIENCE_S, source_address=(source, 0)
            )
            with asked:
                asked.sendall(b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % path)
                assert asked.recv(12) == b"HTTP/1.1 200"
        # The flood still went on: it was not over because its time had come.
        assert not select.select([flood[MANY // 2]], [], [], 0)[0]
