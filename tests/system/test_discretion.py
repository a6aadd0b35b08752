"""A hub that is asked badly, cut off and flooded writes of nobody into its log."""

from __future__ import annotations

import contextlib
import re
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system

BROWSER = "Mozilla/5.0 (Nokia 3310; of Maria)"
WORDS = "Insulin-for-Maria"
HEAD = f"Host: localhost\r\nUser-Agent: {BROWSER}\r\nAccept-Language: fr\r\n"

UNREADABLE = {
    "no request at all": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no version": f"GET /{WORDS}\r\n{HEAD}\r\n".encode(),
    "no such version": f"GET /{WORDS} HTTP/9.9\r\n{HEAD}\r\n".encode(),
    "a header without a colon": f"GET /{WORDS} HTTP/1.1\r\nbad\r\n{HEAD}\r\n".encode(),
    "a header with a break": f"GET / HTTP/1.1\r\nX: a\rb\r\n{HEAD}\r\n".encode(),
    "a negative length": (
        f"POST /{WORDS} HTTP/1.1\r\n{HEAD}Content-Length: -1\r\n\r\n"
    ).encode(),
    "a huge body": (
        f"POST /{WORDS} HTTP/1.1\r\n{HEAD}Content-Length: 99999999\r\n\r\n"
    ).encode(),
    "chunks that are none": (
        f"POST /{WORDS} HTTP/1.1\r\n{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
    ).encode(),
    "a coding that nobody knows": (
        f"POST /{WORDS} HTTP/1.1\r\n{HEAD}Transfer-Encoding: {WORDS}\r\n\r\n"
    ).encode(),
    "a path that is no text": f"GET /%ff%00{WORDS} HTTP/1.1\r\n{HEAD}\r\n".encode(),
    "a lone surrogate": f"GET /%ed%a0%80?q=%ed HTTP/1.1\r\n{HEAD}\r\n".encode(),
    "a broken cookie": (
        f"GET / HTTP/1.1\r\nCookie: \xff={WORDS};;=\r\n{HEAD}\r\n"
    ).encode(),
    "a host that is none": f"GET / HTTP/1.1\r\nHost: [{WORDS}\r\n\r\n".encode(),
}

TOO_LONG = f"GET /{WORDS} HTTP/1.1\r\n{HEAD}X: {'x' * 20_000}\r\n\r\n".encode()
"""The hub stops to listen in the middle of it, so its answer may never arrive."""


class Visitors:
    """Connections to a hub, and the ports that they came from."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._place = (parts.hostname, parts.port)
        self.ports: list[int] = []

    @contextlib.contextmanager
    def connection(self) -> Iterator[socket.socket]:
        """One more."""
        with socket.create_connection(self._place, timeout=PATIENCE_S) as opened:
            self.ports.append(opened.getsockname()[1])
            yield opened

    def ask(self, request: bytes) -> str:
        """All that comes back until the hub is through."""
        with self.connection() as opened:
            heard = b""
            with contextlib.suppress(OSError):
                opened.sendall(request)
                opened.shutdown(socket.SHUT_WR)
                while some := opened.recv(65536):
                    heard += some
            return heard.decode("utf-8", "replace")

    def leave(self, request: bytes) -> None:
        """Go away rudely, in the middle of what is said."""
        with self.connection() as opened:
            opened.sendall(request)
            linger = struct.pack("ii", 1, 0)
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    with HubProcess(
        tmp_path_factory.mktemp("hub"), under=("env", "PORCHLIGHT_LIMITS=on")
    ) as running:
        yield running


@pytest.mark.parametrize("request_name", UNREADABLE)
def test_what_can_not_be_read_is_answered_with_a_page(
    hub: HubProcess, request_name: str
) -> None:
    heard = Visitors(hub.address).ask(UNREADABLE[request_name])

    assert "<!doctype html>" in heard
    assert not re.search(r"waitress|werkzeug|python|traceback", heard, re.IGNORECASE)
    assert WORDS not in heard


def test_a_body_too_large_to_read_is_answered_in_the_visitor_s_language(
    hub: HubProcess,
) -> None:
    heard = Visitors(hub.address).ask(UNREADABLE["a huge body"])

    assert heard.startswith("HTTP/1.1 413 ")
    assert '<html lang="fr"' in heard
    assert "Content-Security-Policy: " in heard


def test_nothing_of_any_visitor_stands_in_the_log(tmp_path: Path) -> None:
    with HubProcess(tmp_path / "data", under=("env", "PORCHLIGHT_LIMITS=on")) as hub:
        visitors = Visitors(hub.address)
        for request in (*UNREADABLE.values(), TOO_LONG):
            visitors.ask(request)
            visitors.leave(request)
        post = f'{{"kind": "need", "category": "health", "text": "{WORDS}"}}'
        for _ in range(60):
            visitors.ask(
                f"POST /api/posts HTTP/1.1\r\n{HEAD}Content-Type: application/json\r\n"
                f"Content-Length: {len(post)}\r\n\r\n{post}".encode()
            )
        for address in ("/", "/posted/a-token-that-leads-to-a-code", "/status"):
            ask = f"GET {address} HTTP/1.1\r\n{HEAD}\r\n".encode()
            for _ in range(20):
                visitors.leave(ask * 20)
        assert "200 OK" in visitors.ask(f"GET /healthz HTTP/1.0\r\n{HEAD}\r\n".encode())
        hub.end()

    log = "\n".join(hub.lines)
    numbers = set(re.findall(r"\d+", log))
    assert "serving" in log
    for private in (BROWSER, "Nokia", WORDS, "a-token-that"):
        assert private not in log
    assert not numbers & {str(port) for port in visitors.ports}


def test_limits_that_are_off_are_told_loudly(tmp_path: Path) -> None:
    with HubProcess(tmp_path / "data") as hub:
        assert any("LIMITS ARE OFF" in line for line in hub.lines)
