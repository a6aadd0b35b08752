"""The contexts of a model in little space: how the file has keys, lengths and entries.

Most contexts have one entry, most entries a small step and one of some two hundred
numbers. So lengths and steps are half bytes, and numbers a byte that picks from a list;
what does not fit is written apart, in order.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import or_

from radio.textmodel.model import STEP_BITS, Contexts

MAX_LENGTH = 255
"""Entries of one context."""
MAX_GAP = 0xFFFF
"""Between one key and the next; wider gaps have empty contexts in them."""
LONG = 15
"""As a length: it is written apart."""
OTHER = 255
"""As a pick: the number is written apart."""


def octets(code: str, numbers: Iterable[int]) -> bytes:
    """Numbers as bytes, little-endian, in the size that `array` gives the code."""
    packed = array(code, numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def numbers(code: str, written: bytes) -> array[int]:
    """What `octets` wrote."""
    read = array(code, written)
    if sys.byteorder == "big":
        read.byteswap()
    return read


def write_contexts(contexts: Mapping[int, Sequence[int]]) -> Iterator[bytes]:
    """The sections of a file for these keys and their entries."""
    gaps: list[int] = []
    lengths: list[int] = []
    last = 0
    for key in sorted(contexts):
        empty = (key - last - 1) // MAX_GAP
        gaps += [MAX_GAP] * empty + [key - last - empty * MAX_GAP]
        lengths += [0] * empty + [len(contexts[key])]
        last = key
    entries = [entry for key in sorted(contexts) for entry in contexts[key]]
    yield octets("H", gaps)
    yield _halves([min(length, LONG) for length in lengths])
    yield bytes(length for length in lengths if length >= LONG)
    yield from _write_entries(entries)


def _write_entries(entries: Sequence[int]) -> Iterator[bytes]:
    met = Counter(entry >> STEP_BITS for entry in entries)
    common = sorted(met, key=lambda number: (-met[number], number))[:OTHER]
    picks = {number: pick for pick, number in enumerate(common)}
    yield octets("H", common)
    picked = bytes(picks.get(entry >> STEP_BITS, OTHER) for entry in entries)
    yield picked
    yield octets(
        "H",
        [entry >> STEP_BITS for entry in entries if entry >> STEP_BITS not in picks],
    )
    yield _halves([entry & (1 << STEP_BITS) - 1 for entry in entries])


def read_contexts(sections: Iterator[bytes]) -> Contexts:
    """What `write_contexts` wrote."""
    gaps = numbers("H", next(sections))
    lengths = bytearray(_whole(next(sections))[: len(gaps)])
    _put(lengths, LONG, next(sections))
    common = [number << STEP_BITS for number in numbers("H", next(sections))]
    picked = next(sections)
    known = common + [0] * (OTHER + 1 - len(common))
    found = array("H", map(known.__getitem__, picked))
    at = -1
    for number in numbers("H", next(sections)):
        at = picked.index(OTHER, at + 1)
        found[at] = number << STEP_BITS
    steps = _whole(next(sections))
    return Contexts(gaps, bytes(lengths), array("H", map(or_, found, steps)))


def _put(lengths: bytearray, mark: int, apart: bytes) -> None:
    at = -1
    for length in apart:
        at = lengths.index(mark, at + 1)
        lengths[at] = length


def _halves(small: Sequence[int]) -> bytes:
    """Two numbers below 16 a byte, the first one in the lower half."""
    even = [*small, 0][: (len(small) + 1) // 2 * 2]
    return bytes(a | b << 4 for a, b in zip(even[::2], even[1::2], strict=True))


def _whole(halves: bytes) -> bytes:
    """A byte for each half. By translation: a list would take 16 bytes for each."""
    whole = bytearray(2 * len(halves))
    whole[::2] = halves.translate(bytes(byte & 15 for byte in range(256)))
    whole[1::2] = halves.translate(bytes(byte >> 4 for byte in range(256)))
    return bytes(whole)
