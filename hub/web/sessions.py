"""Who is asking: one browser's visit, its face and its key for forms.

A session is a random name in a cookie and nothing that a device reveals of itself.
What is in it lives in memory only, and the touchscreen's is forgotten when nobody has
touched the screen for a while: the next person in the lobby finds nothing.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import cast

from flask import Flask, Response, current_app, g, request

from hub.web.cookies import FACE, SESSION, cookie_of
from hub.web.devices import mark_devices
from hub.web.phrases import Phrase

SCREEN_IDLE_S = 150.0
"""A minute and a half without a touch, the warning's 20 s, and some time to load."""

PEN_IDLE_S = 660.0
"""The same while somebody writes down by hand what stands on the screen."""

HAND_IDLE_S = 4 * 3600.0
"""A phone that is put away with half a post in it finds it again the same evening."""

MOST_SESSIONS = 600
"""More than a hotspot carries; who was silent longest has to begin anew."""

MOST_UNPROVED = 200
"""Sessions whose browser has not brought their cookie back yet. A program that keeps
no cookies begins one with each page; these make room for one another, not those of
neighbours who have half a post in theirs."""

RUN_LETTERS = 8
"""A form's key begins with the name of the run of the hub that made it."""

MOST_DRAFTS = 4
"""For each session; the one begun first goes."""

MOST_TAKEN = 16
"""Forms that are known again: a second tap comes at once."""


class Face(Enum):
    """Where a page is looked at."""

    SCREEN = "screen"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class ToMend:
    """A form that could not be taken: where it is shown again, and what is wrong."""

    address: str
    typed: Mapping[str, str]
    problems: Mapping[str, Phrase]


@dataclass(slots=True)
class Session:
    """One browser's visit. `codes`: keep codes shown in it, with their proofs,
    by the record's id.

    `to_mend`: the form that was refused last, whole. `taking`: held while a form is
    taken that must not be taken twice, `taken`: which were. `sets_up`: whether whoever
    it is showed that they may set the hub up.
    """

    name: str
    idle_s: float
    seen_at: float
    codes: dict[str, str] = field(default_factory=dict)
    drafts: OrderedDict[str, dict[str, str]] = field(default_factory=OrderedDict)
    to_mend: ToMend | None = None
    taking: threading.Lock = field(default_factory=threading.Lock)
    taken: OrderedDict[bytes, None] = field(default_factory=OrderedDict)
    sets_up: bool = False

    def wait_for_a_pen(self) -> None:
        """Live long enough for somebody who writes and touches nothing."""
        self.idle_s = max(self.idle_s, PEN_IDLE_S)

    def has_taken(self, form: bytes) -> bool:
        """Whether that form was taken before."""
        return form in self.taken

    def keep_taken(self, form: bytes) -> None:
        """It was taken now."""
        self.taken[form] = None
        while len(self.taken) > MOST_TAKEN:
            self.taken.popitem(last=False)

    def draft(self, token: str) -> dict[str, str] | None:
        """What was said so far in the draft of that name, or None."""
        return self.drafts.get(token)

    def keep_draft(self, token: str, fields: dict[str, str]) -> None:
        """Remember it, in place of what was said before."""
        self.drafts[token] = fields
        self.drafts.move_to_end(token)
        while len(self.drafts) > MOST_DRAFTS:
            self.drafts.popitem(last=False)


class Sessions:
    """All of them, for all threads; bounded."""

    def __init__(
        self, monotonic: Callable[[], float], secret: bytes | None = None
    ) -> None:
        """`secret`: what forms are made with, where it outlives this program."""
        self._monotonic = monotonic
        self._secret = secret or secrets.token_bytes(32)
        self._run = secrets.token_hex(RUN_LETTERS // 2)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Session] = OrderedDict()
        self._unproved: OrderedDict[str, Session] = OrderedDict()

    def find(self, name: str, *, touched: bool) -> Session | None:
        """The session of that name, unless it has been silent for too long.

        `touched`: a person did something; pages that refresh themselves don't count.
        """
        now = self._monotonic()
        with self._lock:
            found = self._kept.get(name) or self._proved(name)
            if found is None:
                return None
            if now - found.seen_at > found.idle_s:
                del self._kept[name]
                return None
            if touched:
                found.seen_at = now
                self._kept.move_to_end(name)
            return found

    def begin(self, face: Face) -> Session:
        """A new one."""
        idle_s = SCREEN_IDLE_S if face is Face.SCREEN else HAND_IDLE_S
        session = Session(secrets.token_urlsafe(16), idle_s, self._monotonic())
        with self._lock:
            _put(self._unproved, session, MOST_UNPROVED)
        return session

    def _proved(self, name: str) -> Session | None:
        """A browser brought its cookie back for the first time."""
        session = self._unproved.pop(name, None)
        if session is not None:
            _put(self._kept, session, MOST_SESSIONS)
        return session

    def end(self, name: str) -> None:
        """Forget all that was said in it."""
        with self._lock:
            self._kept.pop(name, None)
            self._unproved.pop(name, None)

    def form_key(self, session: Session) -> str:
        """What a form of this session brings along, and nobody else can know."""
        return self._key(self._run, session.name)

    def is_form_key(self, session: Session, key: str) -> bool:
        """Whether a form was made for this very session."""
        return _is_same(self.form_key(session), key)

    def is_form_key_of_before(self, name: str, key: str) -> bool:
        """Whether the hub made a form for the session of that name, and was started
        anew since: of all its sessions nobody knows any more, nobody ended this one."""
        run = key[:RUN_LETTERS]
        return run != self._run and _is_same(self._key(run, name), key)

    def _key(self, run: str, name: str) -> str:
        made = hmac.digest(self._secret, f"{run}:{name}".encode(), "sha256")
        return run + made[:16].hex()


def _is_same(key: str, brought: str) -> bool:
    return hmac.compare_digest(key.encode(), brought.encode(errors="replace"))


def _put(sessions: OrderedDict[str, Session], new: Session, most: int) -> None:
    sessions[new.name] = new
    while len(sessions) > most:
        sessions.popitem(last=False)


def keep_sessions(
    app: Flask, monotonic: Callable[[], float], secret: bytes | None
) -> None:
    """Let the views and templates of an application know who asks."""
    app.extensions["sessions"] = Sessions(monotonic, secret)
    mark_devices(app)
    app.after_request(_set_cookies)
    app.context_processor(
        lambda: {"face": current_face().value, "form_key": current_form_key}
    )


def current_sessions() -> Sessions:
    """All sessions of the hub whose page is asked for."""
    return cast(Sessions, current_app.extensions["sessions"])


def current_session() -> Session:
    """The session of the request; a new one where it came with none that lives."""
    known = known_session()
    if known is None:
        known = g.session = current_sessions().begin(current_face())
        g.session_is_new = True
    return known


def known_session() -> Session | None:
    """The session of the request, if it came with one that lives."""
    if "session" not in g:
        name = request.cookies.get(cookie_of(SESSION), "")
        touched = "X-Refresh" not in request.headers  # a script sends it, no finger
        g.session = current_sessions().find(name, touched=touched)
    return cast("Session | None", g.session)


def current_form_key() -> str:
    """For the forms of the page that is answered."""
    return current_sessions().form_key(current_session())


def brings_form_key(fields: Mapping[str, str]) -> bool:
    """Whether a form came from a page of ours, made for this very browser.

    A session ends with the program; a form that is open meanwhile does not.
    """
    session, sessions = known_session(), current_sessions()
    key = fields.get("form_key", "")
    if session is not None:
        return sessions.is_form_key(session, key)
    name = request.cookies.get(cookie_of(SESSION), "")
    return bool(name) and sessions.is_form_key_of_before(name, key)


def forget_session() -> None:
    """What was said in this browser is over; the next request begins anew."""
    known = known_session()
    if known is not None:
        current_sessions().end(known.name)
    g.session = None
    g.forgets_session = True


def current_face() -> Face:
    """The touchscreen is the machine's own browser, once it asked for /screen."""
    asked = request.cookies.get(cookie_of(FACE)) == Face.SCREEN.value
    return Face.SCREEN if asked and is_at_the_hub() else Face.HAND


def is_at_the_hub() -> bool:
    """Whether the browser runs on the hub itself."""
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _set_cookies(response: Response) -> Response:
    if g.get("session_is_new") and g.session is not None:
        response.set_cookie(
            cookie_of(SESSION), g.session.name, httponly=True, samesite="Lax"
        )
    elif g.get("forgets_session"):
        response.delete_cookie(cookie_of(SESSION), httponly=True, samesite="Lax")
    return response
