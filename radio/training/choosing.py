"""Chooses the contexts that are worth their place in the model file.

A context is worth the bits that it saves, over the messages counted, against the
context that says nearly the same (`PARENT`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from radio.textmodel.history import CASE_KINDS, ORDERS, WORD
from radio.textmodel.shelf import LONG, MAX_LENGTH
from radio.training.logarithms import log2
from radio.training.traces import Trace

PARENT = (
    *(0, 0, *range(1, ORDERS)),
    *(1, WORD, WORD + 1, WORD, WORD, 2, WORD),
)
"""By kind, the kind that says nearly the same; 0 is none."""
CASE_PARENT = (0, 0, 0, 2, 2, 1, 1, 3)
WORTH = (8, 16, 16, 12, 9, 8, 8, 12, 9, 6, 5, 4, 10, 6)
CASE_WORTH = (8,) * CASE_KINDS
"""By kind, in eighths, how much of what a context saves it saves beside the others;
found by trying, on messages held out."""

Weights = Sequence[tuple[int, int]]
"""What follows a context, in order, each with its weight."""

CONTEXT_HALVES, ENTRY_HALVES, LONG_HALVES = 5, 3, 2
"""Half bytes in the file: of a context, of each entry, of a length from LONG up."""


@dataclass(frozen=True)
class Kin:
    """The key of the context that says nearly the same, and what the kind is worth."""

    parent: int
    worth: int


def kin(traces: Iterable[Trace], known: Mapping[int, object]) -> dict[int, Kin]:
    """The kin of each known key; as first met, where keys clash."""
    found: dict[int, Kin] = {}
    for trace in traces:
        for row, of_case in trace.rows():
            parents, worths = (CASE_PARENT, CASE_WORTH) if of_case else (PARENT, WORTH)
            for kind, key in enumerate(row):
                if kind and key in known and key not in found:
                    parent = row[parents[kind]] if parents[kind] else 0
                    found[key] = Kin(parent, worths[kind])
    return found


def halves(entries: Weights) -> int:
    """How many half bytes a context has in the file."""
    size = CONTEXT_HALVES + ENTRY_HALVES * min(len(entries), MAX_LENGTH)
    return size + (LONG_HALVES if len(entries) >= LONG else 0)


def choose(
    contexts: Mapping[int, Weights], kin_of: Mapping[int, Kin], room: int
) -> dict[int, Weights]:
    """The contexts worth most for their size that `room` half bytes hold."""
    worth = []
    for key in sorted(contexts):
        entries, its = contexts[key], kin_of[key]
        size = halves(entries)
        saved = _saved(entries, contexts.get(its.parent, ())) * its.worth
        worth.append((-(saved << 8) // size, key, size))
    chosen = {}
    for _, key, size in sorted(worth):
        room -= size
        if room < 0:
            break
        chosen[key] = _heaviest(contexts[key])
    return chosen


def _saved(entries: Weights, parent: Weights) -> int:
    """Bits saved, in 256ths; a parent that knows nothing makes much of the context."""
    whole = 2 * sum(weight for _, weight in entries) + len(entries)
    above = dict(parent)
    parent_whole = 2 * sum(above.values()) + len(above) + 2
    saved = 0
    for number, weight in entries:
        here = log2(20 * weight) - log2(10 * whole)
        there = log2(20 * above.get(number, 0) + 4) - log2(10 * parent_whole)
        saved += weight * (here - there)
    return saved


def _heaviest(entries: Weights) -> Weights:
    if len(entries) <= MAX_LENGTH:
        return entries
    heaviest = sorted(entries, key=lambda each: (-each[1], each[0]))[:MAX_LENGTH]
    return sorted(heaviest)
