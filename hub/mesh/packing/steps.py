"""Steps in a post's life, notes and thanks under it, places and alerts."""

from __future__ import annotations

from hub.domain.changes import (
    MAX_HOURS,
    MAX_PLACE,
    MAX_QUANTITY,
    Alerted,
    Claimed,
    Closed,
    Noted,
    Outcome,
    PartlyMet,
    PlaceNamed,
    Thanked,
)
from hub.domain.ids import OWN, ClaimId, PostId
from hub.domain.texts import (
    ALERT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    THANKS_LIMIT,
)
from hub.mesh.packing.fields import (
    Body,
    MalformedChange,
    id_bytes,
    named,
    names_nothing,
    read_from_one,
    read_id,
    read_named,
    read_text,
    text_bytes,
)

CLOSED, PLACE_NAMED, CLAIMED, PARTLY_MET, NOTED, THANKED, ALERTED = (
    2,
    3,
    4,
    8,
    11,
    12,
    13,
)

_OUTCOMES = (Outcome.MET, Outcome.WITHDRAWN, Outcome.DONE_BY_OTHERS)
FROM_HELPER, _NAMES_CLAIM, OWN_CLAIM = 1, 2, 4


def pack_closed(change: Closed) -> bytes:
    """The post and how it ended."""
    return named(CLOSED, change.post, bytes([_OUTCOMES.index(change.outcome)]))


def unpack_closed(body: Body) -> Closed:
    """The post and how it ended."""
    post, outcome = read_named(body, PostId), body.reader.byte()
    if outcome >= len(_OUTCOMES):
        raise MalformedChange("no such outcome")
    return Closed(post, _OUTCOMES[outcome])


def pack_claimed(change: Claimed) -> bytes:
    """The post, for how many hours, and a handle if there is one."""
    rest = bytes([change.hours]) + text_bytes(change.handle)
    return named(CLAIMED, change.post, rest)


def unpack_claimed(body: Body) -> Claimed:
    """The post, for how many hours, and a handle if there is one."""
    post = read_named(body, PostId)
    hours = read_from_one(body.reader, MAX_HOURS)
    return Claimed(post, hours, read_text(body, HANDLE_LIMIT, empty=True))


def pack_partly_met(change: PartlyMet) -> bytes:
    """The post, and what is left where that was said."""
    return named(PARTLY_MET, change.post, bytes([change.left]) if change.left else b"")


def unpack_partly_met(body: Body) -> PartlyMet:
    """The post, and what is left where that was said."""
    post = read_named(body, PostId)
    left = body.reader.byte() if body.reader.left else 0
    return PartlyMet(post, left if left <= MAX_QUANTITY else 0)


def pack_noted(change: Noted) -> bytes:
    """The post, whose note it is, the claim where one is named, the words."""
    flags = 0 if change.from_writer else FROM_HELPER
    claim = b""
    if change.claim is not None:
        flags |= _NAMES_CLAIM | (OWN_CLAIM if change.claim.origin == OWN else 0)
        claim = id_bytes(change.claim)
    rest = bytes([flags]) + claim + text_bytes(change.text)
    return named(NOTED, change.post, rest)


def unpack_noted(body: Body) -> Noted:
    """The post, whose note it is, the claim where one is named, the words."""
    post, reader = read_named(body, PostId), body.reader
    flags, claim = reader.byte(), None
    if flags & _NAMES_CLAIM:
        claim = read_id(reader, bool(flags & OWN_CLAIM), ClaimId)
    text = read_text(body, NOTE_LIMIT)
    return Noted(post, text, claim, not flags & FROM_HELPER)


def pack_thanked(change: Thanked) -> bytes:
    """The post and the words."""
    return named(THANKED, change.post, text_bytes(change.text))


def unpack_thanked(body: Body) -> Thanked:
    """The post and the words."""
    return Thanked(read_named(body, PostId), read_text(body, THANKS_LIMIT))


def pack_place_named(change: PlaceNamed) -> bytes:
    """The number and the name."""
    return bytes([PLACE_NAMED, change.number]) + text_bytes(change.name)


def unpack_place_named(body: Body) -> PlaceNamed:
    """The number and the name."""
    names_nothing(body)
    number = read_from_one(body.reader, MAX_PLACE)
    return PlaceNamed(number, read_text(body, PLACE_NAME_LIMIT, empty=True))


def pack_alerted(change: Alerted) -> bytes:
    """For how many hours, and the words."""
    return bytes([ALERTED, change.hours]) + text_bytes(change.text)


def unpack_alerted(body: Body) -> Alerted:
    """For how many hours, and the words."""
    names_nothing(body)
    hours = read_from_one(body.reader, MAX_HOURS)
    return Alerted(read_text(body, ALERT_LIMIT), hours)
