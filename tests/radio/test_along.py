"""What goes along or is sent twice: only what is likely to save airtime."""

from __future__ import annotations

import random

import pytest

from radio.along import MAX_TIMES, Along
from radio.events import BearerUp
from radio.frame import RecordsFrame
from radio.pace import Pace, SyncTimes
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName
from radio.shared import Shared
from tests.radio.world import AIRTIMES_S, MAX_FRAME_BYTES, PACKET_S, World

US, THEM = 1, 2
BEARER = BearerUp(MAX_FRAME_BYTES, PACKET_S, airtimes_s=AIRTIMES_S)


class Hub:
    """A hub among three others whose frames get lost as often as is said."""

    def __init__(self, loss: float) -> None:
        self.shared = Shared.of(US, Pace(SyncTimes(), random.Random(1)))
        self.shared.pace.follow(PACKET_S)
        self.along = Along(self.shared)
        rng = random.Random(1)
        for hub in (2, 3, 4):
            for counter in range(100):
                if rng.random() >= loss:
                    self.shared.peers.heard(hub, counter, 0, 0.0)

    def holds(
        self, name: RecordName, size: int = 30, priority: Priority = Priority.USUAL
    ) -> AgedRecord:
        aged = AgedRecord(Record(*name, b"x" * size), 0.0, priority)
        self.shared.holdings.add(aged, 0.0)
        return aged

    def sends(self, *records: AgedRecord, now: float = 0.0) -> RecordsFrame:
        self.shared.recent.sent([each.record.name for each in records], now)
        return RecordsFrame(US, records)

    def with_records(self, frame: RecordsFrame, now: float) -> list[RecordName]:
        added = self.along.with_records(frame, BEARER, now).records
        return [each.record.name for each in added[len(frame.records) :]]

    def repeats(self, frame: RecordsFrame) -> list[RecordName]:
        return self.along.worth_repeating(frame, BEARER, 0.0)


def test_where_nothing_gets_lost_nothing_goes_along_nor_twice() -> None:
    hub = Hub(loss=0.0)
    before = hub.sends(hub.holds((US, 1)))

    assert hub.repeats(before) == []
    later = RecordsFrame(US, (hub.holds((US, 2)),))
    assert hub.with_records(later, now=10.0) == []


def test_where_a_third_gets_lost_a_new_record_is_sent_twice_not_thrice() -> None:
    hub = Hub(loss=0.3)
    aged = hub.holds((US, 1))

    assert hub.repeats(hub.sends(aged)) == [(US, 1)]
    assert hub.repeats(hub.sends(aged)) == []


def test_only_its_own_records_does_a_hub_repeat() -> None:
    hub = Hub(loss=0.3)

    assert hub.repeats(hub.sends(hub.holds((THEM, 1)))) == []


def test_an_alert_is_repeated_where_an_offer_is_not() -> None:
    hub = Hub(loss=0.1)
    offer = hub.holds((US, 1), size=100)
    alert = hub.holds((US, 2), 100, Priority.URGENT)

    assert hub.repeats(hub.sends(offer)) == []
    assert hub.repeats(hub.sends(alert)) == [(US, 2)]


@pytest.mark.parametrize("loss", [0.3, 0.5])
def test_what_others_may_lack_goes_along_with_the_next_frame(loss: float) -> None:
    hub = Hub(loss)
    hub.sends(hub.holds((THEM, 1)))

    later = RecordsFrame(US, (hub.holds((US, 1)),))

    assert hub.with_records(later, now=10.0) == [(THEM, 1)]


def test_what_goes_already_or_just_went_does_not_go_along() -> None:
    hub = Hub(loss=0.5)
    in_frame, just_sent = hub.holds((THEM, 1)), hub.holds((THEM, 2))
    hub.sends(in_frame)
    hub.sends(just_sent, now=9.9)

    later = RecordsFrame(US, (in_frame,))

    assert hub.with_records(later, now=10.0) == []


def test_unasked_nothing_goes_along_more_often_than_thrice() -> None:
    hub = Hub(loss=0.5)
    aged = hub.holds((THEM, 1))
    for _ in range(MAX_TIMES):
        hub.sends(aged)

    later = RecordsFrame(US, (hub.holds((US, 1)),))

    assert hub.with_records(later, now=10.0) == []


def test_what_all_others_hold_does_not_go_along() -> None:
    hub = Hub(loss=0.5)
    hub.sends(hub.holds((THEM, 1)))
    for other in (2, 3, 4):
        hub.shared.peers.has(other, [(THEM, 1)])

    later = RecordsFrame(US, (hub.holds((US, 1)),))

    assert hub.with_records(later, now=10.0) == []


def test_what_goes_along_fits_into_the_packet() -> None:
    hub = Hub(loss=0.5)
    for number in range(1, 20):
        hub.sends(hub.holds((THEM, number), size=60))

    later = RecordsFrame(US, (hub.holds((US, 1), size=150),))

    assert len(hub.with_records(later, now=10.0)) <= 1


def _times_sent(loss: float, seed: int) -> int:
    """How often a post's origin sends it before anybody can have asked."""
    world = World(count=4, seed=seed, loss=loss)
    for turn in range(24):
        world.post(1 + turn % 4)
        world.run(120)
    world.run(600)
    world.sent.clear()
    name = world.post(1)
    world.run(8)
    return sum(
        isinstance(frame, RecordsFrame)
        and sender == 1
        and name in [each.record.name for each in frame.records]
        for _, sender, frame in world.sent
    )


def test_among_hubs_a_post_is_sent_once_without_loss_and_twice_with_much() -> None:
    assert {_times_sent(0.0, seed) for seed in range(4)} == {1}
    often = [_times_sent(0.35, seed) for seed in range(8)]
    assert set(often) <= {1, 2}
    assert often.count(2) >= 6
