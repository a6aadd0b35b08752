"""What this browser wrote or claimed: the keep codes that it was shown, each with the
proof that it was right.

A phone carries them itself, in a cookie, so that the hub keeps no list of who wrote
what; the touchscreen belongs to everybody, and its session is forgotten soon.
"""

from __future__ import annotations

import re

from flask import Flask, Response, g, request

from hub.domain.ids import RecordId
from hub.web.cookies import OWN, cookie_of
from hub.web.hub_port import current_hub
from hub.web.sessions import Face, current_face, current_session, known_session

MOST_KEPT = 60
"""Some 43 letters each: a browser takes 4 KB. The oldest goes."""

KEPT_S = 60 * 24 * 3600
"""Two lifetimes of the longest post."""

_ENTRY = re.compile(
    r"([0-9a-f]{8}-[0-9]{1,10}):([0-9A-Z]{3}-[0-9A-Z]{3}(?::[0-9a-f]{16})?)"
)


def carry_codes(app: Flask) -> None:
    """Let answers bring phones their codes."""
    app.after_request(_set_cookie)


def own_code(record: RecordId) -> str | None:
    """The keep code of a post or a claim, if this browser was shown it."""
    return own_codes().get(str(record))


def own_codes() -> dict[str, str]:
    """All of them, by the ids of their records, the oldest first."""
    return {name: each.partition(":")[0] for name, each in _kept().items()}


def has_proof(record: RecordId) -> bool:
    """Whether this browser gave the right code before: then it guesses nothing."""
    code, _, proof = _kept().get(str(record), "").partition(":")
    return current_hub().service.is_proof(record, code, proof)


def _kept() -> dict[str, str]:
    """Codes with their proofs, where those were given, by the ids of their records."""
    if current_face() is Face.SCREEN:
        session = known_session()
        return dict(session.codes) if session is not None else {}
    if "own_codes" not in g:
        g.own_codes = dict(_ENTRY.findall(request.cookies.get(cookie_of(OWN), "")))
    return dict(g.own_codes)


def keep_code(record: RecordId, code: str) -> None:
    """This browser was shown the code of that record, or knew it."""
    proof = current_hub().service.proof(record, code)
    _change({**_kept(), str(record): f"{code}:{proof}"})


def drop_code(record: RecordId) -> None:
    """It is over, or the neighbour wants it forgotten here."""
    _change({name: each for name, each in _kept().items() if name != str(record)})


def forget_codes() -> None:
    """Nothing on this browser leads to any post any more."""
    _change({})


def _change(codes: dict[str, str]) -> None:
    if codes == _kept():
        return
    if current_face() is Face.SCREEN:
        current_session().codes = codes
        return
    g.own_codes = dict(list(codes.items())[-MOST_KEPT:])
    g.own_codes_changed = True


def _set_cookie(response: Response) -> Response:
    if g.get("own_codes_changed"):
        value = ".".join(f"{name}:{code}" for name, code in g.own_codes.items())
        response.set_cookie(
            cookie_of(OWN), value, KEPT_S, httponly=True, samesite="Lax"
        )
    return response
