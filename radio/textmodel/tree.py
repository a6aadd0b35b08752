"""A tree of decisions over the symbols of one script; leaves in order are numbers.

A decision is whether the symbol's number is at least `split`. The splits are listed in
preorder: what is left of a split follows it, what is right comes after all of that.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence


class Tree:
    """The symbols of one script, the likely ones few decisions deep."""

    def __init__(self, symbols: Sequence[int], splits: Sequence[int]) -> None:
        self.symbols = tuple(symbols)
        self.splits = tuple(splits)
        self.number_of = {symbol: number for number, symbol in enumerate(symbols)}


def grow(weights: dict[int, int]) -> Tree:
    """The tree after Huffman (1952) for the symbols' weights."""
    heap: list[tuple[int, int, object]] = [
        (weight, symbol, symbol) for symbol, weight in sorted(weights.items())
    ]
    heapq.heapify(heap)
    fresh = -1
    while len(heap) > 1:
        light, heavy = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (light[0] + heavy[0], fresh, (heavy[2], light[2])))
        fresh -= 1
    symbols: list[int] = []
    splits: list[int] = []
    _list(heap[0][2], symbols, splits)
    return Tree(symbols, splits)


def _list(branch: object, symbols: list[int], splits: list[int]) -> None:
    """Add the leaves and splits of a branch."""
    if not isinstance(branch, tuple):
        assert isinstance(branch, int)
        symbols.append(branch)
        return
    at = len(splits)
    splits.append(0)
    _list(branch[0], symbols, splits)
    splits[at] = len(symbols)
    _list(branch[1], symbols, splits)
