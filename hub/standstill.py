"""What a hub does that must not touch its data, for a newer program wrote them: it
serves one page that says so, rather than start again and again. It reads no data.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import kiosk
from hub.notify import feed_every_s, notifier
from hub.serving import Answer, places_of, web_server
from hub.settings import Listen
from hub.watchdog import Watchdog
from hub.web.headers import CONTENT_SECURITY
from hub.web_probe import WebProbe

logger = logging.getLogger(__name__)

FOLDER = Path(kiosk.__file__).parent
PAGE, STYLE = "standstill.html", "standstill.css"

CLOSED, FOUND = "503 Service Unavailable", "200 OK"
HTML, CSS = "text/html; charset=utf-8", "text/css; charset=utf-8"
JSON = "application/json"


def stand_still(listen: Listen, environment: Mapping[str, str], why: str) -> None:
    """Serve that page until a signal's exception ends it. Raises CannotListen."""
    page = _answer(CLOSED, HTML, (FOLDER / PAGE).read_bytes())
    style = _answer(FOUND, CSS, (FOLDER / STYLE).read_bytes())
    health = _answer(CLOSED, JSON, b'{"ok":false}\n')
    answers = {f"/{STYLE}": style, "/healthz": health}

    def app(asked: Mapping[str, Any], begin: Callable[..., object]) -> list[bytes]:
        status, headers, body = answers.get(str(asked["PATH_INFO"]), page)
        begin(status, headers)
        return [body]

    server = web_server(app, lambda _status, _heard: page, listen)
    for place in places_of(server):
        logger.error("serving http://%s with one page only: %s", place, why)
    probe = WebProbe(server, time.monotonic)
    _serve(server, probe, environment)


def _serve(server: Any, probe: WebProbe, environment: Mapping[str, str]) -> None:
    """The supervisor is told that it began well: nothing is to be tried again."""
    notify = notifier(environment)
    words = "The data are of a newer version: install that again."
    loops = {"the web server": probe.answers}
    watchdog = notify and Watchdog(
        notify, feed_every_s(environment), loops, lambda: words
    )
    try:
        if watchdog:
            watchdog.start()
        server.run()
    finally:
        if watchdog:
            watchdog.stop()
        server.close()
        probe.close()


def _answer(status: str, kind: str, body: bytes) -> Answer:
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", CONTENT_SECURITY),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return status, headers, body
