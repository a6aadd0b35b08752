"""What is known of the other hubs: links, turns, ways, holdings."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.frame import DigestFrame, Followed, Span
from radio.peers import (
    AWAY_S,
    FIRST_LOSS,
    LONGEST_MISS,
    MAX_OVERHEARD,
    MAX_PEERS,
    Peers,
)
from radio.record import RecordName

US = 1
names = st.tuples(st.integers(1, 8), st.integers(1, 1000))


def _near(us: int, others: list[int]) -> Peers:
    peers = Peers(us)
    for hub in others:
        if hub != us:
            peers.heard(hub, 1, None, 0.0)
    return peers


def _holding(*followed: Followed) -> Peers:
    peers = _near(US, [2])
    peers.said(DigestFrame(2, followed))
    return peers


# -- links --------------------------------------------------------------------


def _learned(loss: float, frames: int, seed: int) -> float:
    """What is taken for the loss after so many frames of which some got lost."""
    peers, rng = Peers(US), random.Random(seed)
    for counter in range(frames):
        if rng.random() >= loss:
            peers.heard(2, counter, None, float(counter))
    return peers.loss(float(frames))


@pytest.mark.parametrize("loss", [0.0, 0.1, 0.2, 0.3, 0.5])
def test_the_loss_is_learned_from_the_frames_numbers(loss: float) -> None:
    learned = [_learned(loss, frames=300, seed=seed) for seed in range(40)]

    assert sum(learned) / len(learned) == pytest.approx(loss, abs=0.04)
    # The last frames weigh most: one hub's guess varies, but not wildly.
    assert all(abs(each - loss) < 0.3 for each in learned)


def test_ten_frames_are_enough_to_tell_a_good_link_from_a_bad_one() -> None:
    good = max(_learned(0.0, frames=10, seed=seed) for seed in range(20))
    bad = [_learned(0.5, frames=20, seed=seed) for seed in range(20)]

    assert good < FIRST_LOSS
    assert sum(each > 0.15 for each in bad) >= 18


@pytest.mark.parametrize("jump", [LONGEST_MISS + 1, 63, 2**24 - 2])
def test_the_jump_of_a_restart_is_no_loss(jump: int) -> None:
    peers = Peers(US)
    peers.heard(2, 10, None, 0.0)
    before = peers.loss(0.0)

    peers.heard(2, 11 + jump, None, 1.0)

    assert peers.loss(1.0) < before


def test_a_number_that_goes_back_is_no_loss() -> None:
    peers = Peers(US)
    peers.heard(2, 10, None, 0.0)
    before = peers.loss(0.0)

    peers.heard(2, 7, None, 1.0)

    assert peers.loss(1.0) < before


@given(st.lists(st.integers(0, 2**24 - 1), min_size=1, max_size=60))
def test_whatever_the_numbers_a_loss_is_a_part_of_one(counters: list[int]) -> None:
    peers = Peers(US)
    for counter in counters:
        peers.heard(2, counter, None, 0.0)

    assert 0 <= peers.loss(0.0) < 1
    assert 0 <= peers.lacked((3, 1), 1, 0.0) <= 1


def test_the_more_often_it_was_sent_the_less_likely_somebody_lacks_it() -> None:
    peers = _near(US, [2, 3, 4])

    chances = [peers.lacked((1, 1), times, 0.0) for times in range(1, 5)]

    assert chances == sorted(chances, reverse=True)
    assert 0 < chances[-1] < chances[0] < 0.1


def test_who_holds_a_record_does_not_lack_it() -> None:
    peers = _near(US, [2])

    peers.has(2, [(3, 1)])

    assert peers.lacked((3, 1), 1, 0.0) == 0.0


# -- turns --------------------------------------------------------------------


@given(names, st.sets(st.integers(1, 8), min_size=2), st.data())
def test_all_hubs_agree_on_whose_turn_it_is(
    name: RecordName, hubs: set[int], data: st.DataObject
) -> None:
    asker = data.draw(st.sampled_from(sorted(hubs)))
    near = {hub: _near(hub, sorted(hubs)) for hub in hubs}
    answering = sorted(hubs - {asker})

    turns = {hub: near[hub].turn(name, asker, 0.0) for hub in answering}

    assert sorted(turns.values()) == list(range(len(answering)))
    assert turns.get(name[0], 0) == 0


@given(names, st.sets(st.integers(1, 8), min_size=1))
def test_all_hubs_agree_on_who_tells_first(name: RecordName, hubs: set[int]) -> None:
    places = {hub: _near(hub, sorted(hubs)).place(name, 0.0) for hub in hubs}

    assert sorted(places.values()) == list(range(len(hubs)))
    assert places.get(name[0], len(hubs) - 1) == len(hubs) - 1


def test_the_lot_falls_on_each_hub_as_often() -> None:
    hubs = [2, 3, 4, 5]
    first = [
        next(hub for hub in hubs if _near(hub, hubs).turn((9, n), 1, 0.0) == 0)
        for n in range(1, 401)
    ]

    assert all(70 <= first.count(hub) <= 130 for hub in hubs)


def test_who_was_not_heard_for_long_is_not_waited_for() -> None:
    peers = _near(US, [2, 3])
    peers.heard(3, 2, None, AWAY_S)

    assert peers.near(AWAY_S + 1) == [3]
    assert peers.turn((2, 1), 3, AWAY_S + 1) == 0


# -- ways ---------------------------------------------------------------------


def test_what_all_hear_directly_is_to_be_repeated_by_nobody() -> None:
    peers = Peers(US)
    for hub in (2, 3, 4):
        peers.heard(hub, 1, 0, 0.0)

    assert peers.hops(0.0) == 0


def test_one_far_hub_makes_the_way_longer_for_as_long_as_it_is_near() -> None:
    peers = Peers(US)
    peers.heard(2, 1, 0, 0.0)
    peers.heard(3, 1, 2, 0.0)
    assert peers.hops(0.0) == 2

    peers.heard(2, 2, 0, AWAY_S)
    assert peers.hops(AWAY_S + 1) == 0


def test_the_shortest_way_of_late_is_the_way() -> None:
    peers = Peers(US)
    for counter, hops in enumerate([3, 1, 2]):
        peers.heard(2, counter, hops, 0.0)
    assert peers.hops(0.0) == 1

    for counter in range(3, 20):
        peers.heard(2, counter, 2, 0.0)
    assert peers.hops(0.0) == 2


def test_a_poor_way_is_one_longer() -> None:
    peers = Peers(US)
    for counter in range(0, 60, 6):
        peers.heard(2, counter, 0, 0.0)

    assert peers.hops(0.0) == 1


@pytest.mark.parametrize("heard", [[], [None], [0, None]])
def test_where_a_way_is_not_known_none_is_said(heard: list[int | None]) -> None:
    peers = Peers(US)
    for hub, hops in enumerate(heard, start=2):
        peers.heard(hub, 1, hops, 0.0)

    assert peers.hops(0.0) is None


# -- what they hold -----------------------------------------------------------


def test_a_hub_holds_what_it_says_but_for_its_gaps() -> None:
    peers = _holding(Followed(3, 10, (Span(3, 4, 2),)))

    held = [number for number in range(1, 13) if peers.holds(2, (3, number))]

    assert held == [1, 2, 3, 6, 7, 8, 9, 10]


def test_a_part_of_a_digest_takes_nothing_back_of_the_other_part() -> None:
    peers = _holding(Followed(3, 10), Followed(5, 10))

    peers.said(DigestFrame(2, (Followed(7, 2),), after=5))

    assert peers.holds(2, (3, 10))
    assert peers.holds(2, (7, 2))


def test_a_hub_that_agrees_holds_what_we_hold_but_for_what_is_not_sent() -> None:
    peers = _near(US, [2])

    peers.agrees(2, [Followed(1, 4), Followed(3, 9)], unsent=[(1, 4)])

    assert peers.holds(2, (3, 9))
    assert not peers.holds(2, (1, 4))


def test_nothing_is_remembered_of_hubs_that_were_never_heard() -> None:
    peers = Peers(US)

    peers.said(DigestFrame(2, (Followed(3, 10),)))
    peers.agrees(2, [Followed(3, 10)], [])
    peers.has(2, [(3, 1)])

    assert 2 not in peers
    assert not peers.holds(2, (3, 1))


def test_hubs_and_what_they_sent_stay_within_bounds() -> None:
    peers = Peers(US)
    for hub in range(2, 3 * MAX_PEERS):
        peers.heard(hub, 1, 0, 0.0)
    last = 3 * MAX_PEERS - 1
    peers.has(last, [(9, number) for number in range(1, 3 * MAX_OVERHEARD)])

    assert len(peers.status()) == MAX_PEERS
    held = sum(peers.holds(last, (9, number)) for number in range(3 * MAX_OVERHEARD))
    assert held == MAX_OVERHEARD
