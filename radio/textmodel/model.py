"""The frozen model: contexts with the symbols counted after them, and learned weights.

Contexts are found by key. The symbols after one are entries in the order of their
numbers, each with its count as a step; `totals` adds counts up over all entries, so
that the count of any run of symbols is one subtraction.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise, repeat

from radio.textmodel.tree import Tree

STEP_BITS = 4
COUNTS = (2, 3, 4, 5, 6, 8, 11, 15, 21, 30, 45, 70, 120, 250, 600, 2000)
"""What a step stands for: in how many messages the symbol followed the context."""

LEVEL_ENDS = (1, 3, 4, 5, 6, 8, 11, 15, 21, 33, 56, 101, 221, 601, 1801)
"""Counts below the first are level 0, below the second level 1, and so on."""
LEVELS = 16
CELLS = LEVELS * LEVELS
TOP = LEVEL_ENDS[-1]

LOGIT_UNIT = 256
"""A logit of 1 (natural logarithm of the odds) as a whole number."""
LOGIT_LIMIT = 11 * LOGIT_UNIT
WEIGHT_BITS = 13
"""Weights are whole numbers of 8,192ths."""

CASE_TREE = Tree((0, 1), (1,))


def _levels() -> bytes:
    """The level of each count below TOP."""
    ends = (0, *LEVEL_ENDS)
    return b"".join(
        bytes(repeat(level, end - start))
        for level, (start, end) in enumerate(pairwise(ends))
    )


LEVEL_OF = _levels()


@dataclass(frozen=True)
class Mixing:
    """What one family of decisions (symbols, or case) has learned, as whole numbers."""

    cells: Sequence[int]
    """By kind, level of no and level of yes: a logit."""
    priors: Sequence[Sequence[int]]
    """By script and split: the logit without any context."""
    weights: Sequence[Sequence[int]]
    """By row: a weight for each kind."""


@dataclass(frozen=True)
class Alphabet:
    """The symbols of a model."""

    trees: tuple[Tree, ...]
    """By script; those of the parts of syllables have only what may come next."""
    script_of: dict[int, int]
    """The script that each letter is followed by, which may be a part of a syllable."""
    capital_of: dict[int, int]

    @cached_property
    def small_of(self) -> dict[int, int]:
        """The small letter of each capital."""
        return {capital: small for small, capital in self.capital_of.items()}

    @cached_property
    def symbols(self) -> frozenset[int]:
        """All symbols, in no order."""
        return frozenset().union(*(tree.symbols for tree in self.trees))


class Contexts:
    """What was counted after which keys."""

    def __init__(
        self, gaps: Sequence[int], lengths: bytes, entries: Sequence[int]
    ) -> None:
        """Keys by the gap to the one before, each with the number of its entries."""
        self._keys: Sequence[int] = array("I", accumulate(gaps))
        self.starts: Sequence[int] = array("I", accumulate(lengths, initial=0))
        self.entries = entries
        mask = (1 << STEP_BITS) - 1
        counts = [COUNTS[step] for step in range(mask + 1)]
        self.totals: Sequence[int] = array(
            "I", accumulate((counts[entry & mask] for entry in entries), initial=0)
        )

    def find(self, key: int) -> int | None:
        """Where that key stands, if it is known.

        By halves in a sorted row, and not in a dict: that takes 24 MB more, a fifth of
        what a hub may take, and saves a tenth of the time.
        """
        at = bisect_left(self._keys, key)
        known = at < len(self._keys) and self._keys[at] == key
        return at if known else None


@dataclass(frozen=True)
class Model:
    """All that packing needs to know."""

    alphabet: Alphabet
    contexts: Contexts
    symbols: Mixing
    case: Mixing
    likely: Sequence[int]
    """The probability in 65,536ths of each logit from -LOGIT_LIMIT up."""
