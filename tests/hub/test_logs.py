"""What goes into the log: where something broke, and nothing of whom it befell."""

from __future__ import annotations

import io
import logging
import socket
from collections.abc import Iterator

import pytest
from waitress.channel import HTTPChannel
from waitress.server import create_server

from hub.logs import FULL, Discreet, where_it_broke

PRIVATE = "my knee hurts, 555-0134"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler with the filter writes of the web server's words."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(Discreet())
    logger = logging.getLogger("waitress")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(logging.NOTSET)


def _fail(words: str) -> None:
    raise LookupError(words)


def test_where_it_broke_names_the_place_and_no_words() -> None:
    try:
        try:
            _fail(PRIVATE)
        except LookupError as error:
            raise ValueError(PRIVATE) from error
    except ValueError as error:
        told = where_it_broke(error)

    assert "LookupError" in told
    assert "ValueError" in told
    assert "in _fail" in told
    assert PRIVATE not in told


def test_an_application_that_fails_is_told_without_path_or_words(
    log: io.StringIO,
) -> None:
    def broken(environ: object, start_response: object) -> list[bytes]:
        raise RuntimeError(PRIVATE)

    sockets: dict[int, object] = {}
    server = create_server(broken, listen="127.0.0.1:0", map=sockets)
    here, there = socket.socketpair()
    channel = HTTPChannel(server, there, ("10.42.0.77", 51234), server.adj, map={})
    channel.received(b"GET /posted/secret-token HTTP/1.1\r\nUser-Agent: Old\r\n\r\n")
    while channel.requests:
        channel.service()
    here.close()
    server.close()

    assert "RuntimeError" in log.getvalue()
    for private in (PRIVATE, "secret-token", "10.42.0.77", "51234", "Old"):
        assert private not in log.getvalue()


def test_a_connection_that_breaks_is_told_without_its_address(
    log: io.StringIO,
) -> None:
    server = create_server(lambda *_: [], listen="127.0.0.1:0", map={})
    here, there = socket.socketpair()
    channel = HTTPChannel(server, there, ("10.42.0.77", 51234), server.adj, map={})
    try:
        _fail(PRIVATE)
    except LookupError:
        channel.handle_error()
    here.close()
    server.close()

    assert "LookupError" in log.getvalue()
    for private in (PRIVATE, "10.42.0.77", "51234"):
        assert private not in log.getvalue()


def test_a_full_house_is_told(log: io.StringIO) -> None:
    logging.getLogger("waitress").warning(f"{FULL} the connection limit, …")

    assert log.getvalue() == "as many connections are open as the hub takes\n"


def test_what_others_say_is_left_alone() -> None:
    record = logging.LogRecord("radio.link", 20, "", 1, "%s is up", ("it",), None)

    assert Discreet().filter(record)
    assert record.getMessage() == "it is up"
