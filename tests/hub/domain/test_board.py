"""Folding records to a board."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.alerts import alert_is_on
from hub.domain.board import Board, fold
from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Noted,
    Outcome,
    PartlyMet,
    PlaceNamed,
    Released,
    Renewed,
    Thanked,
    Unreadable,
)
from hub.domain.expiry import State, moment_of
from hub.domain.ids import OWN, AlertId, ClaimId, PostId, RecordId
from hub.domain.post import Post
from hub.domain.reach import LOCAL, Reach, reach_of
from hub.domain.record import HubId, Record, Sequence
from tests.hub.domain.neighbourhood import (
    ANAS,
    ASH,
    BREAD,
    ELM,
    OAK,
    POST,
    at_age,
    record,
)
from tests.strategies import changes_of

hubs = st.integers(1, 3)
numbers = st.integers(1, 8)
small_ids = st.builds(PostId, hubs, numbers)
changes: st.SearchStrategy[Change] = st.one_of(
    st.just(BREAD),
    changes_of(st.integers(0, 3), numbers),
    st.just(Unreadable()),
)


def _records(written: dict[tuple[int, int], Change]) -> list[Record]:
    return [
        Record(HubId(origin), Sequence(number), change, b"")
        for (origin, number), change in written.items()
    ]


anything = st.dictionaries(st.tuples(hubs, numbers), changes, max_size=20)
# All of it about one post, so that changes meet: of what is drawn above most is said
# of posts that never were.
CLAIMS = [ClaimId(hub, number) for hub in (1, 2, 3) for number in (2, 3)]
SAID: list[Change] = [
    *(Corrected(POST, text=text) for text in ("Cake", "Rice", "Soup")),
    *(Corrected(POST, quantity=quantity) for quantity in (2, 4)),
    *(PartlyMet(POST, left) for left in (0, 1, 3)),
    *(Closed(POST, outcome) for outcome in Outcome),
    *(Thanked(POST, text) for text in ("Thanks", "Thank you")),
    *(Claimed(POST, hours) for hours in (1, 12)),
    *(about(claim) for about in (ClaimHeard, Released, Arranged) for claim in CLAIMS),
    *(Noted(POST, "Six?", claim, False) for claim in CLAIMS),
    Noted(POST, "Ring twice"),
    Renewed(POST),
]
about_one_post = st.dictionaries(
    st.tuples(st.sampled_from([1, 1, 2, 3]), st.integers(2, 9)),
    st.sampled_from(SAID),
    min_size=5,
    max_size=20,
).map(lambda each: {(1, 1): BREAD, **each})
histories = (anything | about_one_post).map(_records)


def _seen(board: Board) -> tuple[object, ...]:
    return board.posts(), board.alerts(), [board.places(hub) for hub in range(4)]


@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_records_makes_no_difference(
    records: list[Record], chance: random.Random
) -> None:
    shuffled = records.copy()
    chance.shuffle(shuffled)

    assert fold(shuffled) == fold(records)
    assert _seen(fold(shuffled)) == _seen(fold(records))


@given(histories, st.randoms(use_true_random=False))
def test_records_that_come_again_make_no_difference(
    records: list[Record], chance: random.Random
) -> None:
    again = chance.sample(records, len(records) // 2)

    assert _seen(fold([*records, *again])) == _seen(fold(records))


@given(histories, st.integers(0, 20))
def test_who_looked_before_all_had_come_sees_the_same_in_the_end(
    records: list[Record], count: int
) -> None:
    board = fold(records[count:])
    _seen(board)

    for each in records[:count]:
        board.add(each)
        _seen(board)

    assert _seen(board) == _seen(fold(records))


@given(histories, st.floats(0, 1e9), st.booleans())
def test_every_history_has_a_state_at_any_age(
    records: list[Record], age_h: float, trusted: bool
) -> None:
    for post in fold(records).posts():
        moment = moment_of(post, at_age(age_h, trusted))

        standing = {moment.holder, *moment.backups, *moment.ran_out} - {None}
        assert standing == set(post.claims)


def _own(post: Post) -> Post:
    """The post without what other hubs have a say in."""
    written = tuple(each for each in post.notes if each.from_writer)
    return replace(post, claims=(), notes=written)


@given(histories)
def test_no_other_hubs_record_changes_what_a_post_says_or_how_it_ended(
    records: list[Record],
) -> None:
    board = fold(records)

    for hub in (1, 2, 3):
        alone = fold(each for each in records if each.origin == hub)
        for post in alone.posts():
            now = board.post(post.id)
            assert now is not None
            assert _own(now) == _own(post)


@given(histories)
def test_no_third_hub_takes_a_claim_away(records: list[Record]) -> None:
    board = fold(records)

    for post in board.posts():
        for claim in post.claims:
            two = (claim.id.origin, post.id.origin)
            between = fold(each for each in records if each.origin in two)
            shared = between.post(post.id)
            assert shared is not None
            assert claim in shared.claims


@given(histories)
def test_a_claim_stands_until_its_hub_or_the_posts_hands_it_back(
    records: list[Record],
) -> None:
    board = fold(records)
    released = {
        (each.origin, each.change.claim.read_in(each.origin))
        for each in records
        if isinstance(each.change, Released)
    }

    for each in records:
        if not isinstance(each.change, Claimed):
            continue
        post = board.post(each.change.post.read_in(each.origin))
        claim = ClaimId(each.origin, each.sequence)
        if (
            post is not None
            and not {
                (claim.origin, claim),
                (post.id.origin, claim),
            }
            & released
        ):
            assert claim in {standing.id for standing in post.claims}


def test_another_hub_cannot_close_a_post() -> None:
    meddling = record(OAK, 1, Closed(POST, Outcome.WITHDRAWN))

    post = fold([meddling, record(ELM, 1, BREAD)]).post(POST)

    assert post is not None
    assert post.outcome is None


def test_a_change_to_a_post_that_never_was_shows_nothing() -> None:
    board = fold(
        [
            record(ELM, 2, Closed(POST, Outcome.MET)),
            record(OAK, 1, Claimed(POST, 12)),
            record(OAK, 2, Released(ClaimId(ASH, 9))),
        ]
    )

    assert board.posts() == []
    assert board.post(POST) is None


def test_adding_tells_which_posts_a_record_changes() -> None:
    board = Board()

    assert board.add(record(OAK, 2, Released(ANAS))) == []  # a claim yet unknown
    assert board.add(record(OAK, 1, Claimed(POST, 12))) == [POST]
    assert board.add(record(ELM, 1, BREAD)) == [POST]
    assert board.add(record(ELM, 2, Released(ANAS))) == [POST]
    assert board.add(record(ELM, 3, Closed(PostId(OWN, 1), Outcome.MET))) == [POST]
    assert board.add(record(OAK, 3, Corrected(POST, text="Cake"))) == []
    assert board.add(record(OAK, 4, Unreadable())) == []


def test_an_id_without_an_origin_is_the_writers_own() -> None:
    board = fold(
        [record(hub, 1, BREAD) for hub in (ELM, OAK)]
        + [record(OAK, 2, Closed(PostId(OWN, 1), Outcome.MET))]
    )

    assert [post.outcome for post in board.posts()] == [None, Outcome.MET]


def test_a_record_from_elsewhere_cannot_reach_a_post_for_this_hub_alone() -> None:
    here = PostId(LOCAL, 1)
    board = fold(
        [
            record(LOCAL, 1, BREAD),
            record(ELM, 2, Closed(here, Outcome.MET)),
            record(ELM, 3, Claimed(here, 9)),
        ]
    )

    post = board.post(here)
    assert post is not None
    assert post.outcome is None
    assert post.claims == ()
    assert reach_of(here) is Reach.THIS_HUB
    assert reach_of(POST) is Reach.ALL_HUBS


def test_a_post_for_this_hub_alone_lives_as_any_other() -> None:
    here = PostId(LOCAL, 1)
    board = fold(
        [
            record(LOCAL, 1, BREAD),
            record(LOCAL, 2, Claimed(here, 9, "Ana")),
            record(LOCAL, 3, Closed(here, Outcome.MET)),
        ]
    )

    post = board.post(here)
    assert post is not None
    assert [claim.handle for claim in post.claims] == ["Ana"]
    assert moment_of(post, at_age(0)).state is State.MET


def test_a_post_shows_the_latest_name_of_its_place() -> None:
    board = fold(
        [
            record(ELM, 1, replace(BREAD, place=4)),
            record(ELM, 3, PlaceNamed(4, "North stairs")),
            record(ELM, 2, PlaceNamed(4, "Stairs")),
            record(OAK, 9, PlaceNamed(4, "Elsewhere")),
        ]
    )

    assert board.posts()[0].place_name == "North stairs"
    assert board.places(ELM) == {4: "North stairs"}


def test_a_place_without_a_name_is_off_the_list() -> None:
    named, unnamed = PlaceNamed(4, "Stairs"), PlaceNamed(4, "")

    assert fold([record(ELM, 2, unnamed), record(ELM, 1, named)]).places(ELM) == {}


@pytest.mark.parametrize(("by", "is_on"), [(ELM, False), (OAK, True)])
def test_an_alert_is_called_off_by_its_own_hub_alone(by: int, is_on: bool) -> None:
    ending = record(by, 2, AlertEnded(AlertId(ELM, 1)))
    board = fold([ending, record(ELM, 1, Alerted("Gas", 6))])

    assert [alert_is_on(each, at_age(0)) for each in board.alerts()] == [is_on]


def test_an_alert_is_over_after_its_hours_if_the_clock_is_trusted() -> None:
    alert = fold([record(ELM, 1, Alerted("Gas", 6))]).alerts()[0]

    assert alert_is_on(alert, at_age(6))
    assert not alert_is_on(alert, at_age(7))
    assert alert_is_on(alert, at_age(7, trusted=False))


@given(small_ids)
def test_a_post_id_reads_back(post_id: PostId) -> None:
    assert PostId.parse(str(post_id)) == post_id


@given(small_ids, hubs)
def test_an_id_means_the_same_to_whom_it_is_written(post_id: PostId, hub: int) -> None:
    assert post_id.written_by(hub).read_in(hub) == post_id


def test_a_claim_and_a_post_of_one_name_are_not_the_same() -> None:
    assert len({PostId(1, 1), ClaimId(1, 1), RecordId(1, 1)}) == 3


@given(st.text(max_size=30))
def test_any_text_is_a_post_id_as_written_or_none(text: str) -> None:
    parsed = PostId.parse(text)

    assert parsed is None or str(parsed) == text
