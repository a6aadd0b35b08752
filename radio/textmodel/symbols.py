"""Text as symbols: letters without their case, Hangul in parts, the rare as RARE.

A symbol is a number: the code point of a small letter or a sign; or, beyond Unicode,
a part of a Hangul syllable, or RARE, which a code point of its own follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

BEYOND = 0x110000
LEADS = range(BEYOND, BEYOND + 19)
VOWELS = range(LEADS.stop, LEADS.stop + 21)
TAILS = range(VOWELS.stop, VOWELS.stop + 28)
"""The first of the tails is none."""
RARE = 0x110100
START = 0x110101
"""Stands before the text; never a part of it."""

FIRST_SYLLABLE = 0xAC00
SYLLABLES = range(FIRST_SYLLABLE, FIRST_SYLLABLE + 19 * 21 * 28)
"""Lead, vowel, tail: The Unicode Standard, 3.12, Conjoining Jamo Behavior."""


class Unit(NamedTuple):
    """One step of a text."""

    symbol: int
    capital: bool = False
    point: int = 0
    """The code point, where the symbol is RARE."""


def units_of(text: str, small: dict[int, int], known: frozenset[int]) -> Iterator[Unit]:
    """The steps of `text`; `small` has the small letter of each capital."""
    for point in map(ord, text):
        if point in SYLLABLES:
            rest, tail = divmod(point - FIRST_SYLLABLE, 28)
            lead, vowel = divmod(rest, 21)
            yield Unit(LEADS[lead])
            yield Unit(VOWELS[vowel])
            yield Unit(TAILS[tail])
        elif point in small:
            yield Unit(small[point], capital=True)
        elif point in known:
            yield Unit(point)
        else:
            yield Unit(RARE, point=point)


class Joiner:
    """Puts steps together to text again."""

    def __init__(self, capitals: dict[int, int]) -> None:
        self._capitals = capitals
        self._parts: list[int] = []
        self.points: list[int] = []

    @property
    def whole(self) -> bool:
        """Whether a text may end here: not within a syllable."""
        return not self._parts

    def add(self, unit: Unit) -> None:
        """Take the next step; parts of syllables come in their order."""
        symbol = unit.symbol
        if BEYOND <= symbol < RARE:
            self._parts.append(symbol)
            self._join_syllable()
        elif symbol == RARE:
            self.points.append(unit.point)
        else:
            self.points.append(self._capitals[symbol] if unit.capital else symbol)

    def _join_syllable(self) -> None:
        kinds = (LEADS, VOWELS, TAILS)
        if len(self._parts) == len(kinds):
            lead, vowel, tail = map(range.index, kinds, self._parts)
            self.points.append(FIRST_SYLLABLE + (lead * 21 + vowel) * 28 + tail)
            self._parts.clear()
