"""Several opinions on a decision made one, by weights that suit the moment.

The logits that the contexts give are added with weights (logistic mixing, Mahoney
2005). Five rows of weights count, each chosen by another view of the moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from radio.textmodel.history import ORDERS
from radio.textmodel.model import LOGIT_LIMIT, WEIGHT_BITS, Mixing

ORDER_BITS = (1 << ORDERS + 1) - 1
BY_MATCH = 0
BY_SPLIT = BY_MATCH + 8 * (ORDERS + 1)
SPLITS = 256 + 8 * 16
BY_CERTAINTY = BY_SPLIT + SPLITS
BY_PLACE = BY_CERTAINTY + 256
BY_VOICE = BY_PLACE + 8 * 16
VOICES = 18
ROWS = BY_VOICE + 8 * VOICES
"""Where the rows begin that are chosen by: which contexts are known; which split it is;
which is the shortest context with only one answer, and how often the longest was met;
how far into the text it is, and which word contexts are known; and by the voice: the
language, or the shape of the word so far, with the longest order known."""

Rows = tuple[int, int, int, int, int]


class Mixer:
    """Gives probabilities; learns nothing."""

    def __init__(self, mixing: Mixing, likely: Sequence[int]) -> None:
        self._cells = mixing.cells
        self._priors = mixing.priors
        self._weights = mixing.weights
        self._likely = likely

    def likely(self, cells: list[int], rows: Rows, script: int, at: int) -> int:
        """The 65,536ths that speak for yes, at a split of a script's tree."""
        weights = self._weights
        logits = list(map(self._cells.__getitem__, cells))
        logits[0] = self._priors[script][at]
        a, b, c, d, e = rows
        logit: int = (
            sum(map(mul, logits, weights[a]))
            + sum(map(mul, logits, weights[b]))
            + sum(map(mul, logits, weights[c]))
            + sum(map(mul, logits, weights[d]))
            + sum(map(mul, logits, weights[e]))
        ) >> WEIGHT_BITS
        if logit > LOGIT_LIMIT:
            logit = LOGIT_LIMIT
        elif logit < -LOGIT_LIMIT:
            logit = -LOGIT_LIMIT
        return self._likely[logit + LOGIT_LIMIT]


def split_row(script: int, at: int, depth: int) -> int:
    """Splits of the first script have rows of their own, others one for each depth."""
    return at if at < 256 and not script else 256 + script * 16 + min(depth, 15)


def rows_of(
    known: int, certain: int, levels: int, split: int, place: int, voice: int
) -> Rows:
    """The rows for a moment.

    `known` has a bit for each kind of context with an opinion, `certain` is the first
    kind with only one answer, `levels` the sum of the longest order's two levels.
    """
    longest = (known & ORDER_BITS).bit_length() - 1
    words = known >> ORDERS + 1
    return (
        BY_MATCH + longest * 8 + (words & 7),
        BY_SPLIT + split,
        BY_CERTAINTY + certain * 16 + min(levels, 15),
        BY_PLACE + min(place, 7) * 16 + (words & 15),
        BY_VOICE + voice * 8 + longest,
    )
