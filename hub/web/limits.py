"""How often people may write, so that one can't crowd out the others.

Reading has no limit: it costs little, and a page that refuses to show itself helps
nobody in an emergency. Guesses of codes have limits of their own
(hub/domain/guesses.py). A browser is known by its session, and its device by a mark of
its address that lives in memory for half a minute, for sessions cost nothing; all that
come without a session share what there is for them.

Behind a router that hides them phones are one device: they share what it may, and one
of them can use that up. Who takes many addresses gets what many devices get.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from hub.domain.buckets import Bucket, Lately, Rate
from hub.web import problem_words
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.sessions import MOST_SESSIONS, Face, current_face, known_session
from hub.web.speaking import said

SESSION = Rate(burst=12, every_s=5.0)
"""A post takes four or five forms and half a minute: two in a row, then a new one as
fast as anybody types."""

ALL = Rate(burst=120, every_s=0.25)
"""Ten phones that begin at once, then what a Pi's memory card is sure to keep up with:
each post is made durable before it is answered."""

DEVICE = Rate(burst=60, every_s=0.5)
"""Half of what there is for all, since all phones behind a router are one device. One
that sends as much as it can leaves the other half."""

LITTLE = Rate(burst=5, every_s=5.0)
"""The forms of one post, and what one person writes after that."""

KEPT = 20
"""Of what there is for all, for devices that wrote little lately; the others wait until
there is more. Four devices can use it up in one moment, and twenty that go on."""

DEVICES = 1000
"""Four times what the Wi-Fi has addresses; who was silent longest goes."""

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


@dataclass(slots=True)
class _Device:
    """What one device may write in all, and how much of it nobody can take from it."""

    wrote_at: float = 0.0
    little: Bucket = field(default_factory=lambda: Bucket(LITTLE))
    much: Bucket = field(default_factory=lambda: Bucket(DEVICE))

    def is_idle(self, now: float) -> bool:
        """Whether it may write as much as one that never came."""
        full_s = max(each.burst * each.every_s for each in (LITTLE, DEVICE))
        return now - self.wrote_at > full_s


class WriteLimits:
    """Token buckets of all who write. Pure but for a lock: the caller brings the time.

    Holds no more than a bucket for each session that lives, and two for each device
    that wrote within half a minute.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._all = Bucket(ALL)
        self._strangers = Bucket(STRANGERS)
        self._screen = Bucket(SCREEN)
        self._sessions: Lately[str, Bucket] = Lately(
            MOST_SESSIONS, lambda: Bucket(SESSION)
        )
        self._devices: OrderedDict[bytes, _Device] = OrderedDict()

    def screen(self, now: float) -> float:
        """The touchscreen writes: 0, or for how many seconds it may not."""
        with self._lock:
            return _take(self._screen.wait_s(now), now, self._screen)

    def session(self, name: str, mark: bytes, now: float) -> float:
        """A browser with that session, on the device of that mark, writes: 0, or for
        how many seconds not: as long as KEPT is not used up, no other device can
        make that longer.
        """
        with self._lock:
            session, device = self._sessions[name], self._device(mark, now)
            buckets = [session, device.much, self._all]
            # What others leave may never be enough: its own turn is sure to come.
            if not self._all.has(now, KEPT) or device.little.has(now):
                buckets.append(device.little)
            wait_s = max(each.wait_s(now) for each in buckets)
            return _take(wait_s, now, *buckets)

    def stranger(self, now: float) -> float:
        """Somebody without a session writes: 0, or for how many seconds not."""
        with self._lock:
            wait_s = max(self._strangers.wait_s(now), self._all.wait_s(now, KEPT))
            return _take(wait_s, now, self._strangers, self._all)

    def _device(self, mark: bytes, now: float) -> _Device:
        """It wrote now. Those that may write as if they never had are forgotten."""
        device = self._devices.pop(mark, None) or _Device()
        device.wrote_at = now
        self._devices[mark] = device
        while len(self._devices) > DEVICES or self._longest_silent().is_idle(now):
            self._devices.popitem(last=False)
        return device

    def _longest_silent(self) -> _Device:
        return next(iter(self._devices.values()))


def _take(wait_s: float, now: float, *buckets: Bucket) -> float:
    """A token from each, unless there is to be a wait; the wait."""
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
    return limits.session(session.name, current_device(), now)


def _say_when(response: Response) -> Response:
    if response.status_code == 429 and refused_for_s():
        response.headers["Retry-After"] = str(math.ceil(refused_for_s()))
    return response
