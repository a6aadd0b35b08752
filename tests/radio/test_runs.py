"""Runs are sets, whatever is put in and taken out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from radio.runs import Runs

numbers = st.integers(0, 40)
ranges = st.builds(range, numbers, numbers)
steps = st.lists(ranges | numbers, max_size=30)


def _after(steps: list[range | int]) -> tuple[Runs, set[int]]:
    """Ranges put in, single numbers taken out: as runs, and as a set."""
    runs, plain = Runs(), set[int]()
    for step in steps:
        if isinstance(step, range):
            runs.add(step)
            plain |= set(step)
        else:
            runs.remove(step)
            plain.discard(step)
    return runs, plain


def _numbers(runs: Runs) -> list[int]:
    return [each for run in runs for each in run]


@given(steps)
def test_runs_hold_what_a_set_would(steps: list[range | int]) -> None:
    runs, plain = _after(steps)

    assert _numbers(runs) == sorted(plain)
    assert all((number in runs) == (number in plain) for number in range(-1, 43))


@given(steps)
def test_runs_are_as_few_as_they_can_be(steps: list[range | int]) -> None:
    runs, _ = _after(steps)

    assert all(before.stop < after.start for before, after in pairwise(runs))
    assert all(runs)
    assert len(runs) == len(list(runs))


@given(steps, ranges)
def test_what_lies_within_bounds_is_what_both_hold(
    steps: list[range | int], bounds: range
) -> None:
    runs, plain = _after(steps)

    common = Runs(runs.within(bounds))

    assert _numbers(common) == sorted(plain & set(bounds))


@given(st.permutations([range(1, 4), range(3, 9), range(20, 22), range(9, 12)]))
def test_the_order_in_which_ranges_come_does_not_matter(given: list[range]) -> None:
    assert list(Runs(given)) == [range(1, 12), range(20, 22)]
