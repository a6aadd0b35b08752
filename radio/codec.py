"""Frames to bytes and back; docs/protocol.md is the same in tables.

Total: `decode` gives a frame or raises MalformedFrame, whatever the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    Span,
)
from radio.record import (
    MAX_ORIGIN,
    MAX_PAYLOAD_BYTES,
    MAX_SEQUENCE,
    AgedRecord,
    Record,
)
from radio.wire import MalformedFrame, Reader, age_byte, age_of, varint

VERSION = 1
HEADER_BYTES = 5
"""Version and type in one byte, and the sender's four."""

FRAGMENT_HEADER_BYTES = HEADER_BYTES + 4 + 5 + 3
"""At most: origin, sequence, age, index, total."""

MAX_SPAN = 2**16
"""Sequences in one gap or one request: more is a lie or a mistake."""

RECORDS, DIGEST, REQUEST, FRAGMENT = 1, 2, 3, 4


def encode(frame: Frame) -> bytes:
    """The bytes of a frame; what fits into a packet is the caller's to know."""
    match frame:
        case RecordsFrame():
            return _header(RECORDS, frame.sender) + _records(frame.records)
        case DigestFrame():
            body = bytes([frame.whole]) + b"".join(map(_followed, frame.followed))
            return _header(DIGEST, frame.sender) + body
        case RequestFrame():
            return _header(REQUEST, frame.sender) + _request(frame.spans)
        case FragmentFrame():
            return _header(FRAGMENT, frame.sender) + _fragment(frame)


def decode(octets: bytes) -> Frame:
    """The frame that these bytes are. Raises MalformedFrame, nothing else."""
    reader = Reader(octets)
    first = reader.byte()
    if first >> 4 != VERSION:
        raise MalformedFrame(f"version {first >> 4}")
    read = _READERS.get(first & 0x0F)
    if read is None:
        raise MalformedFrame(f"type {first & 0x0F}")
    return read(_origin(reader), reader)


# -- writing ----------------------------------------------------------------


def _header(kind: int, sender: int) -> bytes:
    return bytes([VERSION << 4 | kind]) + sender.to_bytes(4)


def _group(records: Sequence[AgedRecord]) -> bytes:
    """Records of one origin, in the order of their sequences."""
    written = bytearray(records[0].record.origin.to_bytes(4))
    written.append(len(records))
    expected = 0
    for aged in records:
        record = aged.record
        written += varint(record.sequence - expected)
        written.append(age_byte(aged.age_s))
        written += varint(len(record.payload)) + record.payload
        expected = record.sequence + 1
    return bytes(written)


def _records(records: Sequence[AgedRecord]) -> bytes:
    ordered = sorted(records, key=lambda each: each.record.name)
    groups = groupby(ordered, key=lambda each: each.record.origin)
    return b"".join(_group(list(group)) for _, group in groups)


def _spans(spans: Sequence[Span]) -> bytes:
    written = bytearray([len(spans)])
    expected = 0
    for span in spans:
        written += varint(span.first - expected) + varint(span.count)
        expected = span.first + span.count
    return bytes(written)


def _followed(followed: Followed) -> bytes:
    name = followed.origin.to_bytes(4) + varint(followed.upto)
    return name + _spans(followed.gaps)


def followed_bytes(followed: Followed) -> int:
    """How long one entry of a digest is."""
    return len(_followed(followed))


def _request(spans: Sequence[Span]) -> bytes:
    ordered = sorted(spans, key=lambda each: (each.origin, each.first))
    return b"".join(
        origin.to_bytes(4) + _spans(list(group))
        for origin, group in groupby(ordered, key=lambda each: each.origin)
    )


def _fragment(frame: FragmentFrame) -> bytes:
    name = frame.origin.to_bytes(4) + varint(frame.sequence)
    place = bytes([age_byte(frame.age_s), frame.index, frame.total])
    return name + place + frame.chunk


# -- reading ----------------------------------------------------------------


def _origin(reader: Reader) -> int:
    origin = reader.u32()
    if not 0 < origin <= MAX_ORIGIN:
        raise MalformedFrame("origin 0")
    return origin


def _sequence(reader: Reader, expected: int) -> int:
    sequence = expected + reader.varint(MAX_SEQUENCE)
    if not 0 < sequence <= MAX_SEQUENCE:
        raise MalformedFrame(f"sequence {sequence}")
    return sequence


def _read_records(sender: int, reader: Reader) -> Frame:
    records: list[AgedRecord] = []
    while reader.left:
        records += _read_group(reader)
    return RecordsFrame(sender, tuple(records))


def _read_group(reader: Reader) -> Iterator[AgedRecord]:
    origin = _origin(reader)
    expected = 0
    for _ in range(reader.byte()):
        sequence = _sequence(reader, expected)
        age_s = age_of(reader.byte())
        payload = reader.take(reader.varint(MAX_PAYLOAD_BYTES))
        if not payload:
            raise MalformedFrame("an empty record")
        yield AgedRecord(Record(origin, sequence, payload), age_s)
        expected = sequence + 1


def _read_spans(origin: int, reader: Reader) -> tuple[Span, ...]:
    spans = []
    expected = 0
    for _ in range(reader.byte()):
        first = _sequence(reader, expected)
        count = reader.varint(MAX_SPAN)
        if count == 0 or first + count - 1 > MAX_SEQUENCE:
            raise MalformedFrame(f"a span of {count}")
        spans.append(Span(origin, first, count))
        expected = first + count
    return tuple(spans)


def _read_digest(sender: int, reader: Reader) -> Frame:
    whole = reader.byte()
    if whole > 1:
        raise MalformedFrame(f"digest flags {whole}")
    followed = []
    while reader.left:
        origin = _origin(reader)
        upto = _sequence(reader, 0)
        gaps = _read_spans(origin, reader)
        if gaps and gaps[-1].sequences[-1] >= upto:
            raise MalformedFrame("a gap beyond the end")
        followed.append(Followed(origin, upto, gaps))
    return DigestFrame(sender, tuple(followed), bool(whole))


def _read_request(sender: int, reader: Reader) -> Frame:
    spans: list[Span] = []
    while reader.left:
        spans += _read_spans(_origin(reader), reader)
    return RequestFrame(sender, tuple(spans))


def _read_fragment(sender: int, reader: Reader) -> Frame:
    origin, sequence = _origin(reader), _sequence(reader, 0)
    age_s = age_of(reader.byte())
    index, total = reader.byte(), reader.byte()
    chunk = reader.take(reader.left)
    if not chunk or not index < total:
        raise MalformedFrame(f"fragment {index} of {total}")
    return FragmentFrame(sender, origin, sequence, age_s, index, total, chunk)


_READERS: dict[int, Callable[[int, Reader], Frame]] = {
    RECORDS: _read_records,
    DIGEST: _read_digest,
    REQUEST: _read_request,
    FRAGMENT: _read_fragment,
}
