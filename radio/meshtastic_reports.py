"""What a Meshtastic radio tells of itself: preset, region, how busy the channel is."""

from __future__ import annotations

from typing import Any

from google.protobuf.message import DecodeError
from meshtastic.protobuf import config_pb2, mesh_pb2, portnums_pb2, telemetry_pb2

from radio.airtime import PRESETS

Use = tuple[float, float]
"""What part of the last minute the channel was in use, and what part of the last hour
the radio transmitted."""


def region_name(lora: Any) -> str:
    """The region's name; "" for one that the library does not know yet."""
    regions = config_pb2.Config.LoRaConfig.RegionCode.DESCRIPTOR.values_by_number
    known = regions.get(lora.region)
    return str(known.name) if known else ""


def preset_name(lora: Any) -> str:
    """The preset's name; one that the library does not know yet counts as LONG_FAST."""
    presets = config_pb2.Config.LoRaConfig.ModemPreset.DESCRIPTOR.values_by_number
    known = presets.get(lora.modem_preset)
    return str(known.name) if known and known.name in PRESETS else "LONG_FAST"


def use_in_packet(raw: mesh_pb2.MeshPacket, node: int) -> Use | None:
    """What that packet says of the channel, if it is telemetry of that very node."""
    telling = raw.decoded.portnum == portnums_pb2.PortNum.TELEMETRY_APP
    if not telling or getattr(raw, "from") != node:
        return None
    try:
        telemetry = telemetry_pb2.Telemetry.FromString(raw.decoded.payload)
    except DecodeError:
        return None
    metrics = telemetry.device_metrics
    if not metrics.HasField("channel_utilization"):
        return None
    return _parts(metrics.channel_utilization, metrics.air_util_tx)


def use_in_node(node: dict[str, Any] | None) -> Use | None:
    """What the library's book of nodes says of the channel."""
    metrics = (node or {}).get("deviceMetrics", {})
    if "channelUtilization" not in metrics:
        return None
    return _parts(metrics["channelUtilization"], metrics.get("airUtilTx", 0.0))


def _parts(channel_percent: float, transmitting_percent: float) -> Use | None:
    """Percent as parts; None where it can't be true."""
    use = (channel_percent / 100, transmitting_percent / 100)
    return use if all(0.0 <= each <= 2.0 for each in use) else None
