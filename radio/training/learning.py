"""Learns how much to trust which context, by packing messages as if never seen.

All in integers, so that the same texts give the same model on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from radio.textmodel.mixer import ROWS, Mixer, Rows
from radio.textmodel.model import (
    CELLS,
    LEVEL_ENDS,
    LOGIT_LIMIT,
    WEIGHT_BITS,
    Mixing,
)
from radio.textmodel.tree import Tree
from radio.training.logarithms import BIT, log2, logit

FINE = 12
"""Bits behind the point that learning has and the model has not."""
FIRST_WEIGHT = (1 << WEIGHT_BITS + FINE) // 20
"""Of each of the five rows, so that together they give a quarter."""
BITS_16 = 16 * BIT
WEIGHT_RATE, CELL_RATE = 9, 27
"""As right shifts: an error times a logit, and an error times a weight."""


class Teacher:
    """A coder to nowhere: adds up costs, and tells decisions to who foretold them."""

    low = 0
    width = 1
    places = 0

    def __init__(self) -> None:
        self.cost = 0
        self.asked: Learner | None = None

    def decide(self, likely: int, yes: bool) -> bool:
        """Always what the text says."""
        self.cost += BITS_16 - log2(likely if yes else 65536 - likely)
        if self.asked is not None:
            self.asked.learn(yes)
            self.asked = None
        return yes


class Learner(Mixer):
    """A mixer that learns from each decision, once it is told which it was."""

    def __init__(
        self,
        teacher: Teacher,
        priors: list[list[int]],
        kinds: int,
        likely: Sequence[int],
    ) -> None:
        self._teacher = teacher
        cells = first_cells() * kinds
        cells[:CELLS] = [0] * CELLS
        weights = [[FIRST_WEIGHT] * kinds for _ in range(ROWS)]
        self._rough = cells
        self._fine = [cell << FINE for cell in cells]
        self._learned = weights
        self._priors_learned = priors
        self.begun_from = Mixing(cells, priors, weights)
        super().__init__(self.begun_from, likely)
        self.slower = 0

    def likely(self, cells: list[int], rows: Rows, script: int, at: int) -> int:
        """As the mixer does, with finer weights; remembers what it saw."""
        logits = [self._rough[cell] for cell in cells]
        logits[0] = self._priors_learned[script][at]
        picked = [self._learned[row] for row in rows]
        together = [sum(column) for column in zip(*picked, strict=True)]
        summed: int = sum(map(mul, logits, together)) >> WEIGHT_BITS + FINE
        summed = max(-LOGIT_LIMIT, min(LOGIT_LIMIT, summed))
        likely = self._likely[summed + LOGIT_LIMIT]
        self._teacher.asked = self
        self._seen = (cells, logits, picked, together, likely)
        return likely

    def learn(self, yes: bool) -> None:
        """Take a step towards what would have been right."""
        cells, logits, picked, together, likely = self._seen
        error = (yes << 16) - likely
        rate = WEIGHT_RATE + self.slower
        steps = [error * logit >> rate for logit in logits]
        for row in picked:
            row[:] = map(int.__add__, row, steps)
        rate = CELL_RATE + self.slower
        rough, fine = self._rough, self._fine
        for cell, weight in zip(cells, together, strict=True):
            if cell & CELLS - 1:
                fine[cell] += error * weight >> rate
                rough[cell] = fine[cell] >> FINE

    def learned(self) -> Mixing:
        """What a model keeps of it."""
        half = 1 << FINE - 1
        weights = [
            [max(-32768, min(32767, weight + half >> FINE)) for weight in row]
            for row in self._learned
        ]
        return Mixing(self._rough, self._priors_learned, weights)


def first_cells() -> list[int]:
    """The logits that counts alone suggest, for one kind."""
    starts = (0, 2, *LEVEL_ENDS[1:])
    return [logit(10 * no + 4, 10 * yes + 4) for no in starts for yes in starts]


def first_priors(tree: Tree, weights: dict[int, int]) -> list[int]:
    """The logits that the symbols' weights give at each split."""
    priors = [0] * len(tree.splits)
    waiting = [(0, 0, len(tree.symbols))]
    while waiting:
        at, first, after = waiting.pop()
        if after - first > 1:
            split = tree.splits[at]
            no = sum(weights[s] for s in tree.symbols[first:split])
            yes = sum(weights[s] for s in tree.symbols[split:after])
            priors[at] = logit(no, yes)
            waiting += [(at + 1, first, split), (at + split - first, split, after)]
    return priors
