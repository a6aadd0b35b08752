"""How often a host may send on a port: the firmware's throttle. No IO."""

from __future__ import annotations

from types import MappingProxyType

from meshtastic.protobuf import portnums_pb2

_Port = portnums_pb2.PortNum

LEAST_S = MappingProxyType(
    {
        int(_Port.TEXT_MESSAGE_APP): 2.0,
        int(_Port.POSITION_APP): 10.0,
        int(_Port.WAYPOINT_APP): 10.0,
        int(_Port.ALERT_APP): 10.0,
        int(_Port.TELEMETRY_APP): 10.0,
        int(_Port.TRACEROUTE_APP): 30.0,
    }
)
"""Seconds from one packet of a port to the next (firmware, PhoneAPI.cpp); the others
are free."""


class PortLimits:
    """Since the radio booted. What is refused does not count."""

    def __init__(self) -> None:
        self._taken_at: dict[int, float] = {}

    def allows(self, port: int, now_s: float) -> bool:
        """Whether the port is free; if so, it is taken from now on."""
        since = now_s - self._taken_at.get(port, -LEAST_S.get(port, 0.0))
        if since < LEAST_S.get(port, 0.0):
            return False
        self._taken_at[port] = now_s
        return True
