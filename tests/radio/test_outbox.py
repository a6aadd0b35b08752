"""What waits: the most pressing leads, and what is superseded is dropped."""

from __future__ import annotations

import random

from radio.fragment import split
from radio.frame import FragmentFrame, RecordsFrame
from radio.outbox import URGENT_S, Outbox
from radio.pace import Pace, SyncTimes
from radio.padding import UNSIGNED
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName
from radio.shared import Shared

US, THEM = 1, 2


class Waiting:
    """An outbox with what a test puts into it."""

    def __init__(self) -> None:
        shared = Shared.of(US, Pace(SyncTimes(), random.Random(1)))
        self.holdings = shared.holdings
        self.outbox = Outbox(shared)

    def hold(
        self, origin: int, priority: Priority = Priority.USUAL, size: int = 30
    ) -> RecordName:
        sequence = self.holdings.highest(origin) + 1
        record = Record(origin, sequence, bytes([sequence]) * size)
        self.holdings.add(AgedRecord(record, 0.0, priority), 0.0)
        return record.name

    def write(self, priority: Priority, size: int = 30) -> RecordName:
        name = self.hold(US, priority, size)
        self.outbox.add_fresh(name, 0.5, priority)
        return name

    def send(
        self, first: Priority, *allowed: Priority, now: float = 1.0
    ) -> RecordsFrame | FragmentFrame | None:
        may = (first, *allowed)
        frame = self.outbox.next_frame(first, may, now, now + 2, 231, UNSIGNED)
        if isinstance(frame, RecordsFrame):
            self.outbox.sent(frame, now)
        return frame


def _names(frame: object) -> list[RecordName]:
    assert isinstance(frame, RecordsFrame)
    return [each.record.name for each in frame.records]


def test_an_alert_leads_the_frame_and_the_rest_fills_it() -> None:
    waiting = Waiting()
    offer = waiting.write(Priority.USUAL)
    need = waiting.write(Priority.PRESSING)
    alert = waiting.write(Priority.URGENT)

    frame = waiting.send(Priority.URGENT, Priority.USUAL, Priority.PRESSING)

    assert _names(frame) == [alert, need, offer]
    assert waiting.outbox.dues(1.0) == {}


def test_what_may_not_go_now_does_not_go_along() -> None:
    waiting = Waiting()
    waiting.write(Priority.USUAL)
    alert = waiting.write(Priority.URGENT)

    assert _names(waiting.send(Priority.URGENT)) == [alert]
    assert waiting.outbox.dues(1.0) == {Priority.USUAL: 0.5}


def test_what_is_asked_for_is_repair_but_a_young_alert_stays_urgent() -> None:
    waiting = Waiting()
    names = [waiting.hold(THEM, Priority.URGENT), waiting.hold(THEM, Priority.PRESSING)]

    waiting.outbox.answers.add(names, 1.0)

    both = {Priority.URGENT: 1, Priority.REPAIR: 1}
    assert waiting.outbox.waiting(1.0) == both
    assert waiting.outbox.waiting(URGENT_S + 1) == {Priority.REPAIR: 2}


def test_each_priority_is_due_when_its_first_is() -> None:
    waiting = Waiting()
    waiting.write(Priority.USUAL)
    waiting.outbox.answers.add([waiting.hold(THEM), waiting.hold(THEM)], 7.0)

    dues = waiting.outbox.dues(0.0)

    assert dues == {Priority.USUAL: 0.5, Priority.REPAIR: 7.0}


def test_an_alert_passes_the_pieces_of_a_long_record() -> None:
    waiting = Waiting()
    waiting.write(Priority.USUAL, size=600)
    assert isinstance(waiting.send(Priority.USUAL), FragmentFrame)
    alert = waiting.write(Priority.URGENT)

    assert _names(waiting.send(Priority.URGENT)) == [alert]
    assert isinstance(waiting.send(Priority.USUAL), FragmentFrame)


def test_a_piece_that_another_hub_has_sent_is_dropped() -> None:
    waiting = Waiting()
    name = waiting.write(Priority.USUAL, size=600)
    first = waiting.send(Priority.USUAL)
    pieces = split(THEM, waiting.holdings.get(name, 1.0), 231)

    waiting.outbox.heard(pieces[1])

    left = [waiting.send(Priority.USUAL) for _ in pieces[2:]]
    frames = [each for each in (first, *left) if isinstance(each, FragmentFrame)]
    assert [each.index for each in frames] == [0, 2, 3]
    assert len(waiting.outbox) == 0
