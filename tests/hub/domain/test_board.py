"""Folding records to a board."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from hub.domain.board import State, fold
from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Change,
    Closed,
    Kind,
    Outcome,
    Posted,
    PostId,
    Unreadable,
    Urgency,
)
from hub.domain.record import HubId, Record, Sequence
from tests.strategies import posted

small_ids = st.builds(PostId, st.integers(1, 3), st.integers(1, 6))
changes: st.SearchStrategy[Change] = st.one_of(
    posted,
    st.builds(Closed, small_ids, st.sampled_from(Outcome)),
    st.just(Unreadable()),
)
histories = st.dictionaries(
    st.tuples(st.integers(1, 3), st.integers(1, 8)), changes, max_size=20
).map(
    lambda each: [
        Record(HubId(origin), Sequence(number), change, b"")
        for (origin, number), change in each.items()
    ]
)

BREAD = Posted(Kind.NEED, CATEGORIES["food"], Urgency.TODAY, "Bread")


def _record(origin: int, sequence: int, change: Change) -> Record:
    return Record(HubId(origin), Sequence(sequence), change, b"")


@given(histories, st.integers())
def test_the_order_of_records_makes_no_difference(
    records: list[Record], seed: int
) -> None:
    shuffled = records.copy()
    random.Random(seed).shuffle(shuffled)

    assert fold(shuffled).posts() == fold(records).posts()


def test_a_post_is_open_until_its_hub_closes_it() -> None:
    post = _record(1, 1, BREAD)
    met = _record(1, 2, Closed(PostId(1, 1), Outcome.MET))

    assert fold([post]).posts()[0].state is State.OPEN
    assert fold([post, met]).posts()[0].state is State.MET


def test_another_hub_cannot_close_a_post() -> None:
    post = _record(1, 1, BREAD)
    meddling = _record(2, 1, Closed(PostId(1, 1), Outcome.WITHDRAWN))

    assert fold([meddling, post]).posts()[0].state is State.OPEN


def test_the_first_ending_stands() -> None:
    records = [
        _record(1, 3, Closed(PostId(1, 1), Outcome.WITHDRAWN)),
        _record(1, 1, BREAD),
        _record(1, 2, Closed(PostId(1, 1), Outcome.MET)),
    ]

    assert fold(records).posts()[0].state is State.MET


def test_an_ending_of_a_post_that_never_was_shows_nothing() -> None:
    assert fold([_record(1, 2, Closed(PostId(1, 1), Outcome.MET))]).posts() == []


@given(small_ids)
def test_a_post_id_reads_back(post_id: PostId) -> None:
    assert PostId.parse(str(post_id)) == post_id


@given(st.text(max_size=30))
def test_any_text_is_a_post_id_as_written_or_none(text: str) -> None:
    parsed = PostId.parse(text)

    assert parsed is None or str(parsed) == text
