"""What radios repeat of others' packets, by role, mode and firmware."""

from __future__ import annotations

import pytest
from meshtastic.protobuf import config_pb2

from radio.simulator.air import chain
from radio.simulator.setup import RadioKind
from tests.radio.simulator.park import PRIVATE, TEXT, Park, payloads

ROUTER = RadioKind(role="ROUTER")


def _other_channel(park: Park, index: int) -> None:
    """Radio `index` is not one of the hubs'."""
    changed = park.set.configurations[index].channels[1]
    changed.settings.psk = b"k" * 32
    park.admin(index, set_channel=changed)


@pytest.mark.parametrize(
    ("port", "repeated"), [(PRIVATE, False), (257, False), (TEXT, True), (3, True)]
)
def test_a_router_repeats_only_the_usual_ports_of_a_channel_that_it_reads(
    port, repeated
):
    park = Park(3, hears=chain(3), kinds={1: ROUTER})

    park.send(0, b"on", port, channel=1, hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(1), port) == [b"on"]
    assert payloads(park.take(2), port) == ([b"on"] if repeated else [])


@pytest.mark.parametrize(
    ("firmware", "repeated"),
    [("2.5", True), ("2.7", True), ("2.8.0", False), ("2.8.1", True)],
)
def test_a_router_repeats_what_it_can_not_read_but_for_2_8_0(firmware, repeated):
    router = RadioKind(role="ROUTER", firmware=firmware)
    park = Park(3, hears=chain(3), kinds={1: router})
    _other_channel(park, 1)

    park.send(0, b"private", channel=1, hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(2), PRIVATE) == ([b"private"] if repeated else [])


@pytest.mark.parametrize("firmware", ["2.7", "2.8.0", "2.8.1"])
def test_a_client_repeats_what_it_can_not_read(firmware):
    park = Park(3, hears=chain(3), kinds={1: RadioKind(firmware=firmware)})
    _other_channel(park, 1)

    park.send(0, b"private", channel=1, hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(2), PRIVATE) == [b"private"]


def test_a_mute_client_hears_and_repeats_nothing():
    park = Park(3, hears=chain(3), kinds={1: RadioKind(role="CLIENT_MUTE")})

    park.send(0, b"on", TEXT, hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(1), TEXT) == [b"on"]
    assert payloads(park.take(2), TEXT) == []


def test_a_router_goes_first_and_a_client_then_keeps_silent():
    for seed in range(1, 11):
        park = Park(4, kinds={2: ROUTER}, seed=seed)
        park.send(0, b"on", TEXT, hop_limit=1)
        park.clock.run_for(60.0)

        assert [sent.transmitter for sent in park.sent] == [0, 2]


def test_a_change_of_role_changes_what_is_repeated():
    park = Park(3, hears=chain(3))
    section = config_pb2.Config()
    section.device.role = config_pb2.Config.DeviceConfig.Role.ROUTER
    park.admin(1, set_config=section)

    park.send(0, b"on", channel=1, hop_limit=3)
    park.clock.run_for(60.0)

    assert payloads(park.take(2), PRIVATE) == []


def _direct_among_five(firmware: str) -> int:
    park = Park(5, kind=RadioKind(firmware=firmware))
    park.send(0, b"for one", TEXT, to=park.numbers[4], hop_limit=3)
    park.clock.run_for(300.0)
    assert payloads(park.take(4), TEXT) == [b"for one"]
    return len(park.sent)


def test_2_8_0_repeats_a_direct_message_till_its_hops_run_out():
    assert 10 < _direct_among_five("2.8.0") <= 22


def test_other_firmware_repeats_a_direct_message_once():
    assert _direct_among_five("2.8.1") == 2
