"""Frames to what is sealed and back; docs/protocol.md is the same in tables.

Total: `decode` gives a frame or raises MalformedFrame, whatever the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from radio.digest_codec import read_digest, read_short, write_digest, write_short
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
    Span,
)
from radio.padding import MAX_FILLING, UNSIGNED, Signing, filling, without_filling
from radio.record_codec import read_records, write_records
from radio.wire import (
    MalformedFrame,
    Reader,
    age_byte,
    age_of,
    read_origin,
    read_sequence,
    read_spans,
    varint,
    write_spans,
)

VERSION = 2
SEAL_BYTES = 16
"""What a seal adds to a body: head, sender, counter, tag."""

FRAGMENT_HEADER_BYTES = SEAL_BYTES + 1 + 1 + 4 + 5 + 1
"""At most: seal, index, total, origin, sequence, age."""

RECORDS, DIGEST, REQUEST, FRAGMENT, SHORT_DIGEST, PASSED = 1, 2, 3, 4, 5, 6
KINDS = 0x07
FILLED = 0x08
"""Bits of the head, below the version: the frame's type; it ends with filling."""

OTHERS = 0x80
"""Bit of a fragment's first byte: its origin is not the sender."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A frame before it is sealed: its first byte, and what is to be encrypted."""

    head: int
    body: bytes


def encode(frame: Frame, signing: Signing = UNSIGNED) -> Plain:
    """The head and the body of a frame, filled up where a signature costs more.

    What fits into a packet is the caller's to know.
    """
    kind, body = _body(frame)
    bare = len(body) + SEAL_BYTES
    spare = min(signing.filled_up(bare) - bare, MAX_FILLING)
    if spare == 0:
        return Plain(VERSION << 4 | kind, body)
    return Plain(VERSION << 4 | FILLED | kind, body + filling(spare))


def frame_bytes(frame: Frame) -> int:
    """How long a frame is on the air, sealed and not filled up."""
    return SEAL_BYTES + len(_body(frame)[1])


def decode(head: int, sender: int, body: bytes) -> Frame:
    """The frame that was sealed so. Raises MalformedFrame, nothing else."""
    if head >> 4 != VERSION:
        raise MalformedFrame(f"version {head >> 4}")
    read = _READERS.get(head & KINDS)
    if read is None:
        raise MalformedFrame(f"type {head & KINDS}")
    return read(sender, Reader(without_filling(body) if head & FILLED else body))


def _body(frame: Frame) -> tuple[int, bytes]:
    match frame:
        case RecordsFrame():
            return RECORDS, write_records(frame)
        case DigestFrame():
            return DIGEST, write_digest(frame)
        case ShortDigestFrame():
            return SHORT_DIGEST, write_short(frame)
        case RequestFrame():
            return REQUEST, _write_all_spans(frame.spans)
        case PassedFrame():
            return PASSED, _write_all_spans(frame.spans)
        case FragmentFrame():
            return FRAGMENT, _write_fragment(frame)


def _write_all_spans(spans: Sequence[Span]) -> bytes:
    ordered = sorted(spans, key=lambda each: (each.origin, each.first))
    return b"".join(
        origin.to_bytes(4) + write_spans(list(group))
        for origin, group in groupby(ordered, key=lambda each: each.origin)
    )


def _read_all_spans(reader: Reader) -> tuple[Span, ...]:
    spans: list[Span] = []
    while reader.left:
        spans += read_spans(read_origin(reader), reader)
    return tuple(spans)


def _read_request(sender: int, reader: Reader) -> Frame:
    return RequestFrame(sender, _read_all_spans(reader))


def _read_passed(sender: int, reader: Reader) -> Frame:
    return PassedFrame(sender, _read_all_spans(reader))


def _write_fragment(frame: FragmentFrame) -> bytes:
    others = frame.origin != frame.sender
    place = bytes([OTHERS * others | frame.index, frame.total])
    origin = frame.origin.to_bytes(4) if others else b""
    age = bytes([age_byte(frame.age_s)])
    return place + origin + varint(frame.sequence) + age + frame.chunk


def _read_fragment(sender: int, reader: Reader) -> Frame:
    first, total = reader.byte(), reader.byte()
    origin = read_origin(reader) if first & OTHERS else sender
    sequence = read_sequence(reader, 0)
    age_s = age_of(reader.byte())
    index = first & ~OTHERS
    chunk = reader.take(reader.left)
    if not chunk or not index < total:
        raise MalformedFrame(f"fragment {index} of {total}")
    return FragmentFrame(sender, origin, sequence, age_s, index, total, chunk)


_READERS: dict[int, Callable[[int, Reader], Frame]] = {
    RECORDS: read_records,
    DIGEST: read_digest,
    REQUEST: _read_request,
    FRAGMENT: _read_fragment,
    SHORT_DIGEST: read_short,
    PASSED: _read_passed,
}
