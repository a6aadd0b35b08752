"""Codes symbols: walks down a tree, asking at each split what the contexts say."""

from __future__ import annotations

from bisect import bisect_left

from radio.textmodel.coder import Coder
from radio.textmodel.history import ORDERS
from radio.textmodel.mixer import Mixer, rows_of, split_row
from radio.textmodel.model import CELLS, LEVEL_OF, LEVELS, STEP_BITS, TOP, Contexts
from radio.textmodel.tree import Tree

Span = tuple[int, int, int]
"""A kind of context, and from where to where its entries are."""

Cut = tuple[int, int, int, int]
"""The same, with where the entries of yes begin."""

Moment = tuple[int, int, int]
"""The script that the text is in, how many symbols stand before, and the voice."""


def spans(contexts: Contexts, keys: list[int]) -> list[Span]:
    """Those of the contexts that the model knows."""
    find, starts = contexts.find, contexts.starts
    found = []
    for kind, key in enumerate(keys):
        at = find(key)
        if at is not None:
            found.append((kind, starts[at], starts[at + 1]))
    return found


class Walk:
    """Codes the symbols of one text with one mixer."""

    def __init__(self, contexts: Contexts, mixer: Mixer, kinds: int) -> None:
        self._entries = contexts.entries
        self._totals = contexts.totals
        self._mixer = mixer
        self._no_cells = [kind * CELLS for kind in range(kinds)]

    def code(
        self, coder: Coder, tree: Tree, found: list[Span], moment: Moment, wanted: int
    ) -> int:
        """The number of the symbol; in writing it is `wanted`."""
        first, after, at, depth = 0, len(tree.symbols), 0, 0
        script, place, voice = moment
        splits = tree.splits
        while after - first > 1:
            split = splits[at]
            cells = self._no_cells.copy()
            cut, known, certain, levels = self._ask(found, split << STEP_BITS, cells)
            row = split_row(script, at, depth)
            rows = rows_of(known, certain, levels, row, place, voice)
            likely = self._mixer.likely(cells, rows, script, at)
            depth += 1
            if coder.decide(likely, wanted >= split):
                at += split - first
                first = split
                found = [(kind, mid, end) for kind, _, mid, end in cut if mid < end]
            else:
                at += 1
                after = split
                found = [(kind, low, mid) for kind, low, mid, _ in cut if low < mid]
        return first

    def _ask(
        self, found: list[Span], split: int, cells: list[int]
    ) -> tuple[list[Cut], int, int, int]:
        """What each context says to a split: puts it in `cells`; and cuts its entries.

        Also gives what `rows_of` wants to know.
        """
        entries, totals = self._entries, self._totals
        cut = []
        known, certain, levels = 1, 0, 0
        for kind, low, end in found:
            mid = bisect_left(entries, split, low, end)
            until = totals[mid]
            no, yes = until - totals[low], totals[end] - until
            pair = (LEVEL_OF[no] if no < TOP else LEVELS - 1) * LEVELS + (
                LEVEL_OF[yes] if yes < TOP else LEVELS - 1
            )
            cells[kind] += pair
            known |= 1 << kind
            if not certain and (not no or not yes):
                certain = kind
            if kind <= ORDERS:
                levels = pair
            cut.append((kind, low, mid, end))
        return cut, known, certain, (levels >> 4) + (levels & 15)
