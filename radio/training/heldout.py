"""Contexts as they are without one message and its translation."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from radio.textmodel.model import COUNTS, STEP_BITS, Contexts
from radio.training.counting import weight
from radio.training.traces import fact

Kept = Mapping[int, Sequence[tuple[int, int, int]]]
"""By key: what follows, in how many real messages, in how many of our own."""


def step_of(weighed: int) -> int:
    """The step that stands for a weight, rounded down."""
    return max(bisect_right(COUNTS, weighed) - 1, 0)


def entry(number: int, weighed: int) -> int:
    """What follows a context, and its weight, as the model has them."""
    return number << STEP_BITS | step_of(weighed)


class HeldOut(Contexts):
    """Looks contexts up as they are asked for, and takes away what is held out."""

    def __init__(
        self, kept: Kept, words: Contexts, facts: Counter[int], own: bool
    ) -> None:
        self._kept = kept
        self._facts = facts
        self._own = own
        self._words = words.find
        self._asked: dict[int, int | None] = {}
        self._starts = self.starts = array("I", words.starts)
        self._entries = self.entries = array("H", words.entries)
        self._totals = self.totals = array("I", words.totals)

    def find(self, key: int) -> int | None:
        """Where the entries of a context are, if it has any left."""
        known = self._words(key)
        if known is not None:
            return known
        if key not in self._asked:
            self._asked[key] = self._add(key)
        return self._asked[key]

    def _add(self, key: int) -> int | None:
        left = self._left(key)
        if not left:
            return None
        for number, weighed in left:
            self._entries.append(entry(number, weighed))
            self._totals.append(self._totals[-1] + COUNTS[step_of(weighed)])
        self._starts.append(len(self._entries))
        return len(self._starts) - 2

    def _left(self, key: int) -> list[tuple[int, int]]:
        own = self._own
        left = []
        for number, by_real, by_own in self._kept.get(key, ()):
            held = self._facts[fact(key, number)]
            rest = weight(by_real - held * (not own), by_own - held * own)
            if rest:
                left.append((number, rest))
        return left
