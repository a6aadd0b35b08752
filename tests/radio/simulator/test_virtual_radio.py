"""What a client sees of a radio, frame by frame and without any socket."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meshtastic.protobuf import mesh_pb2

from radio.airtime import PRESETS
from radio.simulator.packet import BROADCAST, RoutingError
from radio.simulator.setup import RadioKind
from tests.radio.simulator.park import (
    NOW,
    PRIVATE,
    TEXT,
    Park,
    kinds,
    naks,
    packets,
    statuses,
)


@pytest.fixture
def park() -> Park:
    return Park()


# Being greeted


def test_a_client_is_told_everything_in_the_firmwares_order(park):
    messages = park.ask(0, want_config_id=99)

    assert kinds(messages) == [
        "my_info",
        "node_info",
        "metadata",
        "channel",
        "config",
        "moduleConfig",
        "node_info",
        "config_complete_id",
    ]
    assert messages[0].my_info.my_node_num == park.numbers[0]
    assert messages[1].node_info.num == park.numbers[0]
    assert messages[-2].node_info.num == park.numbers[1]
    assert messages[-1].config_complete_id == 99


def test_every_section_of_the_settings_is_told(park):
    messages = park.ask(0, want_config_id=99)

    channels = [m.channel for m in messages if m.HasField("channel")]
    configs = [m.config for m in messages if m.HasField("config")]
    modules = [m.moduleConfig for m in messages if m.HasField("moduleConfig")]
    assert [channel.index for channel in channels] == list(range(8))
    assert {c.WhichOneof("payload_variant") for c in configs} == {
        field.name for field in configs[0].DESCRIPTOR.fields
    }
    assert {m.WhichOneof("payload_variant") for m in modules} == {
        field.name for field in modules[0].DESCRIPTOR.fields
    }


def test_the_radios_are_set_up_like_hubs(park):
    messages = park.ask(0, want_config_id=99)

    channels = [m.channel for m in messages if m.HasField("channel")]
    (lora,) = [m.config.lora for m in messages if m.config.HasField("lora")]
    assert [channel.role for channel in channels] == [1, 2, 0, 0, 0, 0, 0, 0]
    assert channels[0].settings.psk == b"\x01"
    assert channels[1].settings.name == "porchlight"
    assert len(channels[1].settings.psk) == 32
    assert (lora.use_preset, lora.tx_enabled, lora.hop_limit) == (True, True, 3)
    assert messages[1].node_info.user.long_name == "Porch Radio 1"
    assert messages[1].node_info.user.short_name == "PR1"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_told_by_its_name(preset):
    messages = Park(preset=preset).ask(0, want_config_id=99)

    (lora,) = [m.config.lora for m in messages if m.config.HasField("lora")]
    assert type(lora).ModemPreset.Name(lora.modem_preset) == preset


def test_special_nonces_ask_for_settings_or_nodes_alone(park):
    assert kinds(park.ask(0, want_config_id=69420)) == [
        "my_info",
        "node_info",
        "metadata",
        "channel",
        "config",
        "moduleConfig",
        "config_complete_id",
    ]
    assert kinds(park.ask(0, want_config_id=69421)) == [
        "node_info",
        "config_complete_id",
    ]


def test_numbers_are_stable_by_seed_and_all_different():
    first, again = Park(20), Park(20)

    assert first.numbers == again.numbers
    assert len(set(first.numbers)) == 20


def test_a_client_that_did_not_ask_gets_nothing(park):
    park.radios[1].client_arrived()
    park.send(0)
    park.clock.run_until(30.0)

    assert park.take(1) == []


def test_a_heartbeat_is_answered_with_the_state_of_the_queue(park):
    beat = mesh_pb2.Heartbeat()

    assert statuses(park.ask(0, heartbeat=beat)) == [(0, 16, 0)]


@given(st.binary(max_size=300))
def test_no_frame_whatever_upsets_a_radio(frame):
    park = Park()

    park.radios[0].to_radio(frame)
    park.clock.run_until(60.0)

    assert all(len(m.SerializeToString()) <= 512 for m in park.take(0))


# Sending


def test_a_private_packet_goes_from_host_to_host(park):
    told = park.send(0, b"record", channel=1, hop_limit=3)
    park.clock.run_until(30.0)

    (packet,) = packets(park.take(1))
    assert statuses(told) == [(0, 15, 7)]
    assert getattr(packet, "from") == park.numbers[0]
    assert (packet.to, packet.id, packet.channel) == (BROADCAST, 7, 1)
    assert (packet.decoded.portnum, packet.decoded.payload) == (PRIVATE, b"record")
    assert (packet.hop_limit, packet.hop_start, packet.rx_time) == (3, 3, NOW)
    assert packet.rx_snr > 0
    assert packet.rx_rssi < 0
    assert packets(park.take(0)) == []


def test_the_overhead_of_a_private_packet_is_23_bytes(park):
    park.send(0, b"x" * 100, channel=1)
    park.clock.run_until(30.0)

    assert park.sent[0].on_air_bytes == 123


@pytest.mark.parametrize(("port", "most"), [(PRIVATE, 231), (TEXT, 232)])
def test_the_largest_payload_fills_the_packet_and_one_more_is_too_large(
    park, port, most
):
    fits = park.send(0, b"x" * most, port, id=1)
    park.clock.run_until(30.0)
    refused = park.send(0, b"x" * (most + 1), port, id=2)

    assert statuses(fits) == [(0, 15, 1)]
    assert park.sent[0].on_air_bytes == 255
    assert naks(refused) == [(2, RoutingError.TOO_LARGE)]
    assert statuses(refused) == [(7, 16, 2)]


def test_from_235_bytes_on_there_is_no_answer_at_all(park):
    assert naks(park.send(0, b"x" * 234, id=1)) == [(1, RoutingError.TOO_LARGE)]
    assert park.send(0, b"x" * 235, id=2) == []


def test_an_unused_channel_is_refused(park):
    told = park.send(0, channel=5)

    assert naks(told) == [(7, RoutingError.NO_CHANNEL)]
    assert statuses(told) == [(6, 16, 7)]


def test_a_packet_that_the_host_encrypted_itself_is_refused(park):
    packet = mesh_pb2.MeshPacket(to=BROADCAST, id=7, encrypted=b"secret")

    assert naks(park.ask(0, packet=packet)) == [(7, RoutingError.BAD_REQUEST)]


def test_the_same_id_twice_is_sent_once(park):
    park.send(0, id=7, hop_limit=0)
    again = park.send(0, id=7, hop_limit=0)
    park.clock.run_until(30.0)

    assert again == []
    assert len(park.sent) == 1


def test_an_id_is_remembered_for_twentypackets(park):
    for packet_id in range(1, 22):
        park.send(0, id=packet_id, hop_limit=0)
        park.clock.run_for(30.0)

    assert park.send(0, id=2) == []
    assert park.send(0, id=1) != []


def test_a_packet_without_an_id_gets_one(park):
    ((result, _, packet_id),) = statuses(park.send(0, id=0))

    assert result == 0
    assert packet_id != 0


def test_a_full_queue_says_so_without_a_nak_and_then_that_there_is_room(park):
    told = [park.send(0, id=packet_id, hop_limit=0) for packet_id in range(1, 18)]
    park.clock.run_until(60.0)

    assert statuses(told[15]) == [(0, 0, 16)]
    assert statuses(told[16]) == [(32, 0, 17)]
    assert naks(told[16]) == []
    assert statuses(park.take(0)) == [(0, 1, 0)]
    assert len(park.sent) == 16


def test_a_burst_leaves_only_the_last_twostatuses(park):
    for packet_id in (1, 2, 3):
        packet = mesh_pb2.MeshPacket(to=BROADCAST, id=packet_id)
        packet.decoded.portnum = PRIVATE
        park.say(0, packet=packet)

    assert [status[2] for status in statuses(park.take(0))] == [2, 3]


def test_a_reliable_broadcast_is_acked_by_the_radio_itself(park):
    park.send(0, want_ack=True, hop_limit=3)
    park.clock.run_until(30.0)

    (ack,) = packets(park.take(0))
    assert getattr(ack, "from") == park.numbers[0]
    assert naks(park.ask(0)) == []
    assert ack.decoded.request_id == 7
    assert not park.sent[0].packet.want_ack


def test_a_direct_message_is_acked_by_the_other_radio(park):
    park.send(0, want_ack=True, hop_limit=3, to=park.numbers[1])
    park.clock.run_until(30.0)

    told = park.take(0)
    assert getattr(packets(told)[0], "from") == park.numbers[1]
    assert naks(told) == [(7, RoutingError.NONE)]


def test_a_message_to_a_radio_without_power_is_reported_as_failed(park):
    park.set.switch_off(1)
    park.send(0, want_ack=True, hop_limit=0, to=park.numbers[1])
    park.clock.run_until(60.0)

    assert naks(park.take(0)) == [(7, RoutingError.MAX_RETRANSMIT)]


# Waiting for an absent host


def _fill(park: Park, port: int, count: int) -> list[bytes]:
    park.radios[1].client_left()
    for number in range(1, count + 1):
        park.send(0, b"%d" % number, port, id=number, hop_limit=0)
        park.clock.run_for(10.0)
    return [p.decoded.payload for p in packets(park.ask(1, want_config_id=1))]


def test_packets_wait_for_an_absent_host(park):
    assert _fill(park, PRIVATE, 3) == [b"1", b"2", b"3"]


@pytest.mark.parametrize("size", [8, 16, 32])
def test_when_the_host_queue_is_full_a_new_packet_is_dropped(size):
    park = Park(kind=RadioKind(host_queue=size))

    assert _fill(park, PRIVATE, size + 2) == [b"%d" % n for n in range(1, size + 1)]


@pytest.mark.parametrize("size", [8, 16, 32])
def test_when_the_host_queue_is_full_a_new_text_pushes_out_the_oldest(size):
    park = Park(kind=RadioKind(host_queue=size))

    assert _fill(park, TEXT, size + 2) == [b"%d" % n for n in range(3, size + 3)]


def test_the_first_two_packets_after_a_plain_close_are_lost(park):
    park.radios[1].client_vanished()
    for number in (1, 2, 3):
        park.send(0, b"%d" % number, id=number, hop_limit=0)
        park.clock.run_for(10.0)
    park.radios[1].client_arrived()

    told = packets(park.ask(1, want_config_id=1))

    assert [p.decoded.payload for p in told] == [b"3"]


def test_a_client_that_says_good_bye_loses_nothing(park):
    park.say(1, disconnect=True)
    park.radios[1].client_vanished()
    park.send(0, b"1", hop_limit=0)
    park.clock.run_for(10.0)

    told = packets(park.ask(1, want_config_id=1))

    assert [p.decoded.payload for p in told] == [b"1"]


def test_a_radio_that_lost_power_has_forgotten_all_but_its_settings(park):
    park.admin(1, set_owner=mesh_pb2.User(long_name="Lobby", short_name="L"))
    park.send(0, b"gone", hop_limit=0)
    park.clock.run_until(10.0)

    park.set.switch_off(1)
    park.radios[1] = park.set.switch_on(1)

    messages = park.ask(1, want_config_id=1)
    assert packets(messages) == []
    assert messages[1].node_info.user.long_name == "Lobby"
    park.send(0, b"heard", id=8, hop_limit=0)
    park.clock.run_for(10.0)
    assert [p.decoded.payload for p in packets(park.take(1))] == [b"heard"]
