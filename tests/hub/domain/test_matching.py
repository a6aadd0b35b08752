"""What matches what: the same both ways, the nearest first, in one order for all."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.expiry import HOUR_S, State
from hub.domain.ids import PostId
from hub.domain.matching import fit_counts, fits, fitting
from hub.domain.post import Post
from hub.domain.reach import LOCAL
from tests.hub.domain.neighbourhood import ELM, OAK


@dataclass(frozen=True)
class Card:
    """A post on a board."""

    post: Post
    state: State = State.OPEN
    age_s: float = 0.0


def _card(posted: Posted, state: State, age_s: float, post_id: PostId) -> Card:
    post = Post(post_id, posted, None, False, posted.quantity, post_id)
    return Card(post, state, age_s)


few = [CATEGORIES[name] for name in ("food", "water", "meals", "other", "money")]
cards = st.builds(
    _card,
    st.builds(
        Posted,
        st.sampled_from(Kind),
        st.sampled_from(few),
        st.sampled_from(Urgency),
        st.just("Words"),
        st.none() | st.integers(1, 2),
    ),
    st.sampled_from([State.OPEN, State.CLAIMED, State.MET]),
    st.sampled_from([0.0, HOUR_S]),
    st.builds(PostId, st.sampled_from([LOCAL, ELM, OAK]), st.integers(1, 99)),
)
boards = st.lists(cards, min_size=2, max_size=12, unique_by=lambda each: each.post.id)


def _need(category: str, number: int = 1, origin: int = ELM, **more: object) -> Card:
    posted = Posted(Kind.NEED, CATEGORIES[category], Urgency.TODAY, "Words")
    posted = replace(posted, **more)  # type: ignore[arg-type]
    return _card(posted, State.OPEN, 0.0, PostId(origin, number))


def _offer(category: str, number: int = 2, origin: int = ELM, **more: object) -> Card:
    return _need(category, number, origin, kind=Kind.OFFER, **more)


@given(boards)
def test_what_fits_one_is_fitted_by_it(board: list[Card]) -> None:
    pairs = {
        (one.post.id, other.post.id)
        for one in board
        for other in fitting(one, board, ELM)
    }

    assert pairs == {(other, one) for one, other in pairs}


@given(boards)
def test_only_what_lives_and_is_of_the_other_kind_fits(board: list[Card]) -> None:
    for one in board:
        for other in fitting(one, board, ELM):
            assert not one.state.over
            assert not other.state.over
            assert other.post.posted.kind is not one.post.posted.kind


@given(boards)
def test_the_counts_are_those_of_the_lists(board: list[Card]) -> None:
    live = [each for each in board if not each.state.over]

    assert fit_counts(board) == {
        each.post.id: len(fitting(each, board, ELM)) for each in live
    }


@given(boards, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_that_of_the_board(
    board: list[Card], chance: object
) -> None:
    shuffled = list(board)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    for one in board:
        assert fitting(one, board, ELM) == fitting(one, shuffled, ELM)


@pytest.mark.parametrize(
    ("need", "offers"),
    [
        ("water", ["water", "food", "meals"]),
        ("food", ["food", "meals", "water"]),
        ("rides", ["rides", "errands"]),
        ("money", ["money"]),
    ],
)
def test_the_same_comes_first_then_what_is_near_in_kind(
    need: str, offers: list[str]
) -> None:
    names = ["meals", "internet", "other", "errands", "money", "rides", "food", "water"]
    board = [_offer(name, CATEGORIES[name].code + 2) for name in names]

    found = fitting(_need(need), board, ELM)

    told = [each.post.posted.category.name for each in found]
    assert sorted(told) == sorted(offers)
    assert told[0] == offers[0]


def test_what_is_for_anything_of_a_group_comes_before_another_part_of_it() -> None:
    board = [_offer("meals", 2), _offer("food", 3), _offer("water", 4)]

    found = fitting(_need("water"), board, ELM)

    told = [each.post.posted.category.name for each in found]
    assert told == ["water", "food", "meals"]


@pytest.mark.parametrize("name", ["money", "internet", "safety"])
def test_in_the_group_of_all_that_is_left_nothing_fits_but_its_own_kind(
    name: str,
) -> None:
    assert fits(_need(name), _offer(name))
    assert not fits(_need(name), _offer("other"))
    assert not fits(_need(name), _offer("technology"))


def test_the_same_place_comes_first_then_the_same_hub_then_others() -> None:
    there = _offer("rides", 2, OAK, place=5)
    far = _offer("rides", 3, OAK, urgency=Urgency.NOW)
    local = _offer("rides", 4, LOCAL, urgency=Urgency.WHENEVER)
    same = _offer("rides", 5, place=5, urgency=Urgency.WHENEVER)
    same_local = _offer("rides", 6, LOCAL, place=5, urgency=Urgency.WHENEVER)

    found = fitting(_need("rides", place=5), [there, far, local, same, same_local], ELM)

    assert found == [same_local, same, local, far, there]


def test_two_posts_that_name_no_place_are_not_in_the_same_one() -> None:
    named = replace(_offer("rides", 2, place=5), age_s=HOUR_S)
    unnamed = _offer("rides", 3)

    assert fitting(_need("rides"), [unnamed, named], ELM) == [named, unnamed]


def test_what_nobody_holds_comes_first_then_what_presses_then_what_waits_longest() -> (
    None
):
    held = replace(_offer("rides", 2, urgency=Urgency.NOW), state=State.CLAIMED)
    partly = replace(_offer("rides", 3), state=State.PARTLY_MET)
    now = _offer("rides", 4, urgency=Urgency.NOW)
    older = replace(_offer("rides", 5), age_s=HOUR_S)

    found = fitting(_need("rides"), [held, partly, now, older], ELM)

    assert found == [now, older, partly, held]
