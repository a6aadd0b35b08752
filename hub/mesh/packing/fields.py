"""The fields that changes are made of: ids, numbers and texts, to bytes and back.

What a change says last may be left out where it is empty or 0, and bytes after the
last field that a hub knows are a later version's: so a field can be added at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from hub.domain.ids import OWN, RecordId
from hub.domain.texts import is_printable
from radio import shorttext
from radio.record import MAX_SEQUENCE
from radio.wire import Reader, varint

OWN_BIT = 0x80
"""In the byte of the kind: the id that follows is of the hub that wrote the record."""

Id = TypeVar("Id", bound=RecordId)


class MalformedChange(Exception):
    """These bytes are no change that a hub of today writes."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands behind the byte of the kind; `own`: whether that has the OWN_BIT.

    `words`: the text in it, where that is known already: unpacking takes milliseconds.
    """

    reader: Reader
    own: bool
    words: str | None = None


def named(kind: int, record_id: RecordId, rest: bytes = b"") -> bytes:
    """A change that begins with an id: the origin only where it is another's."""
    if record_id.origin == OWN:
        return bytes([kind | OWN_BIT]) + varint(record_id.sequence) + rest
    return bytes([kind]) + id_bytes(record_id) + rest


def id_bytes(record_id: RecordId) -> bytes:
    """An id, its origin left out where it is the writer's own."""
    own = record_id.origin == OWN
    origin = b"" if own else record_id.origin.to_bytes(4)
    return origin + varint(record_id.sequence)


def names_nothing(body: Body) -> None:
    """Make sure of a change that begins with no id."""
    if body.own:
        raise MalformedChange("the byte of the kind speaks of an id that is not there")


def read_named(body: Body, of: type[Id]) -> Id:
    """The id that a change begins with."""
    return read_id(body.reader, body.own, of)


def read_id(reader: Reader, own: bool, of: type[Id]) -> Id:
    """An id as `id_bytes` wrote it."""
    origin = OWN if own else reader.u32()
    sequence = reader.varint(MAX_SEQUENCE)
    if sequence == 0 or (origin == OWN and not own):
        raise MalformedChange("an id of nothing")
    return of(origin, sequence)


def text_bytes(text: str) -> bytes:
    """A text after its length in bytes; nothing at all where it is empty."""
    octets = packed_text(text) if text else b""
    return varint(len(octets)) + octets if octets else b""


def read_text(body: Body, limit: int, empty: bool = False) -> str:
    """A text of at most `limit` characters; `empty`: whether it may be left out."""
    reader = body.reader
    length = reader.varint(4 * limit + 1) if reader.left else 0
    octets = reader.take(length)
    return body.words or unpacked_text(octets, limit, empty) if octets else _none(empty)


def _none(empty: bool) -> str:
    if not empty:
        raise MalformedChange("no text for a person")
    return ""


def packed_text(text: str) -> bytes:
    """A text in the fewest bytes."""
    return shorttext.pack(text)


def unpacked_text(octets: bytes, limit: int, empty: bool = False) -> str:
    """The text of these bytes, if a person could have written it."""
    try:
        text = shorttext.unpack(octets)
    except shorttext.MalformedText as error:
        raise MalformedChange("no text") from error
    if not (text or empty) or len(text) > limit or not is_printable(text):
        raise MalformedChange("no text for a person")
    return text


def read_from_one(reader: Reader, most: int) -> int:
    """A number from 1 to `most` in one byte."""
    number = reader.byte()
    if not 1 <= number <= most:
        raise MalformedChange(f"{number} is not within 1 to {most}")
    return number
