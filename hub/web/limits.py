"""How often people may write, so that one can't crowd out the others.

Reading has no limit: it costs little, and a page that refuses to show itself helps
nobody in an emergency. Guesses of codes have limits of their own
(hub/domain/guesses.py). Nothing here knows a device's address: a browser is known by
its session, and all that come without one share what there is for them.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from hub.domain.buckets import Bucket, Lately, Rate
from hub.web import problem_words
from hub.web.hub_port import current_hub
from hub.web.sessions import MOST_SESSIONS, Face, current_face, known_session
from hub.web.speaking import said

SESSION = Rate(burst=12, every_s=5.0)
"""A post takes four or five forms and half a minute: two in a row, then a new one as
fast as anybody types."""

ALL = Rate(burst=120, every_s=0.25)
"""Ten phones that begin at once, then what a Pi's memory card is sure to keep up with:
each post is made durable before it is answered."""

STRANGERS = Rate(burst=40, every_s=1.0)
"""Programs, and browsers that keep no cookies: a quarter of what there is for all, so
that a flood of them leaves the rest to people."""

SCREEN = Rate(burst=60, every_s=1.0)
"""The touchscreen's own, beside what there is for all: more than a finger can use."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FREE = frozenset(
    {
        "language_choice.turn",
        "screen.here",
        "screen.forget",
        "screen.look",
        "screen.lower",
        "screen.wake",
        "clock.hear",
        "portal.release",
    }
)
"""What is sent but writes nothing."""

FORM = "application/x-www-form-urlencoded"


class WriteLimits:
    """Token buckets of all who write. Pure but for a lock: the caller brings the time.

    Holds no more than a bucket for each session that lives.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all = Bucket(ALL)
        self._strangers = Bucket(STRANGERS)
        self._screen = Bucket(SCREEN)
        self._sessions: Lately[str, Bucket] = Lately(
            MOST_SESSIONS, lambda: Bucket(SESSION)
        )

    def screen(self, now: float) -> float:
        """The touchscreen writes: 0, or for how many seconds it may not."""
        with self._lock:
            return _take(now, self._screen)

    def session(self, name: str, now: float) -> float:
        """A browser with that session writes: 0, or for how many seconds not."""
        with self._lock:
            return _take(now, self._sessions[name], self._all)

    def stranger(self, now: float) -> float:
        """Somebody without a session writes: 0, or for how many seconds not."""
        with self._lock:
            return _take(now, self._strangers, self._all)


def _take(now: float, *buckets: Bucket) -> float:
    """A token from each, or from none."""
    wait_s = max(each.wait_s(now) for each in buckets)
    if wait_s == 0:
        for each in buckets:
            each.take(now)
    return wait_s


class TooMany(TooManyRequests):
    """What is no form came too soon after others."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(said(problem_words.slow_down(wait_s)))


def limit_writes(app: Flask, monotonic: Callable[[], float] = time.monotonic) -> None:
    """Count every write, and say when to come back."""
    app.extensions["write_limits"] = WriteLimits()

    def count() -> None:
        if request.method in SAFE_METHODS or request.endpoint in FREE:
            return
        if current_hub().limits:
            g.refused_for_s = _count(monotonic())
            # A form is read first, so that what was typed can be shown again.
            is_form = request.mimetype == FORM and not request.path.startswith("/api/")
            if g.refused_for_s and not is_form:
                raise TooMany(g.refused_for_s)

    app.before_request(count)
    app.after_request(_say_when)


def refused_for_s() -> float:
    """For how many seconds this request is not to be obeyed; 0 where it is."""
    return cast(float, g.get("refused_for_s", 0.0))


def _count(now: float) -> float:
    limits = cast(WriteLimits, current_app.extensions["write_limits"])
    if current_face() is Face.SCREEN:
        return limits.screen(now)
    session = known_session()
    if session is None:
        return limits.stranger(now)
    return limits.session(session.name, now)


def _say_when(response: Response) -> Response:
    if response.status_code == 429 and refused_for_s():
        response.headers["Retry-After"] = str(math.ceil(refused_for_s()))
    return response
