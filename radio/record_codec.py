"""Records to bytes and back: groups of one origin that share what they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from radio.frame import Frame, RecordsFrame
from radio.record import MAX_SEQUENCE, AgedRecord, Record
from radio.wire import (
    MalformedFrame,
    Reader,
    age_byte,
    age_of,
    read_origin,
    read_sequence,
    varint,
)

OTHERS, OWN_AGES, STEPS = 0x80, 0x40, 0x20
"""Bits of a group's first byte: its origin is not the sender; each record has an age
of its own; their sequences have holes."""

MAX_GROUP = 32
MAX_WHOLE_BYTES = 255
"""A longer record goes in fragments."""

SHARED_AGE_S = 60.0
"""Records whose ages differ by no more, or by one step, travel at the youngest's."""


def write_records(frame: RecordsFrame) -> bytes:
    """The body of that frame."""
    ordered = sorted(frame.records, key=lambda each: each.record.name)
    return b"".join(
        _write_group(frame.sender, group)
        for _, of_origin in groupby(ordered, key=lambda each: each.record.origin)
        for group in _cut(list(of_origin))
    )


def _cut(records: Sequence[AgedRecord]) -> Iterator[Sequence[AgedRecord]]:
    for start in range(0, len(records), MAX_GROUP):
        yield records[start : start + MAX_GROUP]


def _write_group(sender: int, group: Sequence[AgedRecord]) -> bytes:
    """Records of one origin, in the order of their sequences."""
    first = group[0].record
    own_ages = not _alike([each.age_s for each in group])
    steps = any(
        later.record.sequence != earlier.record.sequence + 1
        for earlier, later in pairwise(group)
    )
    others = first.origin != sender
    flags = OTHERS * others | OWN_AGES * own_ages | STEPS * steps
    written = bytearray([flags | len(group) - 1])
    if others:
        written += first.origin.to_bytes(4)
    if not own_ages:
        written.append(min(age_byte(each.age_s) for each in group))
    expected = 0
    for aged in group:
        if steps or not expected:
            written += varint(aged.record.sequence - expected)
        if own_ages:
            written.append(age_byte(aged.age_s))
        written.append(len(aged.record.payload))
        written += aged.record.payload
        expected = aged.record.sequence + 1
    return bytes(written)


def _alike(ages: Sequence[float]) -> bool:
    youngest, oldest = min(ages), max(ages)
    one_step = age_byte(oldest) - age_byte(youngest) <= 1
    return one_step or oldest - youngest <= SHARED_AGE_S


def read_records(sender: int, reader: Reader) -> Frame:
    """What `write_records` wrote. Raises MalformedFrame."""
    records: list[AgedRecord] = []
    while reader.left:
        records += _read_group(sender, reader)
    return RecordsFrame(sender, tuple(records))


def _read_group(sender: int, reader: Reader) -> Iterator[AgedRecord]:
    flags = reader.byte()
    origin = read_origin(reader) if flags & OTHERS else sender
    shared = None if flags & OWN_AGES else reader.byte()
    sequence = read_sequence(reader, 0)
    for index in range(1 + flags % MAX_GROUP):
        if index:
            sequence = _next_sequence(sequence, flags, reader)
        age = reader.byte() if shared is None else shared
        payload = reader.take(reader.byte())
        if not payload:
            raise MalformedFrame("an empty record")
        yield AgedRecord(Record(origin, sequence, payload), age_of(age))


def _next_sequence(sequence: int, flags: int, reader: Reader) -> int:
    """The sequence after that one; with a step, if the group has any."""
    if flags & STEPS:
        return read_sequence(reader, sequence + 1)
    if sequence == MAX_SEQUENCE:
        raise MalformedFrame("a sequence beyond the last")
    return sequence + 1
