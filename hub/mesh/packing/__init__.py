"""Changes to bytes and back; docs/protocol.md says the same in tables.

Total: whatever can't be read, a kind from the future too, is Unreadable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Introduced,
    Noted,
    PartlyMet,
    PlaceNamed,
    Posted,
    Released,
    Renewed,
    SealedNote,
    Signed,
    Thanked,
    Unreadable,
)
from hub.domain.ids import AlertId, ClaimId, PostId
from hub.mesh.packing import hubs, posts, steps
from hub.mesh.packing.fields import OWN_BIT, Body, MalformedChange, named, read_named
from radio.wire import MalformedFrame, Reader

CLAIM_HEARD, RELEASED, ARRANGED, RENEWED, ALERT_ENDED = 5, 6, 7, 9, 14
"""Kinds that say nothing but which claim, post or alert."""

_WRITERS: Mapping[type, Callable[..., bytes]] = MappingProxyType(
    {
        Posted: posts.pack_posted,
        Closed: steps.pack_closed,
        PlaceNamed: steps.pack_place_named,
        Claimed: steps.pack_claimed,
        ClaimHeard: lambda change: named(CLAIM_HEARD, change.claim),
        Released: lambda change: named(RELEASED, change.claim),
        Arranged: lambda change: named(ARRANGED, change.claim),
        PartlyMet: steps.pack_partly_met,
        Renewed: lambda change: named(RENEWED, change.post),
        Corrected: posts.pack_corrected,
        Noted: steps.pack_noted,
        Thanked: steps.pack_thanked,
        Alerted: steps.pack_alerted,
        AlertEnded: lambda change: named(ALERT_ENDED, change.alert),
        Introduced: hubs.pack_introduced,
        Signed: hubs.pack_signed,
        SealedNote: hubs.pack_sealed_note,
    }
)

_READERS: Mapping[int, Callable[[Body], Change]] = MappingProxyType(
    {
        posts.POSTED: posts.unpack_posted,
        steps.CLOSED: steps.unpack_closed,
        steps.PLACE_NAMED: steps.unpack_place_named,
        steps.CLAIMED: steps.unpack_claimed,
        CLAIM_HEARD: lambda body: ClaimHeard(read_named(body, ClaimId)),
        RELEASED: lambda body: Released(read_named(body, ClaimId)),
        ARRANGED: lambda body: Arranged(read_named(body, ClaimId)),
        steps.PARTLY_MET: steps.unpack_partly_met,
        RENEWED: lambda body: Renewed(read_named(body, PostId)),
        posts.CORRECTED: posts.unpack_corrected,
        steps.NOTED: steps.unpack_noted,
        steps.THANKED: steps.unpack_thanked,
        steps.ALERTED: steps.unpack_alerted,
        ALERT_ENDED: lambda body: AlertEnded(read_named(body, AlertId)),
        hubs.INTRODUCED: hubs.unpack_introduced,
        hubs.SIGNED: hubs.unpack_signed,
        hubs.SEALED_NOTE: hubs.unpack_sealed_note,
    }
)


def pack(change: Change) -> bytes:
    """The bytes of a change that this program can write."""
    if isinstance(change, Unreadable):
        raise ValueError("what could not be read can't be written again")
    return _WRITERS[type(change)](change)


def unpack(payload: bytes, words: str | None = None) -> Change:
    """The change that these bytes are; `words`: the text in it, where it is known."""
    reader = Reader(payload)
    try:
        kind = reader.byte()
        read = _READERS.get(kind & ~OWN_BIT)
        if read is None:
            return Unreadable()
        return read(Body(reader, bool(kind & OWN_BIT), words))
    except (MalformedChange, MalformedFrame):
        return Unreadable()
