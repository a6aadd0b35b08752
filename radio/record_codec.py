"""Records to bytes and back: groups of one origin that share what they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from radio.frame import RecordsFrame
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

OTHERS, OWN_AGES, STEPS, NEW, LAST = 0x80, 0x40, 0x20, 0x10, 0x08
"""Bits of a group's first byte: its origin is not the sender; each record has an age
of its own; their sequences have holes; all are new and have no age at all; it is the
frame's last group, whose last record takes the rest and has no length."""

CHECK_BYTES = 2
NEW_S = 2.0
"""A record that is younger counts as new."""

MAX_GROUP = 8
MAX_WHOLE_BYTES = 255
"""A longer record goes in fragments."""

SHARED_AGE_S = 60.0
"""Records whose ages differ by no more, or by one step, travel at the youngest's."""


def write_records(frame: RecordsFrame) -> bytes:
    """The body of that frame."""
    ordered = sorted(frame.records, key=lambda each: each.record.name)
    groups = [
        group
        for _, of_origin in groupby(ordered, key=lambda each: each.record.origin)
        for group in _cut(list(of_origin))
    ]
    written = [
        _write_group(frame.sender, group, last=group is groups[-1]) for group in groups
    ]
    return frame.check.to_bytes(CHECK_BYTES) + b"".join(written)


def _cut(records: Sequence[AgedRecord]) -> Iterator[Sequence[AgedRecord]]:
    for start in range(0, len(records), MAX_GROUP):
        yield records[start : start + MAX_GROUP]


def _write_group(sender: int, group: Sequence[AgedRecord], *, last: bool) -> bytes:
    """Records of one origin, in the order of their sequences."""
    first = group[0].record
    new = all(each.age_s < NEW_S for each in group)
    own_ages = not _alike([each.age_s for each in group])
    steps = any(
        later.record.sequence != earlier.record.sequence + 1
        for earlier, later in pairwise(group)
    )
    others = first.origin != sender
    flags = OTHERS * others | OWN_AGES * own_ages | STEPS * steps
    flags |= NEW * new | LAST * last
    written = bytearray([flags | len(group) - 1])
    if others:
        written += first.origin.to_bytes(4)
    if not own_ages and not new:
        written.append(min(age_byte(each.age_s) for each in group))
    expected = 0
    for aged in group:
        if steps or not expected:
            written += varint(aged.record.sequence - expected)
        if own_ages:
            written.append(age_byte(aged.age_s))
        if not (last and aged is group[-1]):
            written.append(len(aged.record.payload))
        written += aged.record.payload
        expected = aged.record.sequence + 1
    return bytes(written)


def _alike(ages: Sequence[float]) -> bool:
    youngest, oldest = min(ages), max(ages)
    one_step = age_byte(oldest) - age_byte(youngest) <= 1
    return one_step or oldest - youngest <= SHARED_AGE_S


def read_records(sender: int, reader: Reader) -> RecordsFrame:
    """What `write_records` wrote. Raises MalformedFrame."""
    check = int.from_bytes(reader.take(CHECK_BYTES))
    records: list[AgedRecord] = []
    last = not reader.left
    while not last:
        last, group = _read_group(sender, reader)
        records += group
    return RecordsFrame(sender, tuple(records), check)


def _read_group(sender: int, reader: Reader) -> tuple[bool, list[AgedRecord]]:
    """Whether it is the last group, and what is in it."""
    flags = reader.byte()
    last, count = bool(flags & LAST), 1 + flags % MAX_GROUP
    records: list[AgedRecord] = []
    origin = read_origin(reader) if flags & OTHERS else sender
    shared = _shared_age(flags, reader)
    sequence = read_sequence(reader, 0)
    for index in range(count):
        if index:
            sequence = _next_sequence(sequence, flags, reader)
        age = reader.byte() if shared is None else shared
        to_the_end = last and index == count - 1
        payload = reader.take(reader.left if to_the_end else reader.byte())
        if not 0 < len(payload) <= MAX_WHOLE_BYTES:
            raise MalformedFrame(f"a record of {len(payload)} bytes")
        records.append(AgedRecord(Record(origin, sequence, payload), age_of(age)))
    return last, records


def _shared_age(flags: int, reader: Reader) -> int | None:
    """The age of all of a group, or None: each has its own."""
    if flags & OWN_AGES and flags & NEW:
        raise MalformedFrame("new, and of different ages")
    if flags & NEW:
        return 0
    return None if flags & OWN_AGES else reader.byte()


def _next_sequence(sequence: int, flags: int, reader: Reader) -> int:
    """The sequence after that one; with a step, if the group has any."""
    if flags & STEPS:
        return read_sequence(reader, sequence + 1)
    if sequence == MAX_SEQUENCE:
        raise MalformedFrame("a sequence beyond the last")
    return sequence + 1
