"""What a client sees of a radio, frame by frame and without any socket."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.airtime import PRESETS
from radio.simulator.air import Transmission
from radio.simulator.configuration import RadioSetup
from radio.simulator.packet import BROADCAST, RoutingError
from radio.simulator.radio_set import RadioSet, shared_air
from radio.simulator.scheduler import HeapScheduler

TEXT = portnums_pb2.PortNum.TEXT_MESSAGE_APP
PRIVATE = portnums_pb2.PortNum.PRIVATE_APP
ADMIN = portnums_pb2.PortNum.ADMIN_APP
NOW = 1_800_000_000


class Park:
    """Radios on simulated time, each with a client that has said hello."""

    def __init__(self, count: int = 2, preset: str = "LONG_FAST") -> None:
        self.clock = HeapScheduler()
        self.sent: list[Transmission] = []
        setup = RadioSetup(preset, seed=1)
        air = shared_air(setup, self.clock, observer=self.sent.append)
        self.set = RadioSet(count, setup, self.clock, lambda: NOW, air)
        self.numbers = [who.number for who in self.set.identities]
        self.radios = [self.set.switch_on(index) for index in range(count)]
        for index in range(count):
            self.ask(index, want_config_id=1)

    def say(self, index: int, **content: object) -> None:
        message = mesh_pb2.ToRadio(**content)
        self.radios[index].to_radio(message.SerializeToString())

    def take(self, index: int) -> list[mesh_pb2.FromRadio]:
        messages = []
        while (frame := self.radios[index].next_frame()) is not None:
            messages.append(mesh_pb2.FromRadio.FromString(frame))
        return messages

    def ask(self, index: int, **content: object) -> list[mesh_pb2.FromRadio]:
        self.say(index, **content)
        return self.take(index)

    def send(
        self, index: int, payload: bytes = b"hi", port: int = PRIVATE, **header: object
    ) -> list[mesh_pb2.FromRadio]:
        """Send from radio `index`; what its client is told at once."""
        packet = mesh_pb2.MeshPacket(**{"to": BROADCAST, "id": 7, **header})
        packet.decoded.portnum = port
        packet.decoded.payload = payload
        return self.ask(index, packet=packet)

    def admin(self, index: int, **request: object) -> list[mesh_pb2.FromRadio]:
        payload = admin_pb2.AdminMessage(**request).SerializeToString()
        return self.send(index, payload, ADMIN, to=self.numbers[index])


def _packets(messages: list[mesh_pb2.FromRadio]) -> list[mesh_pb2.MeshPacket]:
    return [m.packet for m in messages if m.HasField("packet")]


def _statuses(messages: list[mesh_pb2.FromRadio]) -> list[tuple[int, int, int]]:
    statuses = [m.queueStatus for m in messages if m.HasField("queueStatus")]
    return [(s.res, s.free, s.mesh_packet_id) for s in statuses]


def _naks(messages: list[mesh_pb2.FromRadio]) -> list[tuple[int, int]]:
    return [
        (
            packet.decoded.request_id,
            mesh_pb2.Routing.FromString(packet.decoded.payload).error_reason,
        )
        for packet in _packets(messages)
        if packet.decoded.portnum == portnums_pb2.PortNum.ROUTING_APP
    ]


def _kinds(messages: list[mesh_pb2.FromRadio]) -> list[str]:
    kinds = [m.WhichOneof("payload_variant") for m in messages]
    return [kind for place, kind in enumerate(kinds) if kinds[:place][-1:] != [kind]]


def _reply(messages: list[mesh_pb2.FromRadio]) -> admin_pb2.AdminMessage:
    (packet,) = _packets(messages)
    assert packet.decoded.request_id == 7
    return admin_pb2.AdminMessage.FromString(packet.decoded.payload)


@pytest.fixture
def park() -> Park:
    return Park()


# Being greeted


def test_a_client_is_told_everything_in_the_firmwares_order(park):
    messages = park.ask(0, want_config_id=99)

    assert _kinds(messages) == [
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
    assert _kinds(park.ask(0, want_config_id=69420)) == [
        "my_info",
        "node_info",
        "metadata",
        "channel",
        "config",
        "moduleConfig",
        "config_complete_id",
    ]
    assert _kinds(park.ask(0, want_config_id=69421)) == [
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

    assert _statuses(park.ask(0, heartbeat=beat)) == [(0, 16, 0)]


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

    (packet,) = _packets(park.take(1))
    assert _statuses(told) == [(0, 15, 7)]
    assert getattr(packet, "from") == park.numbers[0]
    assert (packet.to, packet.id, packet.channel) == (BROADCAST, 7, 1)
    assert (packet.decoded.portnum, packet.decoded.payload) == (PRIVATE, b"record")
    assert (packet.hop_limit, packet.hop_start, packet.rx_time) == (3, 3, NOW)
    assert packet.rx_snr > 0
    assert packet.rx_rssi < 0
    assert _packets(park.take(0)) == []


def test_the_overhead_of_a_private_packet_is_23_bytes(park):
    park.send(0, b"x" * 100, channel=1)
    park.clock.run_until(30.0)

    assert park.sent[0].on_air_bytes == 123


@pytest.mark.parametrize(("port", "most"), [(PRIVATE, 231), (TEXT, 232)])
def test_the_largest_payload_fills_the_packet_and_one_more_is_too_large(
    park, port, most
):
    fits = park.send(0, b"x" * most, port, id=1)
    refused = park.send(0, b"x" * (most + 1), port, id=2)
    park.clock.run_until(30.0)

    assert _statuses(fits) == [(0, 15, 1)]
    assert park.sent[0].on_air_bytes == 255
    assert _naks(refused) == [(2, RoutingError.TOO_LARGE)]
    assert _statuses(refused) == [(7, 15, 2)]


def test_from_235_bytes_on_there_is_no_answer_at_all(park):
    assert _naks(park.send(0, b"x" * 234, id=1)) == [(1, RoutingError.TOO_LARGE)]
    assert park.send(0, b"x" * 235, id=2) == []


def test_an_unused_channel_is_refused(park):
    told = park.send(0, channel=5)

    assert _naks(told) == [(7, RoutingError.NO_CHANNEL)]
    assert _statuses(told) == [(6, 16, 7)]


def test_a_packet_that_the_host_encrypted_itself_is_refused(park):
    packet = mesh_pb2.MeshPacket(to=BROADCAST, id=7, encrypted=b"secret")

    assert _naks(park.ask(0, packet=packet)) == [(7, RoutingError.BAD_REQUEST)]


def test_the_same_id_twice_is_sent_once(park):
    park.send(0, id=7, hop_limit=0)
    again = park.send(0, id=7, hop_limit=0)
    park.clock.run_until(30.0)

    assert again == []
    assert len(park.sent) == 1


def test_an_id_is_remembered_for_twenty_packets(park):
    for packet_id in range(1, 22):
        park.send(0, id=packet_id, hop_limit=0)
        park.clock.run_for(30.0)

    assert park.send(0, id=2) == []
    assert park.send(0, id=1) != []


def test_a_packet_without_an_id_gets_one(park):
    ((result, _, packet_id),) = _statuses(park.send(0, id=0))

    assert result == 0
    assert packet_id != 0


def test_a_full_queue_says_so_without_a_nak_and_then_that_there_is_room(park):
    told = [park.send(0, id=packet_id, hop_limit=0) for packet_id in range(1, 18)]
    park.clock.run_until(60.0)

    assert _statuses(told[15]) == [(0, 0, 16)]
    assert _statuses(told[16]) == [(32, 0, 17)]
    assert _naks(told[16]) == []
    assert _statuses(park.take(0)) == [(0, 1, 0)]
    assert len(park.sent) == 16


def test_a_burst_leaves_only_the_last_two_statuses(park):
    for packet_id in (1, 2, 3):
        packet = mesh_pb2.MeshPacket(to=BROADCAST, id=packet_id)
        packet.decoded.portnum = PRIVATE
        park.say(0, packet=packet)

    assert [status[2] for status in _statuses(park.take(0))] == [2, 3]


def test_a_reliable_broadcast_is_acked_by_the_radio_itself(park):
    park.send(0, want_ack=True, hop_limit=3)
    park.clock.run_until(30.0)

    (ack,) = _packets(park.take(0))
    assert getattr(ack, "from") == park.numbers[0]
    assert _naks(park.ask(0)) == []
    assert ack.decoded.request_id == 7
    assert not park.sent[0].packet.want_ack


def test_a_direct_message_is_acked_by_the_other_radio(park):
    park.send(0, want_ack=True, hop_limit=3, to=park.numbers[1])
    park.clock.run_until(30.0)

    told = park.take(0)
    assert getattr(_packets(told)[0], "from") == park.numbers[1]
    assert _naks(told) == [(7, RoutingError.NONE)]


def test_a_message_to_nobody_is_reported_as_failed(park):
    park.send(0, want_ack=True, hop_limit=0, to=0x0BAD_CAFE)
    park.clock.run_until(60.0)

    assert _naks(park.take(0)) == [(7, RoutingError.MAX_RETRANSMIT)]


# Waiting for an absent host


def _fill(park: Park, port: int, count: int) -> list[bytes]:
    park.radios[1].client_left()
    for number in range(1, count + 1):
        park.send(0, b"%d" % number, port, id=number, hop_limit=0)
        park.clock.run_for(10.0)
    return [p.decoded.payload for p in _packets(park.ask(1, want_config_id=1))]


def test_packets_wait_for_an_absent_host(park):
    assert _fill(park, PRIVATE, 3) == [b"1", b"2", b"3"]


def test_when_32_wait_a_new_packet_is_dropped(park):
    assert _fill(park, PRIVATE, 34) == [b"%d" % n for n in range(1, 33)]


def test_when_32_wait_a_new_text_pushes_out_the_oldest(park):
    assert _fill(park, TEXT, 34) == [b"%d" % n for n in range(3, 35)]


def test_a_radio_that_lost_power_has_forgotten_all_but_its_settings(park):
    park.admin(1, set_owner=mesh_pb2.User(long_name="Lobby", short_name="L"))
    park.send(0, b"gone", hop_limit=0)
    park.clock.run_until(10.0)

    park.set.switch_off(1)
    park.radios[1] = park.set.switch_on(1)

    messages = park.ask(1, want_config_id=1)
    assert _packets(messages) == []
    assert messages[1].node_info.user.long_name == "Lobby"
    park.send(0, b"heard", id=8, hop_limit=0)
    park.clock.run_for(10.0)
    assert [p.decoded.payload for p in _packets(park.take(1))] == [b"heard"]


# Being configured


def test_settings_can_be_read(park):
    assert _reply(
        park.admin(0, get_config_request=5)
    ).get_config_response.lora.tx_enabled


def test_module_settings_can_be_read(park):
    reply = _reply(park.admin(0, get_module_config_request=5))

    assert reply.get_module_config_response.HasField("telemetry")


def test_a_channel_can_be_read_by_its_index_plus_one(park):
    reply = _reply(park.admin(0, get_channel_request=2))

    assert reply.get_channel_response.settings.name == "porchlight"


def test_owner_metadata_and_session_key_can_be_read(park):
    owner = _reply(park.admin(0, get_owner_request=True))
    park.set.switch_off(0)
    park.radios[0] = park.set.switch_on(0)
    park.ask(0, want_config_id=1)
    about = _reply(park.admin(0, get_device_metadata_request=True))

    assert owner.get_owner_response.long_name == "Porch Radio 1"
    assert len(owner.session_passkey) == 8
    assert about.get_device_metadata_response.firmware_version.startswith("2.7.")


def test_a_channel_that_is_set_is_used(park):
    for index in (0, 1):
        changed = park.set.configurations[0].channels[1]
        changed.settings.name = "other"
        told = park.admin(index, set_channel=changed)
        assert _naks(told) == [(7, RoutingError.NONE)]

    park.send(0, b"on other", channel=1, id=8)
    park.clock.run_until(30.0)

    assert [p.decoded.payload for p in _packets(park.take(1))] == [b"on other"]


def test_a_radio_without_the_channel_does_not_hand_over_its_packets(park):
    changed = park.set.configurations[1].channels[1]
    changed.settings.psk = b"k" * 32
    park.admin(1, set_channel=changed)

    park.send(0, b"private", channel=1, hop_limit=3, id=8)
    park.clock.run_until(30.0)

    assert park.take(1) == []
    assert [sent.transmitter for sent in park.sent] == [0, 1]


def test_without_a_region_a_radio_stays_silent(park):
    config = park.set.configurations[0].config_sections()[5]
    config.lora.region = 0
    park.admin(0, set_config=config)

    assert _statuses(park.send(0, id=8)) == [(34, 16, 8)]
    park.clock.run_until(30.0)
    assert park.sent == []


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"get_config_request": 99},
        {"get_module_config_request": 99},
        {"get_channel_request": 9},
        {"set_channel": {"index": 8}},
        {"set_channel": {"index": 0, "role": 0}},
        {"set_config": {}},
        {"reboot_seconds": 1},
    ],
)
def test_what_a_radio_does_not_do_is_refused(park, request_):
    assert _naks(park.admin(0, **request_)) == [(7, RoutingError.BAD_REQUEST)]


def test_an_admin_message_that_is_none_is_refused(park):
    told = park.send(0, b"\xff\xff", ADMIN, to=park.numbers[0])

    assert _naks(told) == [(7, RoutingError.BAD_REQUEST)]
