"""An application served over a real socket for a test, and ended without a trace."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from flask import Flask
from waitress.trigger import trigger
from waitress.wasyncore import close_all

from hub.serving import places_of, web_server
from hub.settings import Listen
from hub.web.errors import page_apart


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The hub's own web server on a free port; gives its address without a slash."""
    server = web_server(app, partial(page_apart, app), Listen("127.0.0.1", 0))
    with running(server, server._map):
        yield f"http://{places_of(server)[0]}"


@contextmanager
def running(server: Any, sockets: dict[int, Any]) -> Iterator[None]:
    """A server of waitress over its own `sockets`, until the block ends.

    First the working threads end, which write into the server's sockets; then these
    are closed by the loop that watches them. In any other order a thread finds a
    closed socket, or one that a later test opened under the same number.
    """
    end: Any = trigger(sockets)
    loop = threading.Thread(target=server.run)
    loop.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        end.pull_trigger(lambda: close_all(sockets, ignore_all=True))
        loop.join()
