"""A form that arrives twice, as by a double tap, is taken once. No page and no service:
what it leads to is said by whoever takes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from flask import request

from hub.web.guard import TOKEN
from hub.web.sessions import current_session


def take_once(fields: Mapping[str, str], take: Callable[[], None]) -> None:
    """Take it, unless this very form was taken before; raises what `take` raises.

    The second of two that come together waits: what was refused was not taken. One
    with other words is another form, also where it was gone back to.
    """
    if not TOKEN.fullmatch(fields.get("once", "")):
        take()
        return
    session = current_session()
    name = _name_of(fields)
    with session.taking:
        if not session.has_taken(name):
            take()
            session.keep_taken(name)


def _name_of(fields: Mapping[str, str]) -> bytes:
    """Tells forms apart, and nothing of what was typed."""
    sent = urlencode([("", request.path), *sorted(fields.items())])
    return hashlib.sha256(sent.encode()).digest()
