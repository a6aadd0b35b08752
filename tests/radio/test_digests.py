"""Digests: short where they can be read, in full where they can't."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import frame_bytes
from radio.digest_codec import Roster, lengthen, roster_hash, shorten
from radio.digests import MAX_PARTS, MAX_ROSTERS, Digests
from radio.frame import DigestFrame, Followed, Frame, ShortDigestFrame, Span
from radio.holdings import Holdings
from radio.record import AgedRecord, Record
from radio.wire import MalformedFrame
from tests.radio.world import World
from tests.strategies import digests

ROOM = 231
RNG = random.Random(9)
ORIGINS = sorted(RNG.sample(range(1, 2**32), 400))


def _holdings(upto: dict[int, int]) -> Holdings:
    holdings = Holdings()
    for origin, last in upto.items():
        for sequence in range(1, last + 1):
            holdings.add(AgedRecord(Record(origin, sequence, b"x"), 0.0), 0.0)
    return holdings


def _some(count: int) -> dict[int, int]:
    """A few hundred records of each of so many origins."""
    return {origin: RNG.randint(100, 500) for origin in ORIGINS[:count]}


def _said(digests: Digests, room: int = ROOM) -> list[Frame]:
    """Every part of one digest."""
    digests.say()
    said: list[Frame] = []
    while frame := digests.next_frame(room):
        said.append(frame)
    return said


def _hub(sender: int, upto: dict[int, int]) -> Digests:
    return Digests(sender, _holdings(upto))


# -- sizes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hubs", "most"), [(1, 23), (5, 29), (20, 48), (50, 90), (150, 215)]
)
def test_in_agreement_a_digest_takes_one_small_frame(hubs: int, most: int) -> None:
    said = _said(_hub(7, _some(hubs)))

    assert [type(each) for each in said] == [ShortDigestFrame]
    assert frame_bytes(said[0]) <= most


@pytest.mark.parametrize(("hubs", "parts"), [(20, 1), (40, 1), (50, 2), (90, 2)])
def test_in_full_a_digest_takes_a_frame_for_some_forty_hubs(
    hubs: int, parts: int
) -> None:
    ours = _hub(ORIGINS[0], _some(hubs))
    ours.read(DigestFrame(7, (), asks=True))

    said = _said(ours)

    assert [type(each) for each in said] == [DigestFrame] * parts
    assert all(frame_bytes(each) <= ROOM for each in said)


def test_two_hundred_hubs_go_into_two_packets_that_say_all_between_them() -> None:
    upto = _some(200)
    ours, theirs = _hub(ORIGINS[0], upto), _hub(ORIGINS[1], upto)

    said = [theirs.read(each) for each in _said(ours)]  # type: ignore[arg-type]

    assert len(said) == 2
    assert all(said)
    listed = [each for digest in said if digest for each in digest.followed]
    assert {each.origin: each.upto for each in listed} == upto


def test_a_digest_in_many_parts_goes_on_where_it_was_left_off() -> None:
    upto = dict.fromkeys(ORIGINS[:300], 1)
    ours = _hub(ORIGINS[0], upto)
    ours.read(DigestFrame(7, (), asks=True))

    first, second = _said(ours), _said(ours)

    assert len(first) == MAX_PARTS
    listed = [
        each.origin
        for frame in (*first, *second)
        if isinstance(frame, DigestFrame)
        for each in frame.followed
    ]
    assert listed == sorted(upto)


# -- bytes ----------------------------------------------------------------------


@given(digests(), st.lists(st.integers(1, 2**32 - 1), max_size=3))
def test_a_short_digest_reads_back_by_its_roster(
    frame: DigestFrame, others: list[int]
) -> None:
    listed = [each.origin for each in frame.followed]
    before = [each for each in others if each <= frame.after]
    after = [] if frame.last else [each for each in others if each > max([0, *listed])]
    roster = tuple(sorted({*before, *listed, *after}))

    read = lengthen(shorten(frame, roster), roster)

    assert read.followed == frame.followed
    assert all(read.covers(each) for each in listed)
    assert not any(read.covers(each) for each in before)


@given(st.binary(max_size=60), st.lists(st.integers(1, 2**32 - 1), max_size=20))
def test_any_places_are_a_digest_or_malformed(
    places: bytes, origins: list[int]
) -> None:
    roster: Roster = tuple(sorted(set(origins)))

    try:
        digest = lengthen(ShortDigestFrame(1, roster_hash(roster), places), roster)
    except MalformedFrame:
        return

    assert {each.origin for each in digest.followed} <= set(roster)


def test_gaps_cost_nothing_where_there_are_none() -> None:
    solid = DigestFrame(1, (Followed(5, 300), Followed(6, 300)))
    holed = DigestFrame(1, (Followed(5, 300), Followed(6, 300, (Span(6, 9, 2),))))

    assert (
        frame_bytes(shorten(holed, (5, 6))) == frame_bytes(shorten(solid, (5, 6))) + 4
    )


# -- who says what to whom --------------------------------------------------------


def test_a_hub_that_cannot_read_a_digest_says_its_own_in_full_and_asks() -> None:
    ours, theirs = _hub(1, {1: 3}), _hub(2, {1: 3, 2: 1})

    assert ours.read(_said(theirs)[0]) is None  # type: ignore[arg-type]

    (answer,) = _said(ours)
    assert isinstance(answer, DigestFrame)
    assert answer.asks


def test_two_hubs_of_other_rosters_read_each_other_after_three_digests() -> None:
    ours, theirs = _hub(1, {1: 3, 7: 2}), _hub(2, {1: 3, 2: 1})

    ours.read(_said(theirs)[0])  # type: ignore[arg-type]
    theirs.read(_said(ours)[0])  # type: ignore[arg-type]
    ours.read(_said(theirs)[0])  # type: ignore[arg-type]

    for here, there in ((ours, theirs), (theirs, ours)):
        (short,) = _said(there)
        assert isinstance(short, ShortDigestFrame)
        assert here.read(short) is not None


def test_hubs_that_have_read_each_other_fall_silent_about_their_rosters() -> None:
    ours, theirs = _hub(1, {1: 3, 7: 2}), _hub(2, {1: 3, 2: 1})
    forms = []
    for _ in range(6):
        for here, there in ((ours, theirs), (theirs, ours)):
            (frame,) = _said(there)
            here.read(frame)  # type: ignore[arg-type]
            forms.append(type(frame))

    assert forms.count(DigestFrame) == 2
    assert not ours.needed
    assert not theirs.needed


def test_what_was_said_in_full_by_another_need_not_be_said_again() -> None:
    ours, alike = _hub(1, {1: 3}), _hub(2, {1: 3})
    stranger = _said(_hub(3, {3: 1}))[0]
    for each in (ours, alike):
        each.read(stranger)  # type: ignore[arg-type]

    ours.read(_said(alike)[0])  # type: ignore[arg-type]

    assert not ours.needed


def test_a_hub_that_missed_a_new_origin_is_told_in_full() -> None:
    holdings = _holdings({1: 3})
    ours, theirs = Digests(1, holdings), _hub(2, {1: 3})
    holdings.add(AgedRecord(Record(9, 1, b"new"), 0.0), 0.0)

    ours.read(_said(theirs)[0])  # type: ignore[arg-type]

    assert isinstance(_said(ours)[0], DigestFrame)


def test_a_hub_that_holds_nothing_but_its_own_says_so_in_full_and_asks() -> None:
    ours, theirs = _hub(1, {1: 1}), _hub(2, {2: 9, 3: 4})

    (said,) = _said(ours)
    theirs.read(said)  # type: ignore[arg-type]
    ours.read(_said(theirs)[0])  # type: ignore[arg-type]

    assert said == DigestFrame(1, (Followed(1, 1),), asks=True)
    assert ours.read(_said(theirs)[0]) is not None  # type: ignore[arg-type]
    assert isinstance(_said(ours)[0], ShortDigestFrame)


def test_a_hub_that_holds_nothing_asks() -> None:
    (said,) = _said(_hub(1, {}))

    assert said == DigestFrame(1, (), asks=True)
    assert frame_bytes(said) <= 20


# -- who is there -----------------------------------------------------------------


def test_a_hub_that_has_just_started_asks_in_short_until_it_has_read_somebody() -> None:
    ours, theirs = _hub(1, {1: 3, 2: 3}), _hub(2, {1: 3, 2: 3})

    (first,) = _said(ours)
    theirs.read(first)  # type: ignore[arg-type]
    asked = theirs.greeted
    ours.read(_said(theirs)[0])  # type: ignore[arg-type]
    (second,) = _said(ours)
    theirs.read(second)  # type: ignore[arg-type]

    assert isinstance(first, ShortDigestFrame)
    assert asked
    assert not theirs.greeted


def test_who_asks_for_all_because_it_follows_others_is_no_greeting() -> None:
    ours = _hub(1, {1: 3, 2: 3})

    ours.read(DigestFrame(3, (Followed(3, 1),), asks=True))

    assert not ours.greeted
    assert ours.needed


def test_a_hub_that_follows_the_same_and_asks_in_full_greets() -> None:
    ours = _hub(1, {1: 3, 2: 3})

    ours.read(DigestFrame(2, (Followed(1, 3), Followed(2, 2)), asks=True))

    assert ours.greeted
    assert not ours.needed


def test_rosters_of_many_strangers_are_forgotten() -> None:
    ours = _hub(1, {1: 1})
    for origin in range(10, 10 + 2 * MAX_ROSTERS):
        ours.read(DigestFrame(origin, (Followed(origin, 1),)))

    short = shorten(DigestFrame(10, (Followed(10, 1),)), (10,))

    assert ours.read(short) is None
    assert len(ours._known) <= MAX_ROSTERS


# -- among others -----------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("loss", [0.0, 0.3, 0.5])
def test_hubs_that_start_with_other_rosters_end_alike(seed: int, loss: float) -> None:
    world = World(count=4, seed=seed, loss=loss)
    for number, station in world.stations.items():
        for origin in world.rng.sample(range(100, 120), 8):
            for sequence in range(1, world.rng.randint(2, 6)):
                aged = AgedRecord(Record(origin, sequence, b"x" * 20), 0.0)
                station.durable[aged.record.name] = aged
        assert number
        world.boot(station)

    world.run(3600)

    assert len(set(world.boards())) == 1


def test_in_agreement_only_short_digests_are_on_the_air() -> None:
    world = World(count=5, seed=3)
    for origin in range(1, 6):
        world.post(origin)
        world.run(60)
    world.run(3600)
    world.sent.clear()

    world.run(4 * 3600)

    assert {type(frame) for _, _, frame in world.sent} == {ShortDigestFrame}


def test_a_hub_that_never_keeps_an_origin_does_not_make_others_speak_in_full() -> None:
    world = World(count=3, seed=11)
    world.post(2)
    world.run(600)
    world.stations[3].full = True
    world.post(1)
    world.run(4 * 3600)
    world.sent.clear()

    world.run(8 * 3600)

    full = [frame for _, _, frame in world.sent if isinstance(frame, DigestFrame)]
    assert len(full) <= 40
    assert len(world.sent) <= 8 * 40
