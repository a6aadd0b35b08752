"""What a Meshtastic radio tells of the channel, read from the dictionaries that the
library makes; the library itself does not enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Use = tuple[float, float]
"""What part of the last minute the channel was in use, and what part of the last hour
the radio transmitted."""


def use_in_packet(packet: Mapping[str, Any], node: int) -> Use | None:
    """What that packet says of the channel, if it is telemetry of that very node."""
    if packet.get("from") != node:
        return None
    return use_in_node(packet.get("decoded", {}).get("telemetry"))


def use_in_node(told: Mapping[str, Any] | None) -> Use | None:
    """What telemetry, or the library's book of nodes, says of the channel."""
    metrics = (told or {}).get("deviceMetrics", {})
    if "channelUtilization" not in metrics:
        return None
    channel, sent = metrics["channelUtilization"], metrics.get("airUtilTx", 0.0)
    # What is no number comes as a word: "NaN".
    if not all(isinstance(each, int | float) for each in (channel, sent)):
        return None
    use = (channel / 100, sent / 100)
    return use if all(0.0 <= each <= 2.0 for each in use) else None


def hops_of(hop_start: int, hop_limit: int) -> int | None:
    """How many radios repeated a packet; None where it does not say where it began."""
    hops = hop_start - hop_limit
    return hops if hops >= 0 else None
