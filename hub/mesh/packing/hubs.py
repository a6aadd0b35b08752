"""What a hub says of itself, and notes that only two hubs can read."""

from __future__ import annotations

from hub.domain.changes import MAX_SIGNED, Introduced, SealedNote, Signed
from hub.domain.ids import OWN, ClaimId, PostId
from hub.domain.texts import NOTE_LIMIT
from hub.mesh.packing.fields import (
    Body,
    MalformedChange,
    id_bytes,
    named,
    names_nothing,
    read_from_one,
    read_id,
    read_named,
)
from hub.mesh.packing.steps import FROM_HELPER, OWN_CLAIM
from radio.wire import varint

INTRODUCED, SIGNED, SEALED_NOTE = 15, 16, 17
KEY_BYTES = 32
SIGNATURE_BYTES = 64
MAX_TURN = 2**32 - 1
MAX_SEALED_BYTES = 4 * NOTE_LIMIT + 16


def pack_introduced(change: Introduced) -> bytes:
    """Both keys and the turn."""
    keys = change.signing + change.sealing
    return bytes([INTRODUCED]) + keys + varint(change.turn)


def unpack_introduced(body: Body) -> Introduced:
    """Both keys and the turn."""
    names_nothing(body)
    signing, sealing = body.reader.take(KEY_BYTES), body.reader.take(KEY_BYTES)
    return Introduced(signing, sealing, body.reader.varint(MAX_TURN))


def pack_signed(change: Signed) -> bytes:
    """How many, and the signature."""
    return bytes([SIGNED, change.count]) + change.signature


def unpack_signed(body: Body) -> Signed:
    """How many, and the signature."""
    names_nothing(body)
    count = read_from_one(body.reader, MAX_SIGNED)
    return Signed(count, body.reader.take(SIGNATURE_BYTES))


def pack_sealed_note(change: SealedNote) -> bytes:
    """The post, whose note it is, the claim, and what only two hubs can read."""
    flags = 0 if change.from_writer else FROM_HELPER
    flags |= OWN_CLAIM if change.claim.origin == OWN else 0
    sealed = varint(len(change.sealed)) + change.sealed
    rest = bytes([flags]) + id_bytes(change.claim) + sealed
    return named(SEALED_NOTE, change.post, rest)


def unpack_sealed_note(body: Body) -> SealedNote:
    """The post, whose note it is, the claim, and what only two hubs can read."""
    post, reader = read_named(body, PostId), body.reader
    flags = reader.byte()
    claim = read_id(reader, bool(flags & OWN_CLAIM), ClaimId)
    sealed = reader.take(reader.varint(MAX_SEALED_BYTES))
    if not sealed:
        raise MalformedChange("nothing sealed")
    return SealedNote(post, claim, not flags & FROM_HELPER, sealed)
