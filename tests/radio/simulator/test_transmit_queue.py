"""What goes first, and what does not fit."""

from __future__ import annotations

from radio.simulator.air import NEAR
from radio.simulator.packet import BROADCAST, AirPacket
from radio.simulator.transmit_queue import Priority, TransmitQueue, Waiting


def _packet(packet_id: int) -> AirPacket:
    return AirPacket(1, BROADCAST, packet_id, 3, 3)


def _own(packet_id: int, priority: Priority = Priority.DEFAULT) -> Waiting:
    return Waiting(_packet(packet_id), priority)


def _relay(packet_id: int) -> Waiting:
    return Waiting(_packet(packet_id), heard_with=NEAR)


def _drain(queue: TransmitQueue) -> list[int]:
    return [queue.pop().packet_id for _ in range(len(queue))]


def test_acks_go_first_then_reliable_packets_then_relays_then_own():
    queue = TransmitQueue()
    for waiting in (
        _own(1),
        _own(2),
        _relay(3),
        _own(4, Priority.RELIABLE),
        _own(5, Priority.ACK),
    ):
        assert queue.add(waiting)

    assert _drain(queue) == [5, 4, 3, 1, 2]


def test_the_seventeenth_packet_finds_no_room():
    queue = TransmitQueue()

    taken = [queue.add(_own(packet_id)) for packet_id in range(17)]

    assert taken == [True] * 16 + [False]
    assert queue.free == 0


def test_a_full_queue_gives_up_its_last_for_something_more_important():
    queue = TransmitQueue()
    for packet_id in range(16):
        queue.add(_own(packet_id))

    assert queue.add(_own(99, Priority.ACK))

    assert _drain(queue) == [99, *range(15)]


def test_cancelling_a_relay_leaves_an_own_packet_alone():
    queue = TransmitQueue()
    queue.add(_own(1))
    queue.add(_relay(2))

    queue.cancel_relay((1, 1))
    queue.cancel_relay((1, 2))

    assert _drain(queue) == [1]
    assert not queue.holds((1, 2))
