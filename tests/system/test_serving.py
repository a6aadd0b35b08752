"""The web server itself: what it keeps open, and what it says without need."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.system.hubs import PATIENCE_S, HubProcess

pytestmark = pytest.mark.system

MOST_BYTES = 300
"""Of an answer without news: a hundred phones hear it every few seconds."""


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[http.client.HTTPConnection]:
    with HubProcess(tmp_path / "data") as hub:
        place = urlsplit(hub.address)
        opened = http.client.HTTPConnection(
            str(place.hostname), place.port, timeout=PATIENCE_S
        )
        yield opened
        opened.close()


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, **headers: str
) -> http.client.HTTPResponse:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=said)
    answer = connection.getresponse()
    answer.read()
    return answer


def test_a_phone_without_news_keeps_its_connection(
    connection: http.client.HTTPConnection,
) -> None:
    tag = str(_ask(connection, "GET", "/board/news").getheader("ETag"))
    first = connection.sock

    for _ in range(3):
        answer = _ask(connection, "GET", "/board/news", If_None_Match=tag)
        assert answer.status == 304
        assert answer.getheader("Connection") is None
        assert connection.sock is first
    assert _ask(connection, "HEAD", "/").status == 200
    assert _ask(connection, "GET", "/healthz").status == 200
    assert connection.sock is first


def test_who_wants_to_leave_is_let_go(
    connection: http.client.HTTPConnection,
) -> None:
    tag = str(_ask(connection, "GET", "/board/news").getheader("ETag"))
    answer = _ask(
        connection, "GET", "/board/news", If_None_Match=tag, Connection="close"
    )

    assert answer.status == 304
    assert answer.getheader("Connection") == "close"


def test_an_answer_without_news_is_small_and_names_no_software(
    connection: http.client.HTTPConnection,
) -> None:
    tag = str(_ask(connection, "GET", "/board/news").getheader("ETag"))
    answer = _ask(connection, "GET", "/board/news", If_None_Match=tag)

    lines = [f"{name}: {value}\r\n" for name, value in answer.getheaders()]
    assert len("HTTP/1.1 304 NOT MODIFIED\r\n\r\n" + "".join(lines)) <= MOST_BYTES
    assert answer.getheader("Server") is None
    assert answer.getheader("Via") is None


def test_who_does_not_say_whom_it_asks_is_told_so_on_a_page(
    connection: http.client.HTTPConnection,
) -> None:
    connection.putrequest("GET", "/", skip_host=True)
    connection.endheaders()
    answer = connection.getresponse()

    assert answer.status == 400
    assert "<html" in answer.read().decode()


def test_an_old_program_need_not_say_whom_it_asks(
    connection: http.client.HTTPConnection,
) -> None:
    with socket.create_connection((connection.host, connection.port)) as old:
        old.settimeout(PATIENCE_S)
        old.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        assert old.recv(12) == b"HTTP/1.0 200"


def test_a_damaged_network_key_costs_the_radio_and_not_the_board(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    key = data / "network.key"
    key.write_text("torn")

    with HubProcess(data, "--radio", "tcp:127.0.0.1:1") as hub:
        hub.post("Water for two")
        assert [each["text"] for each in hub.board()] == ["Water for two"]
        status = hub.read("/status").decode()
        assert hub.get("/api/status")["radio"]["state"] == "down"
        doctor = _look_over(data)

    assert "the network&#39;s key is damaged" in status
    assert any("network key" in line and "rests" in line for line in hub.lines)
    assert "AMISS  key" in doctor
    assert key.read_text() == "torn"


def _look_over(data: Path) -> str:
    command = (sys.executable, "-m", "hub", "doctor", "--data", str(data))
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
