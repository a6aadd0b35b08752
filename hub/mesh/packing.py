"""Changes to bytes and back; docs/protocol.md says the same in tables.

Total: whatever can't be read, a kind from the future too, is Unreadable.
"""

from __future__ import annotations

from hub.domain.categories import category_of_code
from hub.domain.changes import (
    Change,
    Closed,
    Kind,
    Outcome,
    Posted,
    PostId,
    Unreadable,
    Urgency,
)
from hub.domain.drafts import TEXT_LIMIT, is_printable

POSTED, CLOSED = 1, 2

_KINDS = (Kind.NEED, Kind.OFFER)
_URGENCIES = (Urgency.NOW, Urgency.TODAY, Urgency.WEEK, Urgency.WHENEVER)
_OUTCOMES = (Outcome.MET, Outcome.WITHDRAWN)


def pack(change: Change) -> bytes:
    """The bytes of a change that this program can write."""
    match change:
        case Posted():
            flags = _KINDS.index(change.kind) << 2 | _URGENCIES.index(change.urgency)
            head = bytes([POSTED, flags, change.category.code])
            return head + change.text.encode("utf-8")
        case Closed():
            head = bytes([CLOSED, _OUTCOMES.index(change.outcome)])
            post = change.post
            return head + post.origin.to_bytes(4) + post.sequence.to_bytes(4)
        case Unreadable():
            raise ValueError("what could not be read can't be written again")


def unpack(payload: bytes) -> Change:
    """The change that these bytes are."""
    match payload[:1]:
        case b"\x01":
            return _posted(payload)
        case b"\x02":
            return _closed(payload)
    return Unreadable()


def _posted(payload: bytes) -> Change:
    if len(payload) < 4 or payload[1] >= len(_KINDS) * len(_URGENCIES):
        return Unreadable()
    try:
        text = payload[3:].decode("utf-8")
    except UnicodeDecodeError:
        return Unreadable()
    if len(text) > TEXT_LIMIT or not is_printable(text):
        return Unreadable()
    kind, urgency = _KINDS[payload[1] >> 2], _URGENCIES[payload[1] & 3]
    return Posted(kind, category_of_code(payload[2]), urgency, text)


def _closed(payload: bytes) -> Change:
    if len(payload) != 10 or payload[1] >= len(_OUTCOMES):
        return Unreadable()
    post = PostId(int.from_bytes(payload[2:6]), int.from_bytes(payload[6:]))
    return Closed(post, _OUTCOMES[payload[1]])
