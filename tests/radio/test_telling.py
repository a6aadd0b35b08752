"""When a recent record may be lacked unknowingly, somebody says what it holds."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from radio.pace import DEPUTIES, Pace, SyncTimes
from radio.peers import AWAY_S
from radio.shared import Shared
from radio.telling import Telling

NAME = (1, 1)


def _shared(us: int, others: int, every: int = 1) -> Shared:
    """A hub that heard each `every`th frame of the others."""
    shared = Shared.of(us, Pace(SyncTimes(), random.Random(1)))
    shared.pace.follow(2.0)
    for hub in range(1, 2 + others):
        for counter in range(0, 12 * every, every):
            if hub != us:
                shared.peers.heard(hub, counter, 0, 0.0)
    return shared


def _due_at(shared: Shared, now: float = 0.0) -> float:
    telling = Telling(shared)
    telling.look(now)
    return telling.due_at


def test_there_is_nobody_to_tell_it_to() -> None:
    alone = _shared(us=1, others=0)
    left = _shared(us=1, others=2, every=2)
    for shared in (alone, left):
        shared.recent.sent([NAME], AWAY_S + 1)

    assert _due_at(alone, AWAY_S + 1) == _due_at(left, AWAY_S + 1) == math.inf


def test_nothing_was_sent_so_nothing_is_lacked() -> None:
    assert _due_at(_shared(us=1, others=3, every=2)) == math.inf


def test_where_nothing_gets_lost_one_more_frame_is_word_enough() -> None:
    shared = _shared(us=1, others=3)
    shared.recent.sent([NAME], 0.0)

    shared.recent.told(1.0)

    assert _due_at(shared, 1.0) == math.inf


@pytest.mark.parametrize("every", [2, 3])
def test_the_more_often_it_was_told_the_longer_it_waits(every: int) -> None:
    shared = _shared(us=1, others=3, every=every)
    shared.recent.sent([NAME], 0.0)

    waits = []
    for _ in range(12):
        waits.append(_due_at(shared))
        shared.recent.told(0.0)

    assert waits == sorted(waits)
    assert waits[0] < waits[-1]


def test_the_more_gets_lost_the_sooner_it_tells() -> None:
    waits = []
    for every in (1, 2, 3):
        shared = _shared(us=1, others=3, every=every)
        shared.recent.sent([NAME], 0.0)
        shared.recent.told(0.0)
        waits.append(_due_at(shared))

    assert waits == sorted(waits, reverse=True)
    assert waits[0] > waits[-1]


def test_hubs_tell_in_turn_the_origin_second_and_all_but_two_much_later() -> None:
    waits = {}
    for us in range(1, 6):
        shared = _shared(us, others=4, every=2)
        shared.recent.sent([NAME], 0.0)
        waits[us] = _due_at(shared)

    in_turn = sorted(waits.values())
    assert len(set(in_turn)) == 5
    assert waits[NAME[0]] == in_turn[1]
    longest = max(later - earlier for earlier, later in pairwise(in_turn))
    assert in_turn[DEPUTIES] - in_turn[DEPUTIES - 1] == longest
    assert longest > SyncTimes().tell_last * 2.0


def test_where_the_origin_is_away_nobody_waits_for_it() -> None:
    waits = []
    for us in range(2, 6):
        shared = _shared(us, others=4, every=2)
        shared.recent.sent([NAME], AWAY_S)
        for hub in set(range(2, 6)) - {us}:
            shared.peers.heard(hub, 100, 0, AWAY_S)
        waits.append(_due_at(shared, AWAY_S + 1))

    first, second, *_ = sorted(waits)
    assert second - first < SyncTimes().tell_last * 2.0


def test_what_was_on_the_air_long_ago_is_no_news() -> None:
    shared = _shared(us=1, others=3, every=2)
    shared.recent.sent([NAME], 0.0)

    assert _due_at(shared, 601.0) == math.inf
