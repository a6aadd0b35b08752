"""What a radio does that its host configures, and how a fresh one comes."""

from __future__ import annotations

import pytest
from meshtastic.protobuf import admin_pb2, config_pb2, mesh_pb2, module_config_pb2

from radio.simulator.packet import RoutingError
from radio.simulator.setup import RadioKind
from tests.radio.simulator.park import (
    ADMIN,
    Park,
    naks,
    packets,
    reply,
    statuses,
)


@pytest.fixture
def park() -> Park:
    return Park()


def test_settings_can_be_read(park):
    assert reply(
        park.admin(0, get_config_request=5)
    ).get_config_response.lora.tx_enabled


def test_module_settings_can_be_read(park):
    told = reply(park.admin(0, get_module_config_request=5))

    assert told.get_module_config_response.HasField("telemetry")


def test_a_channel_can_be_read_by_its_index_plus_one(park):
    told = reply(park.admin(0, get_channel_request=2))

    assert told.get_channel_response.settings.name == "porchlight"


def test_owner_metadata_and_session_key_can_be_read(park):
    owner = reply(park.admin(0, get_owner_request=True))
    park.set.switch_off(0)
    park.radios[0] = park.set.switch_on(0)
    park.ask(0, want_config_id=1)
    about = reply(park.admin(0, get_device_metadata_request=True))

    assert owner.get_owner_response.long_name == "Porch Radio 1"
    assert len(owner.session_passkey) == 8
    assert about.get_device_metadata_response.firmware_version.startswith("2.7.")


def test_a_channel_that_is_set_is_used(park):
    for index in (0, 1):
        changed = park.set.configurations[0].channels[1]
        changed.settings.name = "other"
        told = park.admin(index, set_channel=changed)
        assert naks(told) == [(7, RoutingError.NONE)]

    park.send(0, b"on other", channel=1, id=8)
    park.clock.run_until(30.0)

    assert [p.decoded.payload for p in packets(park.take(1))] == [b"on other"]


def test_a_radio_without_the_channel_does_not_hand_over_itspackets(park):
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

    assert statuses(park.send(0, id=8)) == [(34, 16, 8)]
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
    ],
)
def test_what_a_radio_does_not_do_is_refused(park, request_):
    assert naks(park.admin(0, **request_)) == [(7, RoutingError.BAD_REQUEST)]


def test_an_admin_message_that_is_none_is_refused(park):
    told = park.send(0, b"\xff\xff", ADMIN, to=park.numbers[0])

    assert naks(told) == [(7, RoutingError.BAD_REQUEST)]


# Booting again


def _reboots(park: Park, **request: object) -> list[float]:
    """When the radio boots again that gets that request, in seconds."""
    times: list[float] = []
    park.radios[0].admin.on_reboot = lambda: times.append(park.clock.now())
    park.admin(0, **request)
    park.clock.run_for(60.0)
    return times


def test_a_change_of_owner_or_settings_brings_a_reboot_after_seven_seconds(park):
    owner = mesh_pb2.User(long_name="Lobby", short_name="L")
    config, module = config_pb2.Config(), module_config_pb2.ModuleConfig()
    config.position.gps_mode = 2
    module.telemetry.device_update_interval = 900

    assert _reboots(park, set_owner=owner) == [7.0]
    assert _reboots(Park(), set_config=config) == [7.0]
    assert _reboots(Park(), set_module_config=module) == [7.0]


def test_a_change_of_channels_brings_none(park):
    channel = park.set.configurations[0].channels[1]

    assert _reboots(park, set_channel=channel) == []


def test_changes_made_together_bring_one_reboot_at_their_end(park):
    owner = mesh_pb2.User(long_name="Lobby", short_name="L")
    times: list[float] = []
    park.radios[0].admin.on_reboot = lambda: times.append(park.clock.now())

    park.admin(0, begin_edit_settings=True)
    park.send(0, _admin(set_owner=owner), ADMIN, to=park.numbers[0], id=8)
    park.clock.run_for(30.0)
    park.send(0, _admin(commit_edit_settings=True), ADMIN, to=park.numbers[0], id=9)
    park.clock.run_for(30.0)

    assert times == [37.0]


def test_a_radio_boots_again_when_asked_and_thinks_better_of_it(park):
    assert _reboots(park, reboot_seconds=3) == [3.0]

    calm = Park()
    calm.admin(0, reboot_seconds=3)
    calm.send(0, _admin(reboot_seconds=-1), ADMIN, to=calm.numbers[0], id=8)
    assert _reboots(calm, get_owner_request=True) == []


def _admin(**request: object) -> bytes:
    return admin_pb2.AdminMessage(**request).SerializeToString()


# Fresh from the shop

FRESH = RadioKind(fresh=True)


def test_a_fresh_radio_has_no_region_no_hubs_channel_and_the_published_key():
    messages = Park(kind=FRESH).ask(0, want_config_id=99)

    channels = [m.channel for m in messages if m.HasField("channel")]
    (lora,) = [m.config.lora for m in messages if m.config.HasField("lora")]
    (tooth,) = [m.config.bluetooth for m in messages if m.config.HasField("bluetooth")]
    own = messages[1].node_info.user
    assert [channel.role for channel in channels] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert channels[0].settings.psk == b"\x01"
    assert channels[0].settings.module_settings.position_precision > 0
    assert (lora.region, tooth.fixed_pin) == (0, 123456)
    assert own.long_name == f"Meshtastic {own.short_name}"
    assert not own.public_key


def test_a_fresh_radio_transmits_nothing_before_it_has_a_region():
    park = Park(kind=FRESH)

    assert statuses(park.send(0)) == [(34, 16, 7)]


def test_with_its_region_a_radio_gets_keys_and_with_2_8_then_another_number():
    park = Park(kind=RadioKind(fresh=True, firmware="2.8"))
    before = park.numbers[0]
    section = config_pb2.Config()
    section.lora.CopyFrom(park.set.configurations[0].config_sections()[5].lora)
    section.lora.region = config_pb2.Config.LoRaConfig.RegionCode.EU_868

    park.admin(0, set_config=section)
    told = park.boot(0)

    assert len(told[1].node_info.user.public_key) == 32
    assert told[0].my_info.my_node_num != before


def test_a_node_number_is_not_taken_for_granted_by_a_neighbour():
    park = Park(kind=RadioKind(firmware="2.8"))
    park.boot(0)
    park.clock.run_for(60.0)

    known = [m.node_info.num for m in park.ask(1, want_config_id=1) if m.node_info.num]

    assert park.numbers[0] in known
