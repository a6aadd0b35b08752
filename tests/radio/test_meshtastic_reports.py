"""What a radio tells of the channel: its own telemetry, and nothing that can't be."""

from __future__ import annotations

import pytest
from meshtastic.protobuf import config_pb2, mesh_pb2, portnums_pb2, telemetry_pb2

from radio.meshtastic_reports import region_name, use_in_node, use_in_packet

NODE = 7


def _packet(channel: float, sender: int = NODE) -> mesh_pb2.MeshPacket:
    telemetry = telemetry_pb2.Telemetry()
    telemetry.device_metrics.channel_utilization = channel
    telemetry.device_metrics.air_util_tx = 2.0
    packet = mesh_pb2.MeshPacket(**{"from": sender})
    packet.decoded.portnum = portnums_pb2.PortNum.TELEMETRY_APP
    packet.decoded.payload = telemetry.SerializeToString()
    return packet


def test_the_radios_own_telemetry_tells_of_the_channel() -> None:
    assert use_in_packet(_packet(30.0), NODE) == pytest.approx((0.3, 0.02))


def test_the_telemetry_of_other_radios_tells_nothing() -> None:
    assert use_in_packet(_packet(30.0, sender=8), NODE) is None


@pytest.mark.parametrize("channel", [-1.0, float("nan"), float("inf"), 1e9])
def test_figures_that_cant_be_true_tell_nothing(channel: float) -> None:
    assert use_in_packet(_packet(channel), NODE) is None


def test_broken_telemetry_and_other_packets_tell_nothing() -> None:
    broken, other = _packet(30.0), _packet(30.0)
    broken.decoded.payload = b"\xff\xff\xff"
    other.decoded.portnum = portnums_pb2.PortNum.PRIVATE_APP

    assert use_in_packet(broken, NODE) is None
    assert use_in_packet(other, NODE) is None


def test_telemetry_of_weather_tells_nothing() -> None:
    weather = telemetry_pb2.Telemetry()
    weather.environment_metrics.temperature = 20.0
    packet = _packet(30.0)
    packet.decoded.payload = weather.SerializeToString()

    assert use_in_packet(packet, NODE) is None


def test_the_book_of_nodes_tells_what_it_knows() -> None:
    known = {"deviceMetrics": {"channelUtilization": 12.5, "airUtilTx": 1.5}}

    assert use_in_node(known) == pytest.approx((0.125, 0.015))
    assert use_in_node({}) is None
    assert use_in_node(None) is None


def test_a_region_has_its_name_and_a_new_one_has_none() -> None:
    lora = config_pb2.Config.LoRaConfig
    assert region_name(lora(region=lora.RegionCode.EU_868)) == "EU_868"
    assert region_name(lora(region=250)) == ""
