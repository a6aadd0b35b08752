"""Runs of sequences say the same as sets of them, in fewer numbers."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.gone import (
    Fate,
    Gone,
    Runs,
    by_origin,
    holds,
    joined,
    runs_of,
    without,
)
from hub.domain.ids import RecordId

sequences = st.sets(st.integers(1, 40))


def _all(runs: Runs) -> set[int]:
    return {each for run in runs for each in run}


@given(sequences)
def test_runs_hold_what_they_were_made_of_and_lie_apart(some: set[int]) -> None:
    runs = runs_of(some)

    assert _all(runs) == some
    assert {each for each in range(42) if holds(runs, each)} == some
    assert all(a.stop < b.start for a, b in pairwise(runs))


@given(sequences, sequences)
def test_runs_are_joined_and_taken_away_as_sets_are(
    some: set[int], others: set[int]
) -> None:
    ours, theirs = runs_of(some), runs_of(others)

    assert joined(ours, theirs) == runs_of(some | others)
    assert without(ours, theirs) == runs_of(some - others)


def test_a_year_of_records_is_one_run() -> None:
    assert runs_of(range(1, 20_001)) == (range(1, 20_001),)


@given(sequences, sequences, sequences)
def test_what_was_let_go_is_not_skipped_and_what_is_held_is_neither(
    dropped: set[int], skipped: set[int], held: set[int]
) -> None:
    fate = Fate().skip(runs_of(skipped)).drop(runs_of(dropped))

    assert _all(fate.dropped) == dropped
    assert _all(fate.skipped) == skipped - dropped
    assert fate == Fate().drop(runs_of(dropped)).skip(runs_of(skipped))
    assert _all(fate.hold(runs_of(held)).runs) == (dropped | skipped) - held


@given(st.sets(st.builds(RecordId, st.integers(1, 3), st.integers(1, 9))))
def test_what_is_gone_is_known_by_name(names: set[RecordId]) -> None:
    runs = by_origin(names)
    gone = Gone({origin: Fate(dropped=each) for origin, each in runs.items()})

    assert all(each in gone and gone.was_dropped(each) for each in names)
    assert RecordId(4, 1) not in gone
    assert {RecordId(o, n) for o, run in gone.runs() for n in run} == names
