"""Records in a file, carried from hub to hub by hand: sealed chunks that only hubs of
the network can read or make. Opens no file itself; ADR 12 has the reasons.

Total: whatever the bytes, reading gives records or raises CarriedBroken.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from cryptography.exceptions import InvalidTag

from radio.keys import CARRIED_TAG_BYTES, Keyring, NetworkKey
from radio.record import MAX_ORIGIN, MAX_PAYLOAD_BYTES, AgedRecord, Record, RecordName
from radio.wire import MalformedFrame, Reader, read_sequence, varint

MAGIC = b"PORCHLIGHT"
VERSION = 1
SALT_BYTES = 16
"""Drawn for each file: its key is like no other's, so its nonces can count from 0."""

HEADER_BYTES = len(MAGIC) + 1 + SALT_BYTES
NONCE_BYTES = 13
TIME_BYTES = 8
LEAD_BYTES = 2
LAST = 0x8000
"""Bit of a chunk's lead, above its length."""

CHUNK_BYTES = 4096
"""Some hundred posts: a hub takes in one after the other, and serves between them."""

MOST_AROUND = 20
"""Bytes of a record beside its payload: four varints of at most five bytes."""

MAX_AGE_S = 2**32 - 1
"""136 years."""

Read = Callable[[int], bytes]
"""The next so many bytes of a file; fewer at its end only."""


class Fault(Enum):
    """What is wrong with a file; the values are for people."""

    NOT_OURS = "it is no file that a hub exported"
    LATER_VERSION = "a later version of Porchlight made it"
    FOREIGN = "it is of another network, or it was changed"
    TORN = "it is torn: its end is missing"
    CHANGED = "it was changed, or it is damaged"
    CONTINUED = "something was added behind its end"


class CarriedBroken(Exception):
    """Nothing more can be read from here on; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Carried:
    """A file that begins well.

    `written_at`: when, in seconds since 1970, or None where nobody vouched for the
    clock; `chunks`: its records, to be read once; raises CarriedBroken where it breaks.
    """

    written_at: int | None
    chunks: Iterator[tuple[AgedRecord, ...]]


# -- writing ------------------------------------------------------------------


def write_carried(
    records: Iterable[AgedRecord], key: NetworkKey, at: float | None
) -> Iterator[bytes]:
    """A file's bytes, piece by piece; `at`: the time, if somebody vouches for it."""
    header = MAGIC + bytes([VERSION]) + secrets.token_bytes(SALT_BYTES)
    chunks = _Chunks(header, key)
    yield header
    yield chunks.seal(math.ceil(at or 0).to_bytes(TIME_BYTES), 0)
    for some in _portions(records):
        yield chunks.seal(_write_records(some), 0)
    yield chunks.seal(b"", LAST)


def _portions(records: Iterable[AgedRecord]) -> Iterator[list[AgedRecord]]:
    """As many of them, in their order, as fit into a chunk for sure."""
    some: dict[RecordName, AgedRecord] = {}
    room = CHUNK_BYTES
    for aged in records:
        needed = MOST_AROUND + len(aged.record.payload)
        if needed > room:
            yield list(some.values())
            some, room = {}, CHUNK_BYTES
        some[aged.record.name] = aged
        room -= needed
    if some:
        yield list(some.values())


def _write_records(records: list[AgedRecord]) -> bytes:
    written = bytearray()
    origin, expected = 0, 0
    for aged in sorted(records, key=lambda each: each.record.name):
        record = aged.record
        if record.origin != origin:
            expected = 0
        written += varint(record.origin - origin)
        written += varint(record.sequence - expected)
        written += varint(min(int(max(aged.age_s, 0.0)), MAX_AGE_S))
        written += varint(len(record.payload))
        written += record.payload
        origin, expected = record.origin, record.sequence + 1
    return bytes(written)


# -- reading ------------------------------------------------------------------


def is_carried(beginning: bytes) -> bool:
    """Whether a file that begins so may be one, of this version or another."""
    return beginning.startswith(MAGIC)


def read_carried(read: Read, keys: Keyring) -> Carried:
    """A file, as far as its beginning holds. Raises CarriedBroken.

    Nothing of it is given out before the seal around it was found whole.
    """
    header = read(HEADER_BYTES)
    if not is_carried(header):
        raise CarriedBroken(Fault.NOT_OURS)
    if len(header) < HEADER_BYTES:
        raise CarriedBroken(Fault.TORN)
    if header[len(MAGIC)] != VERSION:
        raise CarriedBroken(Fault.LATER_VERSION)
    lead, sealed = _next_chunk(read)
    for key in keys.keys:
        chunks = _Chunks(header, key)
        opened = chunks.open(lead, sealed)
        if opened is not None:
            written_at = int.from_bytes(opened[:TIME_BYTES])
            return Carried(written_at or None, _read_chunks(read, chunks))
    raise CarriedBroken(Fault.FOREIGN)


def _read_chunks(read: Read, chunks: _Chunks) -> Iterator[tuple[AgedRecord, ...]]:
    while True:
        lead, sealed = _next_chunk(read)
        opened = chunks.open(lead, sealed)
        if opened is None:
            raise CarriedBroken(Fault.CHANGED)
        try:
            records = tuple(_read_records(Reader(opened)))
        except MalformedFrame as malformed:
            raise CarriedBroken(Fault.CHANGED) from malformed
        yield records
        if lead & LAST:
            break
    if read(1):
        raise CarriedBroken(Fault.CONTINUED)


def _next_chunk(read: Read) -> tuple[int, bytes]:
    lead = read(LEAD_BYTES)
    if len(lead) < LEAD_BYTES:
        raise CarriedBroken(Fault.TORN)
    number = int.from_bytes(lead)
    sealed = read(number & ~LAST)
    if len(sealed) < number & ~LAST:
        raise CarriedBroken(Fault.TORN)
    return number, sealed


def _read_records(reader: Reader) -> Iterator[AgedRecord]:
    """Raises MalformedFrame."""
    origin, expected = 0, 0
    while reader.left:
        step = reader.varint(MAX_ORIGIN - origin)
        if step:
            origin, expected = origin + step, 0
        sequence = read_sequence(reader, expected)
        age_s = reader.varint(MAX_AGE_S)
        payload = reader.take(reader.varint(MAX_PAYLOAD_BYTES))
        if not origin or not payload:
            raise MalformedFrame("a record of nobody, or of nothing")
        yield AgedRecord(Record(origin, sequence, payload), float(age_s))
        expected = sequence + 1


# -- seals --------------------------------------------------------------------


class _Chunks:
    """The seals of one file: each chunk in its place, none missing, the last known."""

    def __init__(self, header: bytes, key: NetworkKey) -> None:
        self._header = header
        self._cipher = key.carrying(header[-SALT_BYTES:])
        self._number = 0

    def seal(self, plain: bytes, last: int) -> bytes:
        """The next chunk as it is in the file."""
        lead = (last | len(plain) + CARRIED_TAG_BYTES).to_bytes(LEAD_BYTES)
        sealed = self._cipher.encrypt(self._nonce(), plain, self._header + lead)
        self._number += 1
        return lead + sealed

    def open(self, lead: int, sealed: bytes) -> bytes | None:
        """What is in the next chunk, or None where it is not the one made for here."""
        if len(sealed) < CARRIED_TAG_BYTES:
            return None
        beside = self._header + lead.to_bytes(LEAD_BYTES)
        try:
            opened = self._cipher.decrypt(self._nonce(), sealed, beside)
        except InvalidTag:
            return None
        self._number += 1
        return opened

    def _nonce(self) -> bytes:
        return self._number.to_bytes(NONCE_BYTES)
