"""What a radio tells of the channel: its own telemetry, and nothing that can't be."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from meshtastic.protobuf import telemetry_pb2

from radio.meshtastic_reports import hops_of, use_in_node, use_in_packet

NODE = 7


def _packet(channel: float, sender: int = NODE) -> dict[str, Any]:
    """As the library hands it over."""
    telemetry = telemetry_pb2.Telemetry()
    telemetry.device_metrics.channel_utilization = channel
    telemetry.device_metrics.air_util_tx = 2.0
    return _packet_of(telemetry, sender)


def _packet_of(telemetry: telemetry_pb2.Telemetry, sender: int) -> dict[str, Any]:
    decoded = {"portnum": "TELEMETRY_APP", "telemetry": MessageToDict(telemetry)}
    return {"from": sender, "decoded": decoded}


def test_the_radios_own_telemetry_tells_of_the_channel() -> None:
    assert use_in_packet(_packet(30.0), NODE) == pytest.approx((0.3, 0.02))


def test_the_telemetry_of_other_radios_tells_nothing() -> None:
    assert use_in_packet(_packet(30.0, sender=8), NODE) is None


@pytest.mark.parametrize("channel", [-1.0, float("nan"), float("inf"), 1e9])
def test_figures_that_cant_be_true_tell_nothing(channel: float) -> None:
    assert use_in_packet(_packet(channel), NODE) is None


@pytest.mark.parametrize("decoded", [{}, {"portnum": "PRIVATE_APP", "payload": b"x"}])
def test_other_packets_tell_nothing(decoded: dict[str, Any]) -> None:
    assert use_in_packet({"from": NODE, "decoded": decoded}, NODE) is None
    assert use_in_packet({"decoded": decoded}, NODE) is None


def test_telemetry_of_weather_tells_nothing() -> None:
    weather = telemetry_pb2.Telemetry()
    weather.environment_metrics.temperature = 20.0

    assert use_in_packet(_packet_of(weather, NODE), NODE) is None


def test_the_book_of_nodes_tells_what_it_knows() -> None:
    known = {"deviceMetrics": {"channelUtilization": 12.5, "airUtilTx": 1.5}}

    assert use_in_node(known) == pytest.approx((0.125, 0.015))
    assert use_in_node({}) is None
    assert use_in_node(None) is None


def test_hops_are_counted_from_where_a_packet_began() -> None:
    assert hops_of(3, 3) == 0
    assert hops_of(3, 1) == 2


def test_a_packet_of_old_firmware_does_not_say_its_hops() -> None:
    assert hops_of(0, 2) is None
