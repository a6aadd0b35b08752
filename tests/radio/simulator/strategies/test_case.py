"""What strategies are given, and how they are judged."""

from __future__ import annotations

import pytest

from radio.simulator.comparison import STRATEGIES
from radio.simulator.strategies.case import Case, Meter, judged, planned_case


def test_the_same_seed_makes_the_same_posts_and_another_others():
    assert planned_case(5, 0.2, 20, 7) == planned_case(5, 0.2, 20, 7)
    assert planned_case(5, 0.2, 20, 7).posts != planned_case(5, 0.2, 20, 8).posts


def test_the_posts_are_the_same_at_every_loss():
    assert planned_case(5, 0.0, 20, 7).posts == planned_case(5, 0.3, 20, 7).posts


def test_posts_come_at_the_pace_asked_for_or_at_once():
    one_by_one = planned_case(5, 0.0, 400, 7, mean_gap_s=10.0).posts
    at_once = planned_case(5, 0.0, 400, 7, mean_gap_s=None).posts

    assert one_by_one[-1].at_s == pytest.approx(4000.0, rel=0.2)
    assert {each.at_s for each in at_once} == {0.0}


def test_each_post_has_words_of_its_own_as_long_as_planned():
    case = planned_case(5, 0.0, 200, 7)

    assert len(set(case.texts)) == 200
    assert [len(text) for text in case.texts] == [
        each.text_bytes for each in case.posts
    ]


@pytest.mark.parametrize("loss", [-0.1, 1.0, float("nan")])
def test_a_loss_that_nobody_could_overcome_is_refused(case_of, post, loss):
    with pytest.raises(ValueError, match="loss"):
        case_of(post(), loss=loss)


@pytest.mark.parametrize(("hubs", "hop_limit"), [(1, 0), (5, 8), (5, -1)])
def test_what_radios_cannot_do_is_refused(case_of, post, hubs, hop_limit):
    with pytest.raises(ValueError, match="h"):
        case_of(post(), hubs=hubs, hop_limit=hop_limit)


def test_a_case_without_posts_is_refused():
    with pytest.raises(ValueError, match="0 posts"):
        Case(5, 0.0, 7, ())


def test_what_the_writer_shows_is_not_delivered_and_a_second_copy_is_doubled(
    case_of, post
):
    case = case_of(post(hub=0), post(hub=1), hubs=3)
    first, second = case.texts

    outcome = judged("any", case, [[first], [second, first, first], []], Meter())

    assert outcome.delivered_share == 1 / 4
    assert outcome.doubled == 1
    assert not outcome.converged


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_same_seed_makes_the_same_figures(name):
    case = planned_case(4, 0.2, 5, 7)

    assert STRATEGIES[name](case) == STRATEGIES[name](case)


@pytest.mark.parametrize("name", STRATEGIES)
def test_every_strategy_tells_the_same_figures(name):
    case = planned_case(3, 0.1, 3, 7)

    outcome = STRATEGIES[name](case)
    summary = outcome.summary(case)

    assert summary["strategy"] == name
    assert 0.0 <= outcome.delivered_share <= 1.0
    assert summary["airtime_per_post_s"] == pytest.approx(
        outcome.airtime_s / 3, abs=0.001
    )
    assert outcome.packets > 0
