"""The web server: waitress, set for many phones, with pages of ours for its errors."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import create_server
from waitress.task import ErrorTask, WSGITask

from hub.connections import Connection, Connections, Room
from hub.settings import Listen

MAX_BODY_BYTES = 1024 * 1024
"""More is not even read; the pages' own limit is lower, and keeps what was typed."""

Answer = tuple[str, list[tuple[str, str]], bytes]
ErrorPage = Callable[[int, Mapping[str, str]], Answer]
"""From a status and the request's headers to what is answered."""


class CannotListen(Exception):
    """The web server can't have its port; the message says why, for a person."""


def web_server(
    app: Any,
    error_page: ErrorPage,
    listen: Listen,
    monotonic: Callable[[], float] = time.monotonic,
    room: Room | None = None,
) -> Any:
    """Waitress over an application. Raises CannotListen.

    With its defaults it takes no more than 98 connections, some 16 phones, and says
    in plain English, with its own name, what it can't read.
    """
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            app,
            map=sockets,
            host=listen.host,
            port=listen.port,
            threads=8,
            connection_limit=sys.maxsize,  # hub/connections.py has another way
            asyncore_use_poll=True,
            channel_timeout=30,
            max_request_body_size=MAX_BODY_BYTES,
            max_request_header_size=16 * 1024,
            ident=None,
            clear_untrusted_proxy_headers=True,
            log_socket_errors=False,  # a phone that leaves is no error
        )
    except (OSError, ValueError) as error:
        raise CannotListen(
            f"Can't listen on {listen} ({getattr(error, 'strerror', None) or error}). "
            "Is another program there? Choose another place with --listen."
        ) from error
    kind = _connection_with(error_page)
    connections = Connections(kind, monotonic, room or Room())
    for each in sockets.values():
        if hasattr(each, "channel_class"):
            each.channel_class = connections
    return server


def places_of(server: Any) -> list[Listen]:
    """Where it listens: a host's name can stand for several addresses."""
    several = getattr(server, "effective_listen", None)
    found = several or [(server.effective_host, server.effective_port)]
    return [Listen(str(host), int(port)) for host, port in found]


def _connection_with(error_page: ErrorPage) -> type[Connection]:
    """A connection that says with that page what could not even be read."""

    class PageForError(ErrorTask):
        def execute(self) -> None:
            refused: Any = self.request
            heard = {
                name.replace("_", "-"): value for name, value in refused.headers.items()
            }
            self.status, self.response_headers, body = error_page(
                refused.error.code, heard
            )
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)

    class Answered(Connection):
        parser_class = Named
        task_class = KeptOpen
        error_task_class = PageForError

    return Answered


class Named(HTTPRequestParser):
    """Reads requests, and refuses one that does not say whom it asks (RFC 9112, 3.2).

    Programs of HTTP/1.0 did not say that, and what follows knows what to do with it.
    """

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head. Raises ParsingError."""
        super().parse_header(header_plus)
        if self.version == "1.1" and "HOST" not in self.headers:
            raise ParsingError("no Host")


class KeptOpen(WSGITask):
    """Answers, and keeps the connection where the answer has no body.

    Waitress closes it after each 304, so that every phone without news would have to
    connect anew each few seconds. An answer that can't have a body ends with its
    headers (RFC 9112, 6.3), so nothing has to be closed.
    """

    _ends_with_headers = False

    def build_response_header(self) -> bytes:
        """The answer's head; says that the connection ends where it has to."""
        asked: Any = self.request
        said = asked.headers.get("CONNECTION", "").lower()
        self._ends_with_headers = (
            self.version == "1.1" and not self.has_body and said != "close"
        )
        try:
            return super().build_response_header()
        finally:
            self._ends_with_headers = False

    def set_close_on_finish(self) -> None:
        """The connection ends with this answer, unless nothing asks for that."""
        if not self._ends_with_headers:
            super().set_close_on_finish()
