"""Which frames lead to a digest of ours, and which spare us one."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from radio.agreement import GREET_EVERY_S, LATELY_S, REPAIR_S, Agreement
from radio.digests import Digests
from radio.frame import DigestFrame, RecordsFrame, RequestFrame, ShortDigestFrame
from radio.outbox import Outbox
from radio.pace import Pace, SyncTimes
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName
from radio.repair import Wants
from radio.shared import Shared

US, THEM = 1, 2
PACKET_S = 2.0
SOON_S = 10 * PACKET_S


class Hub:
    """One hub's view, without a radio: all that it says is in doubt."""

    def __init__(self) -> None:
        self.shared = Shared.of(US, Pace(SyncTimes(), random.Random(1)))
        self.shared.pace.follow(PACKET_S)
        self.outbox = Outbox(self.shared)
        self.wants = Wants()
        self.digests = Digests(US, self.shared.holdings)
        self.view = Agreement(self.shared, self.outbox, self.wants, self.digests)

    def holds(self, *names: RecordName, now: float = 0.0) -> None:
        for name in names:
            self.view.changes(now)
            self.shared.holdings.add(_aged(name), now)
            self.view.changed(now)

    def hears(self, frame: RecordsFrame, now: float) -> bool:
        """Whether it wants to say a digest then, and soon."""
        self.view.records_heard(frame, now)
        return self.wants_to_speak(now)

    def wants_to_speak(self, now: float) -> bool:
        return now <= self.view.wakes_at <= now + SOON_S


def _aged(name: RecordName) -> AgedRecord:
    return AgedRecord(Record(*name, b"x"), 0.0)


def _frame(*held: RecordName, records: list[RecordName]) -> RecordsFrame:
    """As who holds those sends it."""
    there = Shared.of(THEM, Pace(SyncTimes(), random.Random(1)))
    for name in held:
        there.holdings.add(_aged(name), 0.0)
    aged = tuple(_aged(name) for name in records)
    return RecordsFrame(THEM, aged, there.holdings.check())


@pytest.fixture
def hub() -> Hub:
    made = Hub()
    made.holds((2, 1), (3, 1))
    return made


@pytest.fixture
def other() -> RecordsFrame:
    """Of a hub that holds something that ours does not."""
    return _frame((2, 1), (2, 2), (3, 1), (4, 1), records=[(2, 2)])


def test_who_holds_the_same_is_told_nothing_and_known_to_hold_it(hub: Hub) -> None:
    hub.shared.peers.heard(THEM, 1, 0, 50.0)

    same = _frame((2, 1), (2, 2), (3, 1), records=[(2, 2)])

    hub.view.records_heard(same, 50.0)
    assert hub.shared.peers.holds(THEM, (3, 1))
    assert hub.view.wakes_at > 50.0 + SOON_S


def test_who_holds_something_else_is_told_what_we_hold(
    hub: Hub, other: RecordsFrame
) -> None:
    assert hub.hears(other, 50.0)

    at = hub.view.wakes_at
    assert not hub.view.poll(at - 0.01)
    assert hub.view.poll(at)
    assert not hub.view.afar
    assert hub.view.wakes_at == math.inf


def test_what_we_have_written_and_not_sent_is_no_difference(hub: Hub) -> None:
    hub.holds((US, 1))
    hub.outbox.add_fresh((US, 1), 60.0, Priority.USUAL)

    same = _frame((2, 1), (2, 2), (3, 1), records=[(2, 2)])

    assert not hub.hears(same, 50.0)


def test_a_frame_that_waited_in_its_radio_is_no_difference(hub: Hub) -> None:
    hub.holds((3, 2), now=50.0)
    before = _frame((2, 1), (3, 1), records=[(2, 1)])

    assert not hub.hears(before, 50.0 + LATELY_S - 1)
    assert hub.hears(before, 50.0 + LATELY_S + 1)


@pytest.mark.parametrize("repair", ["wanted", "answered"])
def test_while_a_difference_is_being_repaired_there_is_no_other(
    hub: Hub, other: RecordsFrame, repair: str
) -> None:
    if repair == "wanted":
        hub.wants.add([(4, 1)], 50.0, wait_s=1.0)
    else:
        hub.outbox.answers.add([(3, 1)], 51.0)

    assert not hub.hears(other, 50.0)


def test_after_a_digest_or_a_request_repair_is_on_its_way(
    hub: Hub, other: RecordsFrame
) -> None:
    hub.view.digest_heard(DigestFrame(THEM, ()), 50.0, differs=True)
    assert not hub.hears(other, 50.0 + REPAIR_S - 1)

    hub.view.request_heard(60.0)
    assert not hub.hears(other, 60.0 + REPAIR_S - 1)

    assert hub.hears(other, 60.0 + REPAIR_S)


def test_anothers_digest_settles_the_doubt(hub: Hub, other: RecordsFrame) -> None:
    hub.hears(other, 50.0)

    hub.view.digest_heard(DigestFrame(THEM, ()), 51.0, differs=True)

    assert not hub.wants_to_speak(51.0)


@pytest.mark.parametrize("answered", [True, False])
def test_a_digest_in_doubt_is_said_again_unless_something_comes_of_it(
    hub: Hub, other: RecordsFrame, answered: bool
) -> None:
    hub.hears(other, 50.0)
    hub.view.sent(DigestFrame(US, ()), 51.0)

    if answered:
        hub.view.request_heard(53.0)

    assert hub.wants_to_speak(53.0) != answered


def test_asking_for_what_is_missing_settles_it_too(
    hub: Hub, other: RecordsFrame
) -> None:
    hub.hears(other, 50.0)

    hub.view.sent(RequestFrame(US, ()), 51.0)

    assert not hub.wants_to_speak(51.0)


def test_what_was_missing_settles_it_when_it_comes(
    hub: Hub, other: RecordsFrame
) -> None:
    hub.hears(other, 50.0)

    hub.holds((2, 2), now=50.1)
    assert hub.wants_to_speak(50.1)

    hub.holds((4, 1), now=50.2)
    assert not hub.wants_to_speak(50.2)


def test_two_that_will_never_agree_tell_each_other_less_and_less(
    hub: Hub, other: RecordsFrame
) -> None:
    told_at = []
    for second in range(6 * 3600):
        now = float(second)
        if second % 60 == 0:
            # The record in it is not stored here: the disk is full.
            hub.view.records_heard(replace(other, check=second), now)
        if hub.view.wakes_at <= now and hub.view.poll(now):
            told_at.append(now)
            hub.view.sent(DigestFrame(US, ()), now)

    assert len(told_at) <= 14
    assert told_at[-1] - told_at[-2] >= 3600


def test_the_quiet_rhythm_reaches_afar_only_when_all_has_been_quiet() -> None:
    hub = Hub()
    hub.view.start(0.0)

    afar = [
        hub.view.afar
        for second in range(4 * 3600)
        if hub.view.wakes_at <= second and hub.view.poll(float(second))
    ]

    assert afar == sorted(afar)
    assert (afar[0], afar[-1]) == (False, True)


def test_who_asks_who_is_there_is_answered_soon_and_seldom() -> None:
    hub, there = Hub(), Hub()
    for each in (hub, there):
        each.holds((2, 1), (3, 1))
    digests = Digests(THEM, there.shared.holdings)
    digests.say()
    asking = digests.next_frame(231)
    assert isinstance(asking, ShortDigestFrame)
    hub.view.start(0.0)
    now = _at_rest(hub)

    answered = [
        _answers(hub, asking, at) for at in (now, now + 150, now + GREET_EVERY_S)
    ]

    assert answered == [True, False, True]


def _at_rest(hub: Hub) -> float:
    """A time at which it hardly says anything any more."""
    now = 0.0
    while now < 4 * 3600:
        now = hub.view.wakes_at
        hub.view.poll(now)
    return now


def _answers(hub: Hub, asking: ShortDigestFrame, now: float) -> bool:
    while hub.view.wakes_at < now:
        hub.view.poll(hub.view.wakes_at)
    read = hub.digests.read(asking)
    hub.view.digest_heard(read, now, differs=False)
    soon = now + SyncTimes().digest_greets * PACKET_S
    while hub.view.wakes_at <= soon:
        if hub.view.poll(hub.view.wakes_at):
            return True
    return False


def test_without_a_radio_nothing_is_said() -> None:
    hub = Hub()
    hub.view.start(0.0)

    hub.view.stop()

    assert hub.view.wakes_at == math.inf
