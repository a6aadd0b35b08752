"""RFC 6206's timer."""

from __future__ import annotations

import random

import pytest

from radio.trickle import Trickle, TrickleTimes

TIMES = TrickleTimes(shortest_s=8.0, longest_s=64.0, redundancy=2, redundancy_at_rest=3)


def _fired(trickle: Trickle, until: float) -> list[float]:
    """When it speaks, up to that time."""
    fired = []
    while (now := trickle.wakes_at) <= until:
        if trickle.poll(now):
            fired.append(now)
    return fired


def _started() -> Trickle:
    trickle = Trickle(TIMES, random.Random(1))
    trickle.start(0.0)
    return trickle


def test_it_speaks_once_an_interval_in_its_second_half() -> None:
    fired = _fired(_started(), until=8 + 16 + 32 + 64)

    bounds = [(4, 8), (16, 24), (40, 56), (88, 120)]
    assert len(fired) == len(bounds)
    assert all(low <= at <= high for at, (low, high) in zip(fired, bounds, strict=True))


def test_in_agreement_it_speaks_once_in_the_longest_interval() -> None:
    trickle = _started()
    _fired(trickle, until=10_000)

    assert len(_fired(trickle, until=10_000 + 10 * TIMES.longest_s)) in (9, 10, 11)


def test_it_keeps_silent_when_enough_others_said_the_same() -> None:
    trickle = _started()
    trickle.consistent()
    trickle.consistent()

    assert _fired(trickle, until=8.0) == []


@pytest.mark.parametrize(("others", "speaks"), [(2, True), (3, False)])
def test_at_rest_more_may_speak(others: int, speaks: bool) -> None:
    trickle = _started()
    _fired(trickle, until=8 + 16 + 32)
    assert trickle.at_rest

    for _ in range(others):
        trickle.consistent()

    assert bool(_fired(trickle, until=8 + 16 + 32 + 64 - 1)) is speaks


def test_news_brings_the_short_interval_back() -> None:
    trickle = _started()
    _fired(trickle, until=500)

    trickle.inconsistent(500.0)

    assert 504 <= _fired(trickle, until=508)[0] <= 508


def test_a_flood_of_news_does_not_put_it_off() -> None:
    trickle = _started()

    for tenth in range(80):
        trickle.inconsistent(tenth / 10)

    assert len(_fired(trickle, until=8.0)) == 1


@pytest.mark.parametrize(("others", "speaks"), [(0, True), (2, True), (3, False)])
def test_asked_who_is_there_as_many_may_speak_as_at_rest(
    others: int, speaks: bool
) -> None:
    trickle = _started()
    _fired(trickle, until=10_000)
    trickle.greet(10_000, 16.0)
    for _ in range(others):
        trickle.consistent()

    assert bool(_fired(trickle, until=10_016)) == speaks


def test_after_a_greeting_it_becomes_rarer_as_ever() -> None:
    trickle = _started()
    _fired(trickle, until=10_000)
    trickle.greet(10_000, 16.0)

    fired = _fired(trickle, until=10_016 + 32)

    assert [10_008 <= fired[0] <= 10_016, 10_032 <= fired[1] <= 10_048] == [True, True]


def test_stopped_it_does_not_greet() -> None:
    trickle = _started()
    trickle.stop()

    trickle.greet(0.0, 16.0)

    assert _fired(trickle, until=100.0) == []


def test_stopped_it_is_silent() -> None:
    trickle = _started()

    trickle.stop()
    trickle.inconsistent(1.0)

    assert _fired(trickle, until=1e6) == []
