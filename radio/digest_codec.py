"""Digests to bytes and back: in full, and short for those who know the roster.

ADR 9 has the figures.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from radio.bits import ORDER_BITS, BitReader, BitWriter, best_order
from radio.frame import DigestFrame, Followed, Frame, ShortDigestFrame
from radio.record import MAX_ORIGIN, MAX_SEQUENCE
from radio.wire import MalformedFrame, Reader, read_spans, varint, write_spans

ROSTER_BYTES = 4
MAX_LISTED = 4096
"""Origins in one digest: more can't be in a packet."""

LAST, AFTER, ASKS = 0x01, 0x02, 0x04
"""Bits of a full digest's first byte: it says all up to the highest origin; four bytes
follow with the origin after which it begins; it asks for full digests."""

PART, GREETS = 0x20, 0x40
"""Bits of a short digest's first byte after the hash, above the order: first place and
count follow, else it is about the whole roster; it asks, as a full one does."""

Roster = tuple[int, ...]
"""Origins, the lowest first."""


def roster_hash(roster: Iterable[int]) -> bytes:
    """What a short digest calls a roster."""
    named = b"".join(origin.to_bytes(4) for origin in roster)
    return hashlib.blake2b(named, digest_size=ROSTER_BYTES).digest()


def write_digest(frame: DigestFrame) -> bytes:
    """The body of a full digest."""
    flags = LAST * frame.last | AFTER * bool(frame.after) | ASKS * frame.asks
    head = bytes([flags]) + (frame.after.to_bytes(4) if frame.after else b"")
    origins = [frame.after, *(each.origin for each in frame.followed)]
    steps = [b - a - 1 for a, b in pairwise(origins)]
    ends = [each.upto - 1 for each in frame.followed]
    step_order, end_order = best_order(steps), best_order(ends)
    bits = BitWriter()
    bits.put(step_order, ORDER_BITS)
    bits.put(end_order, ORDER_BITS)
    for step, end in zip(steps, ends, strict=True):
        bits.put_golomb(step, step_order)
        bits.put_golomb(end, end_order)
    gaps = _write_gaps(frame.followed)
    return head + varint(len(steps)) + bits.octets() + gaps


def read_digest(sender: int, reader: Reader) -> Frame:
    """What `write_digest` wrote. Raises MalformedFrame."""
    flags = reader.byte()
    if flags > LAST | AFTER | ASKS:
        raise MalformedFrame(f"digest flags {flags}")
    after = reader.u32() if flags & AFTER else 0
    if flags & AFTER and not after:
        raise MalformedFrame("after origin 0")
    origin = after
    count = reader.varint(MAX_LISTED)
    bits = BitReader(reader)
    step_order, end_order = bits.take(ORDER_BITS), bits.take(ORDER_BITS)
    listed = []
    for _ in range(count):
        origin += 1 + bits.take_golomb(step_order, MAX_ORIGIN)
        if origin > MAX_ORIGIN:
            raise MalformedFrame("an origin beyond the last")
        listed.append((origin, 1 + bits.take_golomb(end_order, MAX_SEQUENCE - 1)))
    bits.finish()
    followed = _read_gaps(listed, reader)
    return DigestFrame(sender, followed, after, bool(flags & LAST), bool(flags & ASKS))


def write_short(frame: ShortDigestFrame) -> bytes:
    """The body of a short digest."""
    return frame.roster + frame.places


def read_short(sender: int, reader: Reader) -> ShortDigestFrame:
    """What `write_short` wrote; only the roster makes sense of it."""
    roster = reader.take(ROSTER_BYTES)
    return ShortDigestFrame(sender, roster, reader.take(reader.left))


def shorten(frame: DigestFrame, roster: Roster) -> ShortDigestFrame:
    """A digest, or a part of it, for those who know that roster."""
    ends = [each.upto - 1 for each in frame.followed]
    order = best_order(ends)
    part = len(ends) != len(roster)
    first = bisect_right(roster, frame.after)
    head = bytes([PART * part | GREETS * frame.asks | order])
    head += varint(first) + varint(len(ends)) if part else b""
    bits = BitWriter()
    for end in ends:
        bits.put_golomb(end, order)
    places = head + bits.octets() + _write_gaps(frame.followed)
    return ShortDigestFrame(frame.sender, roster_hash(roster), places)


def lengthen(frame: ShortDigestFrame, roster: Roster) -> DigestFrame:
    """A short digest in full, by its roster. Raises MalformedFrame."""
    reader = Reader(frame.places)
    head = reader.byte()
    if head >= 2 * GREETS:
        raise MalformedFrame(f"digest flags {head}")
    first = reader.varint(len(roster)) if head & PART else 0
    left = len(roster) - first
    count = reader.varint(left) if head & PART else left
    order = head & ~(PART | GREETS)
    bits = BitReader(reader)
    listed = [
        (origin, 1 + bits.take_golomb(order, MAX_SEQUENCE - 1))
        for origin in roster[first : first + count]
    ]
    bits.finish()
    followed = _read_gaps(listed, reader)
    after = roster[first - 1] if first else 0
    asks = bool(head & GREETS)
    return DigestFrame(frame.sender, followed, after, count == left, asks)


def _write_gaps(followed: Sequence[Followed]) -> bytes:
    """The gaps of those that have any, each behind the step to its place."""
    written = bytearray()
    expected = 0
    for place, each in enumerate(followed):
        if each.gaps:
            written += varint(place - expected) + write_spans(each.gaps)
            expected = place + 1
    return bytes(written)


def _read_gaps(
    listed: Sequence[tuple[int, int]], reader: Reader
) -> tuple[Followed, ...]:
    followed = [Followed(origin, upto) for origin, upto in listed]
    expected = 0
    while reader.left:
        place = expected + reader.varint(MAX_LISTED)
        if place >= len(followed):
            raise MalformedFrame("gaps of no origin")
        origin, upto = listed[place]
        gaps = read_spans(origin, reader)
        if not gaps or gaps[-1].sequences[-1] >= upto:
            raise MalformedFrame("a gap beyond the end")
        followed[place] = Followed(origin, upto, gaps)
        expected = place + 1
    return tuple(followed)
