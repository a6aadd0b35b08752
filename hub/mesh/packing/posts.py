"""A post and its correction: flags say which fields there are."""

from __future__ import annotations

from hub.domain.categories import category_of_code
from hub.domain.changes import (
    MAX_PLACE,
    MAX_QUANTITY,
    USUAL_LIFETIMES,
    Corrected,
    Kind,
    Lifetime,
    Posted,
    Urgency,
)
from hub.domain.ids import PostId
from hub.domain.texts import TEXT_LIMIT
from hub.mesh.packing.fields import (
    Body,
    MalformedChange,
    named,
    packed_text,
    read_from_one,
    read_named,
    read_text,
    text_bytes,
    unpacked_text,
)
from radio.wire import Reader

POSTED, CORRECTED = 1, 10

_KINDS = (Kind.NEED, Kind.OFFER)
_URGENCIES = (Urgency.NOW, Urgency.TODAY, Urgency.WEEK, Urgency.WHENEVER)
_LIFETIMES = (
    Lifetime.SIX_HOURS,
    Lifetime.DAY,
    Lifetime.THREE_DAYS,
    Lifetime.WEEK,
    Lifetime.TWO_WEEKS,
    Lifetime.MONTH,
    Lifetime.STANDING,
)

_PLACE, _QUANTITY, _LIFETIME, _MORE = 8, 16, 32, 64
_TEXT, _CATEGORY, _URGENCY, _AMOUNT = 1, 2, 4, 8


def pack_posted(post: Posted) -> bytes:
    """A post in the bytes of its text and three to six more."""
    flags = _KINDS.index(post.kind) << 2 | _URGENCIES.index(post.urgency)
    fields = bytearray()
    if post.place is not None:
        flags |= _PLACE
        fields.append(post.place)
    if post.quantity is not None:
        flags |= _QUANTITY
        fields.append(post.quantity)
    if post.lifetime is not USUAL_LIFETIMES[post.urgency]:
        flags |= _LIFETIME
        fields.append(_LIFETIMES.index(post.lifetime))
    head = bytes([POSTED, flags, post.category.code])
    return head + bytes(fields) + packed_text(post.text)


def unpack_posted(body: Body) -> Posted:
    """A post; a place, number or lifetime of a later version reads as not said."""
    reader = body.reader
    flags = reader.byte()
    if body.own or flags >= 2 * _MORE:
        raise MalformedChange("flags that no hub sets")
    kind, urgency = _KINDS[flags >> 2 & 1], _URGENCIES[flags & 3]
    category = category_of_code(reader.byte())
    place = _known(reader, flags & _PLACE, MAX_PLACE)
    quantity = _known(reader, flags & _QUANTITY, MAX_QUANTITY)
    lifetime = _lifetime(reader, flags & _LIFETIME, kind, urgency)
    if flags & _MORE:
        reader.take(reader.byte())
    octets = reader.take(reader.left)
    text = body.words or unpacked_text(octets, TEXT_LIMIT)
    return Posted(kind, category, urgency, text, place, quantity, lifetime)


def _known(reader: Reader, there: int, most: int) -> int | None:
    number = reader.byte() if there else 0
    return number if 1 <= number <= most else None


def _lifetime(reader: Reader, there: int, kind: Kind, urgency: Urgency) -> Lifetime:
    index = reader.byte() if there else len(_LIFETIMES)
    if index >= len(_LIFETIMES):
        return USUAL_LIFETIMES[urgency]
    lifetime = _LIFETIMES[index]
    # A need always ends some day; only an offer stands.
    never = lifetime is Lifetime.STANDING and kind is Kind.NEED
    return USUAL_LIFETIMES[urgency] if never else lifetime


def pack_corrected(change: Corrected) -> bytes:
    """A correction: only what it changes."""
    flags, fields = 0, bytearray()
    if change.category is not None:
        flags |= _CATEGORY
        fields.append(change.category.code)
    if change.urgency is not None:
        flags |= _URGENCY
        fields.append(_URGENCIES.index(change.urgency))
    if change.quantity is not None:
        flags |= _AMOUNT
        fields.append(change.quantity)
    text = b""
    if change.text is not None:
        flags |= _TEXT
        text = text_bytes(change.text)
    return named(CORRECTED, change.post, bytes([flags]) + bytes(fields) + text)


def unpack_corrected(body: Body) -> Corrected:
    """A correction; flags of a later version are passed over."""
    post, reader = read_named(body, PostId), body.reader
    flags = reader.byte()
    category = category_of_code(reader.byte()) if flags & _CATEGORY else None
    urgency = None
    if flags & _URGENCY:
        index = reader.byte()
        if index >= len(_URGENCIES):
            raise MalformedChange("no such urgency")
        urgency = _URGENCIES[index]
    quantity = read_from_one(reader, MAX_QUANTITY) if flags & _AMOUNT else None
    text = read_text(body, TEXT_LIMIT) if flags & _TEXT else None
    return Corrected(post, text, category, urgency, quantity)
