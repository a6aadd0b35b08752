"""Counts what follows which context, in how many messages.

Here the rule is kept that of the real messages only what two or more of them share may
enter a model: a count of one is no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from radio.training.traces import SYMBOL_BITS

SHARED = 2
"""So many real messages must have it."""
OWN_WEIGHT = 2
"""What the project wrote counts double, so that once is enough."""


class Counts:
    """By context and what follows it: the messages that have it."""

    def __init__(self) -> None:
        self._real: Counter[int] = Counter()
        self._own: Counter[int] = Counter()

    def add(self, facts: Iterable[int], own: bool) -> None:
        """Count one message."""
        (self._own if own else self._real).update(facts)

    def forget_the_unshared(self) -> None:
        """Drop what one real message alone has; no more may be added afterwards."""
        shared = {each: n for each, n in self._real.items() if n >= SHARED}
        self._real = Counter(shared)

    def by_context(self) -> dict[int, list[tuple[int, int, int]]]:
        """By key, in order of number: what follows, how many real, how many own."""
        contexts: dict[int, list[tuple[int, int, int]]] = {}
        mask = (1 << SYMBOL_BITS) - 1
        real, own = self._real, self._own
        for each in sorted(real.keys() | own.keys()):
            entry = (each & mask, real[each], own[each])
            contexts.setdefault(each >> SYMBOL_BITS, []).append(entry)
        return contexts


def weight(real: int, own: int) -> int:
    """How much a count weighs; what one real message alone has weighs nothing."""
    return (real if real >= SHARED else 0) + OWN_WEIGHT * own
