"""Trees of decisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.textmodel.tree import Tree, grow


def depths(tree: Tree) -> dict[int, int]:
    """How many decisions each symbol takes; walks as packing does."""
    found = {}
    for number, symbol in enumerate(tree.symbols):
        first, after, at, depth = 0, len(tree.symbols), 0, 0
        while after - first > 1:
            split = tree.splits[at]
            depth += 1
            if number >= split:
                first, at = split, at + split - first
            else:
                after, at = split, at + 1
        assert first == number
        found[symbol] = depth
    return found


@given(st.dictionaries(st.integers(0, 999), st.integers(1, 999), min_size=2))
def test_each_symbol_is_found_and_likely_ones_sooner(weights: dict[int, int]) -> None:
    deep = depths(grow(weights))

    assert deep.keys() == weights.keys()
    ordered = sorted(weights, key=lambda symbol: (-weights[symbol], deep[symbol]))
    assert [deep[symbol] for symbol in ordered] == sorted(deep.values())


def test_a_tree_is_the_same_however_its_weights_are_listed() -> None:
    weights = {5: 3, 1: 3, 9: 1, 4: 3}
    one, other = grow(weights), grow(dict(reversed(weights.items())))

    assert (one.symbols, one.splits) == (other.symbols, other.splits)
