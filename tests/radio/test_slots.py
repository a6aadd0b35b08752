"""Hubs that have much to send at the same moment take turns."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from radio.airtime import PRESETS, airtime_s
from radio.frame import RecordsFrame
from radio.pace import Pace, SyncTimes
from radio.peers import Peers
from radio.slots import MOST, Slots
from radio.stream import BULK
from tests.radio.world import World

PACKET_S = 2.0
SLOT_S = SyncTimes().slot * PACKET_S
MUCH = 2 * BULK


def _slots(origin: int, hubs: int = 5) -> Slots:
    peers = Peers(origin)
    for hub in set(range(1, hubs + 1)) - {origin}:
        peers.heard(hub, 1, 0, 0.0)
    pace = Pace(SyncTimes(), random.Random(1))
    pace.follow(PACKET_S)
    return Slots(origin, peers, pace)


def test_a_few_records_wait_for_nobody() -> None:
    assert _slots(5).opens_at(BULK - 1, 100.0) <= 100.0


def test_hubs_with_much_to_send_have_slots_that_do_not_overlap() -> None:
    begin = sorted(_slots(origin).opens_at(MUCH, 100.0) for origin in range(1, 6))

    assert begin == [100.0 + nth * SLOT_S for nth in range(5)]


def test_in_a_crowd_nobody_waits_longer_than_a_round() -> None:
    waits = [_slots(origin, 40).opens_at(MUCH, 100.0) for origin in range(1, 41)]

    assert max(waits) == 100.0 + (MOST - 1) * SLOT_S


def test_what_is_written_meanwhile_does_not_put_the_slot_off() -> None:
    slots = _slots(5)
    first = slots.opens_at(BULK, 100.0)

    assert slots.opens_at(MUCH, 101.0) == first


def test_the_rest_waits_for_the_next_round_where_others_send_much_too() -> None:
    slots = _slots(1)
    slots.opens_at(MUCH, 100.0)
    slots.heard(BULK, 99.0)

    slots.sent(101.0)

    assert slots.opens_at(2, 101.0) == 101.0 + 5 * SLOT_S


def test_a_hub_that_alone_sends_much_goes_on() -> None:
    slots = _slots(1)
    slots.opens_at(MUCH, 100.0)

    slots.sent(101.0)

    assert slots.opens_at(2, 101.0) <= 101.0


def test_when_all_is_sent_the_next_record_waits_for_nobody() -> None:
    slots = _slots(5)
    slots.opens_at(MUCH, 100.0)

    assert slots.opens_at(0, 120.0) == -math.inf
    assert slots.opens_at(1, 121.0) == -math.inf


def test_full_frames_of_all_hubs_at_once_do_not_collide() -> None:
    world = World(5, seed=4)
    for origin in range(1, 6):
        world.post(origin)
    world.run(3600)
    before = len(world.sent)

    for origin in range(1, 6):
        for _ in range(10):
            world.post(origin, b"a need of usual length")
    world.run(120)

    sent = [
        (at, at + airtime_s(len(octets) + 24, PRESETS["LONG_FAST"]))
        for (at, _, frame), octets in zip(
            world.sent[before:], world.payloads[before:], strict=True
        )
        if isinstance(frame, RecordsFrame) and len(frame.records) >= BULK
    ]
    assert len(set(world.boards())) == 1
    assert len(sent) == 5
    assert all(end <= begin for (_, end), (begin, _) in pairwise(sent))
