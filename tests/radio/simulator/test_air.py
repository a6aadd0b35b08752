"""The channel's physics."""

from __future__ import annotations

from random import Random

import pytest

from radio.airtime import PRESETS
from radio.simulator.air import NEAR, Air, Loss, Signal, Transmission, chain, linked
from radio.simulator.packet import BROADCAST, AirPacket
from radio.simulator.scheduler import HeapScheduler

# Milliseconds for 23, 40, 60, 80, 100, 150, 200, 255 bytes on the air, by RadioLib.
TABLE_MS = {
    "LONG_FAST": (436, 559, 682, 846, 1010, 1378, 1747, 2157),
    "MEDIUM_FAST": (119, 160, 201, 242, 293, 406, 519, 642),
    "SHORT_FAST": (35, 45, 61, 76, 91, 127, 163, 204),
    "LONG_MODERATE": (1249, 1642, 2298, 2822, 3478, 4919, 6361, 7934),
}


class Ears:
    """A receiver that writes down what it gets."""

    def __init__(self) -> None:
        self.packets: list[AirPacket] = []
        self.signals: list[Signal] = []
        self.ended = 0
        self.noise = 0

    def received(self, packet: AirPacket, signal: Signal) -> None:
        self.packets.append(packet)
        self.signals.append(signal)

    def garbled(self, _packet: AirPacket) -> None:
        self.noise += 1

    def transmission_ended(self) -> None:
        self.ended += 1


class Room:
    """Four pairs of ears on one air."""

    def __init__(self, preset: str = "LONG_FAST", **options: object) -> None:
        self.clock = HeapScheduler()
        self.sent: list[Transmission] = []
        self.air = Air(
            self.clock,
            Random(1),
            PRESETS[preset],
            observer=self.sent.append,
            **options,
        )
        self.ears = [Ears() for _ in range(4)]
        for index, ears in enumerate(self.ears):
            self.air.switch_on(index, ears)

    def at(self, when_s: float, transmitter: int, on_air_bytes: int = 60) -> None:
        packet = AirPacket(
            transmitter, BROADCAST, 1, 3, 3, payload=bytes(on_air_bytes - 16)
        )
        self.clock.call_at(when_s, lambda: self.air.transmit(transmitter, packet))

    def heard_by(self, index: int) -> list[int]:
        return [packet.sender for packet in self.ears[index].packets]


@pytest.mark.parametrize("preset", TABLE_MS)
def test_packets_hold_the_channel_as_long_as_radiolib_says(preset):
    room = Room(preset)
    sizes = (23, 40, 60, 80, 100, 150, 200, 255)
    for place, size in enumerate(sizes):
        room.at(10.0 * place, 0, size)

    room.clock.run_until(100.0)

    took_ms = [1000 * sent.airtime_s for sent in room.sent]
    assert took_ms == pytest.approx(TABLE_MS[preset], abs=1.0)
    assert [sent.on_air_bytes for sent in room.sent] == list(sizes)


def test_everybody_in_reach_receives_when_the_packet_ends_and_not_before():
    room = Room()
    room.at(1.0, 0)

    room.clock.run_until(1.68)
    before = [room.heard_by(index) for index in range(4)]
    room.clock.run_until(1.69)

    assert before == [[], [], [], []]
    assert [room.heard_by(index) for index in range(4)] == [[], [0], [0], [0]]
    assert room.ears[0].ended == 1
    assert room.ears[1].signals == [NEAR]
    assert room.sent[0].time_s == 1.0
    assert room.sent[0].received_by == (1, 2, 3)


def test_a_transmitting_radio_is_deaf():
    room = Room()
    room.at(0.0, 0, 60)
    room.at(0.5, 1, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(0) == []
    assert room.heard_by(1) == []
    assert room.sent[0].lost_by[1] is Loss.TRANSMITTING
    assert room.sent[1].lost_by[0] is Loss.TRANSMITTING


def heard_with(rssi_dbm: dict[int, int]):
    """Radio 1 hears the others, which don't hear one another, so strong."""
    signals = {who: Signal(0.0, dbm) for who, dbm in rssi_dbm.items()}
    return lambda sender, receiver: signals.get(sender) if receiver == 1 else None


def test_two_packets_of_equal_strength_ruin_each_other():
    room = Room(hears=linked([(0, 1), (1, 2)]))
    room.at(0.0, 0, 60)
    room.at(0.5, 2, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == []
    assert [sent.lost_by for sent in room.sent] == [{1: Loss.COLLIDED}] * 2
    assert room.ears[1].noise == 1  # it was locked on the first


def test_a_receiver_locked_on_a_stronger_packet_misses_a_weak_one():
    room = Room(hears=heard_with({0: -84, 2: -90}))
    room.at(0.0, 0, 60)
    room.at(0.5, 2, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == [0]
    assert room.sent[1].lost_by == {1: Loss.LOCKED}


@pytest.mark.parametrize("advantage_db", [0, 1, 5])
def test_a_little_stronger_is_not_enough(advantage_db):
    room = Room(hears=heard_with({0: -90 + advantage_db, 2: -90}))
    room.at(0.0, 0, 60)
    room.at(0.5, 2, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == []


@pytest.mark.parametrize(("later_s", "heard"), [(0.05, [2]), (0.2, [])])
def test_a_stronger_one_takes_over_only_during_the_preamble(later_s, heard):
    room = Room(hears=heard_with({0: -90, 2: -84}))
    room.at(0.0, 0, 60)
    room.at(later_s, 2, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == heard
    assert room.sent[0].lost_by == {1: Loss.COLLIDED}


def test_a_packet_that_is_not_listened_to_drowns_another_all_the_same():
    room = Room(hears=heard_with({0: -80, 2: -80, 3: -90}))
    room.at(0.0, 0, 60)
    room.at(0.5, 2, 255)
    room.at(0.8, 3, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == []
    assert room.sent[1].lost_by == {1: Loss.COLLIDED}


def test_a_receiver_is_free_again_once_the_packet_ended():
    room = Room(hears=linked([(0, 1), (1, 2)]))
    room.at(0.0, 0, 60)
    room.at(0.7, 2, 60)

    room.clock.run_until(5.0)

    assert room.heard_by(1) == [0, 2]


def test_who_is_out_of_reach_neither_receives_nor_loses():
    room = Room(hears=chain(4))
    room.at(0.0, 0)

    room.clock.run_until(5.0)

    assert room.sent[0].received_by == (1,)
    assert room.sent[0].lost_by == {}


def test_each_receiver_loses_on_its_own():
    room = Room(loss=0.3)
    for place in range(1000):
        room.at(float(place), 0)

    room.clock.run_until(2000.0)

    shares = [len(room.heard_by(index)) / 1000 for index in (1, 2, 3)]
    assert shares == pytest.approx([0.7, 0.7, 0.7], abs=0.05)
    together = sum(sent.received_by == (1, 2, 3) for sent in room.sent) / 1000
    assert together == pytest.approx(0.7**3, abs=0.05)


def test_the_same_seed_loses_the_same_packets():
    def run() -> list[tuple[int, ...]]:
        room = Room(loss=0.5)
        for place in range(50):
            room.at(float(place), 0)
        room.clock.run_until(100.0)
        return [sent.received_by for sent in room.sent]

    assert run() == run()


def test_carrier_sense_notices_a_transmission_after_two_and_a_half_symbols():
    room = Room()
    room.at(1.0, 0)

    room.clock.run_until(1.01)
    at_first = room.air.is_busy(1)
    room.clock.run_until(1.03)

    assert not at_first
    assert room.air.is_busy(1)
    assert room.air.is_busy(0)
    room.clock.run_until(2.0)
    assert not room.air.is_busy(1)


def test_carrier_sense_does_not_reach_further_than_the_ear():
    room = Room(hears=chain(4))
    room.at(0.0, 0)

    room.clock.run_until(0.5)

    assert room.air.is_busy(1)
    assert not room.air.is_busy(2)


def test_a_radio_switched_off_in_mid_sentence_is_not_received():
    room = Room()
    room.at(0.0, 0)
    room.clock.run_until(0.5)

    room.air.switch_off(0)
    room.clock.run_until(5.0)

    assert room.heard_by(1) == []
    assert room.sent[0].lost_by == dict.fromkeys((1, 2, 3), Loss.CUT_OFF)
    assert not room.air.is_busy(1)


def test_a_radio_switched_off_hears_nothing_and_the_others_go_on():
    room = Room()
    room.at(0.0, 0)
    room.clock.run_until(0.5)

    room.air.switch_off(1)
    room.clock.run_until(5.0)

    assert room.heard_by(1) == []
    assert room.sent[0].received_by == (2, 3)


def test_a_loss_that_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="probability"):
        Room(loss=10)
