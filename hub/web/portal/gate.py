"""What a phone is told that asks the hub, under a foreign name, for the internet.

Comes before sessions, limits and cookies: an error, or a cookie that a phone would
bring along to the real host, has no place in such an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.web.portal.probes import DOORS, Works, answer_for
from hub.web.portal.released import Released


def open_gate(app: Flask, monotonic: Callable[[], float]) -> None:
    """Let an application know who went through its portal: nobody yet."""
    app.extensions["released"] = Released(monotonic)


def released() -> Released:
    """Who went through the portal of the hub that is asked."""
    return cast(Released, current_app.extensions["released"])


def answer_probe(host: str, address: str) -> AnyResponse | None:
    """The answer to a probe; None where the request is none.

    `host`: the name it is asked for by; `address`: where phones find the hub.
    """
    works = answer_for(host, request.path)
    if works is None and (host, request.path) not in DOORS:
        return None
    if works is not None and released().lets_be(phone(), once=works.once):
        return _said(works)
    return led_to(address + url_for("portal.show"))


def led_to(url: str) -> AnyResponse:
    """The way there, for now only: at home the same name is another's."""
    answer = redirect(url, 302)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def phone() -> str:
    """The address of whoever asks; it goes no further than into `Released`."""
    return request.remote_addr or ""


def _said(works: Works) -> Response:
    answer = Response(works.body, works.status, works.headers, works.mimetype)
    answer.headers["Cache-Control"] = "no-store"  # asked again on the next network
    return answer
