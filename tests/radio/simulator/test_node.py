"""How radios treat each other's packets."""

from __future__ import annotations

import pytest

from radio.simulator.air import chain
from radio.simulator.packet import RoutingError
from radio.simulator.seen_packets import SEEN_PACKETS, SeenPackets


def test_a_broadcast_is_heard_by_all_and_echoed_to_nobody(mesh):
    room = mesh(3)
    room.send(0, b"hello")

    room.clock.run_until(60.0)

    assert [host.texts for host in room.hosts] == [[], [b"hello"], [b"hello"]]


def test_a_relay_is_cancelled_when_another_was_quicker(mesh):
    room = mesh(5)
    room.send(0)

    room.clock.run_until(60.0)

    assert len(room.sent) == 2
    assert room.sent[1].is_relay
    assert room.sent[1].packet.hop_limit == 2


def test_hop_limit_zero_is_not_relayed(mesh):
    room = mesh(3)
    room.send(0, hop_limit=0)

    room.clock.run_until(60.0)

    assert room.transmitters == [0]


def test_a_flood_crosses_a_chain_hop_by_hop(mesh):
    room = mesh(4, hears=chain(4))
    room.send(0, bytes(200))

    room.clock.run_until(120.0)

    assert room.transmitters == [0, 1, 2, 3]
    assert [host.texts for host in room.hosts[1:]] == [[bytes(200)]] * 3
    hops = [host.heard_packets[0].hops_taken for host in room.hosts[1:]]
    assert hops == [0, 1, 2]


def test_a_flood_ends_where_its_hops_do(mesh):
    room = mesh(4, hears=chain(4))
    room.send(0, hop_limit=1)

    room.clock.run_until(120.0)

    assert [len(host.texts) for host in room.hosts] == [0, 1, 1, 0]


def test_a_relay_waits_sixteen_slots_or_more(mesh):
    room = mesh(2)
    slot_s = room.air.preset.slot_s
    for packet_id in range(1, 21):
        room.send(0, packet_id=packet_id)
        room.clock.run_for(60.0)

    waits = [
        (relay.time_s - first.time_s - first.airtime_s) / slot_s
        for first, relay in zip(room.sent[::2], room.sent[1::2], strict=True)
    ]
    assert min(waits) >= 15.99
    assert max(waits) < 16 + 256


def test_a_radio_without_the_channel_relays_unread(mesh):
    room = mesh(3, hears=chain(3), strangers=(1,))
    room.send(0, b"private")

    room.clock.run_until(60.0)

    assert room.hosts[1].texts == []
    assert room.hosts[2].texts == [b"private"]


def test_radios_wait_for_a_free_channel(mesh):
    room = mesh(2)
    for packet_id in range(1, 9):
        room.send(0, bytes(100), hop_limit=0, packet_id=packet_id)
        room.send(1, bytes(100), hop_limit=0, packet_id=packet_id)

    room.clock.run_until(120.0)

    assert len(room.sent) == 16
    received = sum(len(host.texts) for host in room.hosts)
    assert received >= 14


def test_the_neighbours_relay_is_the_ack_of_a_reliable_broadcast(mesh):
    room = mesh(2)
    room.send(0, reliable=True, packet_id=42)

    room.clock.run_until(60.0)

    assert [verdict[:2] for verdict in room.hosts[0].verdicts] == [
        (42, RoutingError.NONE)
    ]
    assert room.transmitters == [0, 1]


def test_a_reliable_packet_is_sent_three_times_and_then_given_up(mesh):
    room = mesh(2, loss=1.0)
    room.send(0, reliable=True, packet_id=42)

    room.clock.run_until(120.0)

    ((packet_id, error, after_s),) = room.hosts[0].verdicts
    assert (packet_id, error) == (42, RoutingError.MAX_RETRANSMIT)
    assert after_s == pytest.approx(21.0, abs=1.0)  # as measured on real firmware
    assert room.transmitters == [0, 0, 0]


def test_the_recipient_acks_a_direct_message_and_does_not_relay_it(mesh):
    room = mesh(2)
    room.send(0, b"for you", to=1, reliable=True, packet_id=42)

    room.clock.run_until(60.0)

    assert room.hosts[1].texts == [b"for you"]
    assert room.hosts[0].texts == [b"answer 42 NONE"]
    assert room.transmitters == [0, 1]


def test_an_ack_finds_its_way_back_over_relays(mesh):
    room = mesh(3, hears=chain(3))
    room.send(0, b"for you", to=2, reliable=True, packet_id=42)

    room.clock.run_until(60.0)

    assert room.hosts[2].texts == [b"for you"]
    assert b"answer 42 NONE" in room.hosts[0].texts


def test_an_overheard_ack_saves_the_relay(mesh):
    room = mesh(3)
    room.send(0, to=1, reliable=True)

    room.clock.run_until(60.0)

    relays = [sent for sent in room.sent if sent.packet.sender == 100 and sent.is_relay]
    assert relays == []


def test_a_repeated_direct_message_is_acked_again_but_delivered_once(mesh):
    room = mesh(2, hears=chain(2))
    room.send(0, b"once", to=1, reliable=True)
    room.clock.run_until(30.0)

    room.send(0, b"once", to=1, reliable=True)
    room.clock.run_until(60.0)

    assert room.hosts[1].texts == [b"once"]
    assert room.transmitters == [0, 1, 0, 1]


def test_a_recipient_without_the_channel_says_so(mesh):
    room = mesh(2, strangers=(1,))
    room.send(0, to=1, reliable=True, packet_id=42)

    room.clock.run_until(60.0)

    assert room.sent[1].packet.payload == b"answer 42 NO_CHANNEL"
    assert room.hosts[1].texts == []


def test_of_forty_broadcasts_at_once_the_first_sixteen_go_out(mesh):
    room = mesh(2)

    taken = [room.send(0, hop_limit=0, packet_id=n) for n in range(1, 41)]
    room.clock.run_until(300.0)

    assert taken == [True] * 16 + [False] * 24
    assert [packet.packet_id for packet in room.hosts[1].heard_packets] == list(
        range(1, 17)
    )


def test_of_forty_reliable_messages_at_once_repetition_saves_some(mesh):
    room = mesh(2)

    taken = [room.send(0, to=1, reliable=True, packet_id=n) for n in range(1, 41)]
    room.clock.run_until(600.0)

    assert taken.count(True) == 16
    assert len(room.hosts[1].texts) > 16


def test_a_radio_switched_off_forgets_what_it_wanted_to_send(mesh):
    room = mesh(2)
    room.send(0, reliable=True)

    room.nodes[0].switch_off()
    room.clock.run_until(120.0)

    assert room.sent == []
    assert room.hosts[0].verdicts == []


def test_the_table_of_seen_packets_forgets_the_oldest():
    seen = SeenPackets()
    for packet_id in range(SEEN_PACKETS + 1):
        assert seen.add((1, packet_id))

    assert not seen.add((1, 1))
    assert seen.add((1, 0))


def test_the_same_seed_makes_the_same_evening(mesh):
    def evening() -> list[tuple[float, int]]:
        room = mesh(4, loss=0.3, seed=5)
        for index in range(4):
            room.send(index, reliable=True, packet_id=index + 1)
        room.clock.run_until(300.0)
        return [(sent.time_s, sent.transmitter) for sent in room.sent]

    assert evening() == evening()


def test_what_is_garbled_counts_as_use_of_the_channel(mesh):
    room = mesh(2, loss=1.0)
    room.send(0, bytes(200), hop_limit=0)

    room.clock.run_until(10.0)

    assert room.hosts[1].texts == []
    assert room.nodes[1].channel_use == pytest.approx(
        room.sent[0].airtime_s / 60.0, rel=0.01
    )
