"""Which of the others' packets a virtual radio repeats, by its role and mode."""

from __future__ import annotations

from meshtastic.protobuf import config_pb2, mesh_pb2, portnums_pb2

from radio.simulator.configuration import Configuration
from radio.simulator.node_ports import Opened
from radio.simulator.packet import AirPacket

_Device = config_pb2.Config.DeviceConfig
_Mode = _Device.RebroadcastMode
_Port = portnums_pb2.PortNum

KEY_VERIFICATION, STORE_FORWARD_PLUSPLUS = 12, 35
"""Ports for which not every version of the library has a name."""

CORE_PORTS = frozenset(
    {
        _Port.TEXT_MESSAGE_APP,
        _Port.TEXT_MESSAGE_COMPRESSED_APP,
        _Port.POSITION_APP,
        _Port.NODEINFO_APP,
        _Port.ROUTING_APP,
        _Port.TELEMETRY_APP,
        _Port.ADMIN_APP,
        _Port.ALERT_APP,
        KEY_VERIFICATION,
        _Port.WAYPOINT_APP,
        _Port.STORE_FORWARD_APP,
        _Port.TRACEROUTE_APP,
        STORE_FORWARD_PLUSPLUS,
    }
)
"""What the mode CORE_PORTNUMS_ONLY lets pass (firmware, Router.cpp)."""

MUTE_ROLES = frozenset({_Device.Role.CLIENT_MUTE})


class Relaying:
    """The rule of one radio, as it is configured when a packet comes."""

    def __init__(self, own: Configuration) -> None:
        self._own = own

    def __call__(self, _packet: AirPacket, opened: Opened | None) -> bool:
        """Whether to repeat that packet, of which we could read `opened`."""
        device = self._own.device
        if device.role in MUTE_ROLES or device.rebroadcast_mode == _Mode.NONE:
            return False
        if opened is None:
            return self._relays_opaque(device.rebroadcast_mode)
        if device.rebroadcast_mode != _Mode.CORE_PORTNUMS_ONLY:
            return True
        port: int = mesh_pb2.Data.FromString(opened.plain).portnum
        return port in CORE_PORTS

    def _relays_opaque(self, mode: int) -> bool:
        if mode == _Mode.LOCAL_ONLY:
            return False
        if self._own.firmware.forgets_opaque:
            return mode in (_Mode.ALL, _Mode.ALL_SKIP_DECODING)
        return True

    @property
    def is_router(self) -> bool:
        """Whether the radio repeats ahead of others, and even after them."""
        return bool(self._own.device.role == _Device.Role.ROUTER)
