"""Decisions to the fewest bytes and back, in whole numbers, with no mark of the end.

A text is a chain of decisions. Each takes its share of an interval of numbers that
are read as fractions 0.b1 b2 b3 ... in base 256, so a string of bytes is a point.
Instead of an end mark, each text has a point of its own: the shortest in its interval
that none of the texts that it begins with has taken (`Ends`). The reader, which knows
the point, stops at the first text to which it belongs.
The interval is that of Martin's range encoder (1979), halved as in LZMA, except that
`low` is one growing integer, so that there are no carries.
"""

from __future__ import annotations

from typing import Protocol

PROBABILITY_BITS = 16
"""Probabilities are whole numbers of 65,536ths, from 1 to 65,535."""

SMALLEST_WIDTH = 1 << 24
START_LOW = 0
START_WIDTH = 0xFF << 24
"""The points from 0xff on are not for packed text: 0xff begins plain UTF-8."""

MOST_ZEROS = 5
"""A packing whose point the decisions have passed by so many bytes is none."""


class Coder(Protocol):
    """Takes decisions from a text, or finds them in bytes."""

    low: int
    width: int
    places: int

    def decide(self, likely: int, yes: bool) -> bool:
        """The decision; `yes` has `likely` 65,536ths, and is ignored in reading."""
        ...


class Writer:
    """Narrows the interval by the decisions that a text makes."""

    def __init__(self) -> None:
        self.low = START_LOW
        self.width = START_WIDTH
        self.places = 4  # bytes behind the point that `low` has

    def decide(self, likely: int, yes: bool) -> bool:
        """Take the share of `yes`, which comes first, or what is left."""
        share = self.width * likely >> PROBABILITY_BITS
        if yes:
            self.width = share
        else:
            self.low += share
            self.width -= share
        while self.width < SMALLEST_WIDTH:
            self.low <<= 8
            self.width <<= 8
            self.places += 1
        return yes


class Reader:
    """Finds the decisions on the way to the point that `octets` are."""

    def __init__(self, octets: bytes) -> None:
        self.low = START_LOW
        self.width = START_WIDTH
        self.places = 4
        self._octets = octets
        self._ahead = int.from_bytes(octets[:4].ljust(4, b"\0"))  # point - low

    def decide(self, likely: int, yes: bool = False) -> bool:
        """In whose share the point lies."""
        share = self.width * likely >> PROBABILITY_BITS
        yes = self._ahead < share
        if yes:
            self.width = share
        else:
            self.low += share
            self.width -= share
            self._ahead -= share
        while self.width < SMALLEST_WIDTH:
            self.low <<= 8
            self.width <<= 8
            at = self.places
            byte = self._octets[at] if at < len(self._octets) else 0
            self._ahead = self._ahead << 8 | byte
            self.places += 1
        return yes

    @property
    def passed(self) -> bool:
        """Whether no later text can have this point."""
        return self.places - len(self._octets) > MOST_ZEROS + 4


class Ends:
    """Gives the texts that begin each other, shortest first, a point each."""

    def __init__(self) -> None:
        self._taken: set[tuple[int, int]] = set()

    def next(self, coder: Coder) -> tuple[int, int]:
        """The point of the text that ends here: its number and its bytes."""
        before, last = coder.low - 1, coder.low + coder.width - 1
        if before < 0 and (0, 0) not in self._taken:
            point = (0, 0)
        else:
            point = self._shortest(before, last, coder.places)
        self._taken.add(point)
        return point

    def _shortest(self, before: int, last: int, places: int) -> tuple[int, int]:
        """The first free point after `before` up to `last` with the fewest bytes."""
        cut = ((before ^ last).bit_length() - 1) // 8 if before >= 0 else places - 1
        while True:
            for number in range((before >> 8 * cut) + 1, (last >> 8 * cut) + 1):
                point = (number, places - cut)
                if number & 0xFF and point not in self._taken:
                    return point
            cut -= 1


def octets_of(point: tuple[int, int]) -> bytes:
    """The bytes of a point."""
    number, length = point
    return number.to_bytes(length)


def point_of(octets: bytes) -> tuple[int, int]:
    """The point that these bytes are."""
    return int.from_bytes(octets), len(octets)
