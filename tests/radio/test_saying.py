"""Texts and frames take turns, within one airtime."""

from __future__ import annotations

import math
import random

import pytest

from radio.budget import OWN_SHARE
from radio.events import BearerUp, ChannelUse, MayTransmit, RecordAdded, Transmit
from radio.record import AgedRecord, Record
from radio.saying import Saying
from radio.sync import SyncEngine
from radio.texts import TextToSend
from tests.radio.seals import seal_of
from tests.radio.test_link import LoopbackBearer

HOUR_S = 3600.0
TEXT_S = 1.5


class SlowBearer(LoopbackBearer):
    """With the airtimes of LONG_FAST."""

    def text_airtime_s(self, _text: TextToSend) -> float | None:
        return TEXT_S


class Hub:
    """What a link does in its turns, on a clock of the test's own."""

    def __init__(self) -> None:
        self.now = 0.0
        self.engine = SyncEngine(seal_of(1), [], 0.0, random.Random(1))
        self.saying = Saying(self.engine)
        self.bearer = SlowBearer()
        self.frames: list[float] = []
        self.texts: list[float] = []
        self.wake_at = math.inf
        self.tell(BearerUp(231, 2.3, airtimes_s=(2.3,) * 232))
        self.saying.up(0.0)

    def tell(self, event: object) -> None:
        for action in self.engine.handle(event, self.now):  # type: ignore[arg-type]
            if isinstance(action, Transmit):
                self.frames.append(self.now)
            self.wake_at = getattr(action, "at", self.wake_at)

    def post(self, count: int) -> None:
        for sequence in range(1, count + 1):
            record = Record(1, sequence, bytes(200))
            self.tell(RecordAdded(AgedRecord(record, 0.0)))

    def run_to(self, until: float) -> None:
        while self.now < until:
            if self.saying.is_due(self.now, frame_is_due=self.wake_at <= self.now):
                self.saying.say(self.bearer, self.now)
                self.texts.append(self.now)
                self.now += 2.0
            elif self.wake_at <= self.now:
                self.saying.frame_had_its_turn()
                self.tell(MayTransmit())
                self.now += 3.0
            else:
                next_at = min(self.wake_at, self.saying.wakes_at(self.now))
                self.now = min(max(next_at, self.now + 0.01), until)

    def chat(self, until: float) -> None:
        """Somebody asks and asks."""
        number = 0
        while self.now < until:
            number += 1
            self.saying.add(TextToSend(f"answer {number}", number % 9), self.now)
            self.run_to(self.now + 5.0)


def test_a_flood_of_texts_starves_no_frames() -> None:
    quiet, asked = Hub(), Hub()
    quiet.post(20)
    asked.post(20)

    quiet.run_to(HOUR_S / 2)
    asked.chat(HOUR_S / 2)

    assert len(asked.texts) > 10
    assert len(asked.frames) >= len(quiet.frames) / 2
    assert len(asked.frames) >= 20


def test_a_flood_of_frames_starves_no_texts() -> None:
    hub = Hub()
    hub.post(200)
    for number in range(8):
        hub.saying.add(TextToSend(f"answer {number}", number), hub.now)

    hub.run_to(60.0)

    assert len(hub.texts) == 8
    assert len(hub.frames) >= 7


def test_texts_and_frames_share_one_airtime() -> None:
    hub = Hub()
    hub.post(200)

    hub.chat(2 * HOUR_S)

    spoken_s = 2.3 * len(hub.frames) + TEXT_S * len(hub.texts)
    assert spoken_s <= 2 * OWN_SHARE * HOUR_S * 1.01


def test_an_urgent_text_goes_when_others_may_not() -> None:
    hub = Hub()
    hub.tell(ChannelUse(0.9, 0.0))
    hub.saying.add(TextToSend("hello", 7), hub.now)
    hub.run_to(10.0)
    assert hub.texts == []

    hub.saying.add(TextToSend("flood", urgent=True), hub.now)
    hub.run_to(20.0)

    assert [each.text for each in hub.bearer.said] == ["flood"]


@pytest.mark.parametrize("urgent", [True, False])
def test_without_a_radio_there_is_no_time_for_a_text(urgent: bool) -> None:
    engine = SyncEngine(seal_of(1), [], 0.0, random.Random(1))

    assert engine.text_opens_at(urgent, 0.0) == math.inf
