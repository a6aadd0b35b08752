"""Texts over radios, with the sizes and limits that were measured on real ones."""

from __future__ import annotations

import pytest

from radio.airtime import PRESETS
from radio.simulator.air import Air, Transmission
from radio.simulator.scheduler import HeapScheduler
from radio.simulator.strategies.text_radio import Pacer, TextRadio


class Room:
    """Three text radios, all that was transmitted, and all texts that came in."""

    def __init__(self, case) -> None:
        self.clock = HeapScheduler()
        self.sent: list[Transmission] = []
        air = Air(
            self.clock,
            case.chance("air"),
            PRESETS["LONG_FAST"],
            loss=case.loss,
            observer=self.sent.append,
        )
        self.radios = [TextRadio(hub, case, air, self.clock) for hub in range(3)]
        self.heard: list[tuple[int, str, int]] = []
        for hub, radio in enumerate(self.radios):
            radio.on_text = self._hearing(hub)

    def _hearing(self, hub):
        return lambda text, sender: self.heard.append((hub, text, sender))

    @property
    def sizes(self) -> list[int]:
        return [each.on_air_bytes for each in self.sent]


@pytest.fixture
def room(case_of, post):
    return Room(case_of(post(), hubs=3))


def test_a_broadcast_of_eighty_letters_is_102_bytes_for_all(room):
    room.radios[0].send("a" * 80)
    room.clock.run_until(60.0)

    assert room.sizes == [102]
    number = room.radios[0].number
    assert room.heard == [(1, "a" * 80, number), (2, "a" * 80, number)]


def test_a_direct_message_of_150_letters_is_185_bytes_and_its_ack_29(room):
    room.radios[0].send("a" * 150, to=room.radios[2].number, want_ack=True)
    room.clock.run_until(60.0)

    assert room.sizes == [185, 29]
    assert room.heard == [(2, "a" * 150, room.radios[0].number)]


def test_a_second_text_within_two_seconds_is_dropped_without_a_word(room):
    for at_s, text in ((0.0, "first"), (1.9, "too soon"), (2.0, "in time")):
        room.clock.call_at(at_s, lambda text=text: room.radios[0].send(text))
    room.clock.run_until(60.0)

    assert [text for hub, text, _ in room.heard if hub == 1] == ["first", "in time"]


def test_paced_texts_all_go_out_in_their_order(room):
    pacer = Pacer(room.radios[0], room.clock)
    texts = [f"text {number}" for number in range(6)]

    for text in texts:
        pacer.say(text)
    room.clock.run_until(60.0)

    assert [text for hub, text, _ in room.heard if hub == 1] == texts


def test_a_message_that_nobody_acks_is_transmitted_three_times(case_of, post):
    deaf = Room(case_of(post(), hubs=3, loss=0.999))
    deaf.radios[0].send("hello", to=deaf.radios[1].number, want_ack=True)
    deaf.clock.run_until(60.0)

    assert len(deaf.sent) == 3
    assert len({each.packet.key for each in deaf.sent}) == 1
