"""What was measured on four real nodes in a chain, on the virtual ones.

One figure each was measured, on a channel that was in use before; here it has to lie
within what a hundred seeds bring on a channel at rest, and the contention besides.
"""

from __future__ import annotations

import pytest
from meshtastic.protobuf import mesh_pb2

from radio.simulator.air import chain
from radio.simulator.packet import RoutingError
from tests.radio.simulator.park import (
    PRIVATE,
    TEXT,
    Park,
    naks,
    packets,
    payloads,
    statuses,
)

SEEDS = range(1, 101)
STEP_S = 0.05
GIVEN_UP_S = 90.0
CONTENTION_S = 0.8
"""What a used channel adds to each transmission at most (measured)."""

HELLO = b"hello neighbours"
LONG = b"x" * 200


class Journey:
    """A packet over so many hops: when it arrives, and when its acknowledgement."""

    def __init__(self, hops: int, seed: int, *, direct: bool) -> None:
        self._park = Park(4, hears=chain(4), seed=seed)
        self._hops = hops
        self._direct = direct
        self.arrived_s: float | None = None
        self.acknowledged_s: float | None = None

    def make(self, payload: bytes, port: int) -> None:
        there = self._park.numbers[self._hops]
        header = {"to": there, "want_ack": True} if self._direct else {}
        self._park.send(0, payload, port, hop_limit=3, **header)
        while self._park.clock.now() < GIVEN_UP_S and not self._is_over():
            self._park.clock.run_for(STEP_S)
            self._look(port, there)

    def _is_over(self) -> bool:
        last = self.acknowledged_s if self._direct else self.arrived_s
        return last is not None

    def _look(self, port: int, there: int) -> None:
        now = self._park.clock.now()
        if self.arrived_s is None and payloads(self._park.take(self._hops), port):
            self.arrived_s = now
        if any(getattr(p, "from") == there for p in packets(self._park.take(0))):
            self.acknowledged_s = now


def _journeys(hops: int, payload: bytes, port: int, *, direct: bool) -> list[Journey]:
    journeys = [Journey(hops, seed, direct=direct) for seed in SEEDS]
    for journey in journeys:
        journey.make(payload, port)
    return journeys


def _assert_among(
    measured_s: float, took: list[float | None], transmissions: int
) -> None:
    known = [each for each in took if each is not None]
    assert len(known) > len(took) / 2
    assert min(known) - STEP_S <= measured_s
    assert measured_s <= max(known) + CONTENTION_S * transmissions


@pytest.mark.parametrize(
    ("payload", "port", "hops", "measured_s"),
    [
        (HELLO, TEXT, 1, 0.64),
        (HELLO, TEXT, 2, 4.9),
        (HELLO, TEXT, 3, 8.8),
        (LONG, PRIVATE, 1, 2.3),
        (LONG, PRIVATE, 2, 7.6),
        (LONG, PRIVATE, 3, 10.2),
    ],
)
def test_a_broadcast_takes_as_long_as_measured(payload, port, hops, measured_s):
    journeys = _journeys(hops, payload, port, direct=False)

    _assert_among(measured_s, [each.arrived_s for each in journeys], hops)


@pytest.mark.parametrize(
    ("payload", "port", "hops", "arrived_s", "acknowledged_s"),
    [
        (HELLO, TEXT, 1, 1.0, 1.6),
        (HELLO, TEXT, 2, 5.6, 8.7),
        (HELLO, TEXT, 3, 7.8, 12.0),
        (LONG, PRIVATE, 1, 2.8, 4.0),
        (LONG, PRIVATE, 2, 8.4, 10.0),
        (LONG, PRIVATE, 3, 11.5, 16.0),
    ],
)
def test_a_direct_message_takes_as_long_as_measured(
    payload, port, hops, arrived_s, acknowledged_s
):
    journeys = _journeys(hops, payload, port, direct=True)

    _assert_among(arrived_s, [each.arrived_s for each in journeys], hops)
    acknowledged = [each.acknowledged_s for each in journeys]
    _assert_among(acknowledged_s, acknowledged, 2 * hops)


def test_of_a_burst_of_forty_broadcasts_the_first_sixteen_arrive():
    park = Park()

    told = [park.send(0, b"%d" % n, id=n, hop_limit=0) for n in range(1, 41)]
    park.clock.run_for(120.0)

    assert payloads(park.take(1), PRIVATE) == [b"%d" % n for n in range(1, 17)]
    assert {status[0] for said in told[16:] for status in statuses(said)} == {32}
    assert [naks(said) for said in told] == [[]] * 40


def test_of_a_burst_of_forty_direct_messages_some_arrive_and_are_called_lost():
    park = Park()
    there = park.numbers[1]

    for n in range(1, 41):
        packet = mesh_pb2.MeshPacket(to=there, id=n, want_ack=True, hop_limit=3)
        packet.decoded.portnum, packet.decoded.payload = PRIVATE, b"%d" % n
        park.say(0, packet=packet)
    verdicts: dict[int, int] = {}
    arrived: set[bytes] = set()
    for _ in range(120):
        park.clock.run_for(1.0)
        verdicts.update(naks(park.take(0)))
        arrived.update(payloads(park.take(1), PRIVATE))

    lost = [n for n, error in verdicts.items() if error == RoutingError.MAX_RETRANSMIT]
    assert len(verdicts) == 40
    assert 28 <= len(arrived) <= 38  # 35 measured
    assert 8 <= len(lost) <= 20  # 18 measured
    assert any(b"%d" % n in arrived for n in lost)


def test_with_total_loss_a_direct_message_is_given_up_after_some_20_seconds():
    park = Park(loss=1.0)
    park.send(0, HELLO, TEXT, to=park.numbers[1], want_ack=True, hop_limit=3)

    park.clock.run_for(20.0)
    early = naks(park.take(0))
    park.clock.run_for(5.0)

    assert early == []
    assert naks(park.take(0)) == [(7, RoutingError.MAX_RETRANSMIT)]


def test_long_broadcasts_that_a_neighbour_repeats_go_out_each_four_seconds_or_so():
    park = Park()
    for packet_id in range(1, 200):
        park.send(0, LONG, id=packet_id, hop_limit=3)
        park.clock.run_for(2.0)

    passed = len(payloads(park.take(1), PRIVATE))
    assert park.sent[-1].time_s / len(park.sent) * 2 == pytest.approx(4.5, abs=1.0)
    assert passed == 32  # and no more wait for the host
