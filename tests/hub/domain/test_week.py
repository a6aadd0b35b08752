"""The week in counts: each post on its own day, once, and nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import GROUPS
from hub.domain.changes import Closed, Kind, Outcome, Thanked
from hub.domain.expiry import DAY_S, HOUR_S
from hub.domain.ids import RecordId
from hub.domain.passing import GRACE_S
from hub.domain.week import DAYS, WEEK_S, thanks_of, week_of
from tests.hub.domain.neighbourhood import (
    BREAD,
    POST,
    RIDES,
    Neighbourhood,
    at_age,
    at_ages,
)

CLOSING = RecordId(POST.origin, 2)
FOOD = (Kind.NEED, "food")


def _met(outcome: Outcome = Outcome.MET) -> Neighbourhood:
    return Neighbourhood().say(POST.origin, Closed(POST, outcome))


def _days(counts: Iterable[int]) -> list[int]:
    return [day for day, count in enumerate(counts) if count]


@given(st.floats(0, 10 * DAY_S))
def test_a_post_counts_on_one_day_of_the_week_or_on_none(age_s: float) -> None:
    week = week_of([Neighbourhood().post()], at_age(age_s / HOUR_S))

    assert len(week.days) == DAYS
    expected = [DAYS - 1 - int(age_s // DAY_S)] if age_s < WEEK_S else []
    assert _days(day.posted.get(FOOD, 0) for day in week.days) == expected
    assert week.posted(Kind.NEED) == len(expected)


def test_a_met_post_counts_on_the_day_when_it_came_and_on_that_when_it_was_met() -> (
    None
):
    ages = at_ages({POST: 5.5 * 24, CLOSING: 2.5 * 24})

    week = week_of([_met().post()], ages)

    assert _days(day.posted.get(FOOD, 0) for day in week.days) == [1]
    assert _days(day.met.get(FOOD, 0) for day in week.days) == [4]
    assert (week.met, week.met_of(Kind.NEED), week.met_of(Kind.OFFER)) == (1, 1, 0)


def test_what_was_posted_long_ago_and_met_today_is_met_this_week() -> None:
    week = week_of([_met().post()], at_ages({POST: 20 * 24, CLOSING: 1}))

    assert (week.posted(Kind.NEED), week.met) == (0, 1)


@pytest.mark.parametrize("outcome", [Outcome.WITHDRAWN, Outcome.DONE_BY_OTHERS])
def test_what_ended_in_another_way_was_not_met(outcome: Outcome) -> None:
    week = week_of([_met(outcome).post()], at_age(1))

    assert (week.posted(Kind.NEED), week.met) == (1, 0)


def test_kinds_and_groups_are_counted_apart() -> None:
    posts = [Neighbourhood(each).post() for each in (BREAD, BREAD, RIDES)]

    week = week_of(posts, at_age(1))

    by_group = {each.name: week.posted(Kind.NEED, each.name) for each in GROUPS}
    assert {name: count for name, count in by_group.items() if count} == {"food": 2}
    assert week.posted(Kind.OFFER) == week.posted(Kind.OFFER, "rides") == 1
    assert week.met_of(Kind.NEED, "food") == 0


def test_records_are_held_for_longer_than_the_week_that_is_folded_from_them() -> None:
    assert GRACE_S > WEEK_S


def test_the_latest_words_of_thanks_come_first() -> None:
    said = _met().say(POST.origin, Thanked(POST, "Bless you"), Thanked(POST, "Again"))

    assert thanks_of([said.post()], at_age(24)) == ["Again", "Bless you"]


def test_thanks_are_shown_for_a_week_after_a_post_ended() -> None:
    said = _met().say(POST.origin, Thanked(POST, "Bless you")).post()

    assert thanks_of([said], at_ages({POST: 400, CLOSING: 167})) == ["Bless you"]
    assert thanks_of([said], at_ages({POST: 400, CLOSING: 169})) == []


def test_thanks_are_shown_for_a_week_after_a_post_expired() -> None:
    said = Neighbourhood().say(POST.origin, Thanked(POST, "Bless you")).post()

    assert thanks_of([said], at_age(24 + 167)) == ["Bless you"]
    assert thanks_of([said], at_age(24 + 169)) == []


def test_the_thanks_of_a_post_that_was_taken_down_are_not_shown() -> None:
    said = _met(Outcome.WITHDRAWN).say(POST.origin, Thanked(POST, "Rude words"))

    assert thanks_of([said.post()], at_age(1)) == []
