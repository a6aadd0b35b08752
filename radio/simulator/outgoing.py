"""What a host wants sent: the firmware's checks, and the packet for the air."""

from __future__ import annotations

from dataclasses import replace

from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator import pkc
from radio.simulator.configuration import Configuration
from radio.simulator.directory import NodeDirectory
from radio.simulator.packet import (
    BROADCAST,
    MAX_HOP_LIMIT,
    MAX_ON_AIR_BYTES,
    AirPacket,
    RoutingError,
)
from radio.simulator.signature import signed
from radio.simulator.wire import encode_for_air, seal

_Port = portnums_pb2.PortNum

NEVER_BY_KEY = frozenset(
    {_Port.TRACEROUTE_APP, _Port.NODEINFO_APP, _Port.ROUTING_APP, _Port.POSITION_APP}
)
"""Ports whose direct messages all on the channel may read (firmware, Router.cpp)."""


class Sealing:
    """Makes packets for the air out of a host's, with one radio's keys."""

    def __init__(self, own: Configuration, directory: NodeDirectory) -> None:
        self._own = own
        self._directory = directory

    def seal(self, packet: mesh_pb2.MeshPacket) -> AirPacket | RoutingError:
        """The packet as it goes out, or why it does not."""
        if packet.WhichOneof("payload_variant") != "decoded":
            return RoutingError.BAD_REQUEST
        header = self._header(packet)
        plain = encode_for_air(packet.decoded)
        sealed = (
            self._by_key(packet, header, plain)
            if self._wants_key(packet)
            else self._by_channel(packet, header, plain)
        )
        if isinstance(sealed, RoutingError):
            return sealed
        too_large = sealed.on_air_bytes > MAX_ON_AIR_BYTES
        return RoutingError.TOO_LARGE if too_large else sealed

    def _header(self, packet: mesh_pb2.MeshPacket) -> AirPacket:
        hop_limit = min(packet.hop_limit, MAX_HOP_LIMIT)
        return AirPacket(
            sender=self._own.number,
            to=packet.to,
            packet_id=packet.id,
            hop_limit=hop_limit,
            hop_start=hop_limit,
            # A broadcast's wish stays at home: hearing it relayed is the ack.
            want_ack=packet.want_ack and packet.to != BROADCAST,
        )

    def _wants_key(self, packet: mesh_pb2.MeshPacket) -> bool:
        if packet.to == BROADCAST or packet.decoded.portnum in NEVER_BY_KEY:
            return False
        if self._own.keys is None or self._own.owner.is_licensed:
            return False
        known = self._directory.public_key(packet.to) is not None
        return known or packet.pki_encrypted or self._own.firmware.insists_on_keys

    def _by_key(
        self, packet: mesh_pb2.MeshPacket, header: AirPacket, plain: bytes
    ) -> AirPacket | RoutingError:
        if header.on_air_bytes + len(plain) + pkc.OVERHEAD_BYTES > MAX_ON_AIR_BYTES:
            return RoutingError.TOO_LARGE
        recipient = self._directory.public_key(packet.to)
        if recipient is None or self._own.keys is None:
            return RoutingError.PKI_SEND_FAIL_PUBLIC_KEY
        if packet.public_key and packet.public_key != recipient:
            return RoutingError.PKI_FAILED
        extra = header.packet_id.to_bytes(4, "big")
        payload = self._own.keys.seal(header, recipient, plain, extra)
        return replace(header, channel_hash=pkc.CHANNEL_HASH, payload=payload)

    def _by_channel(
        self, packet: mesh_pb2.MeshPacket, header: AirPacket, plain: bytes
    ) -> AirPacket | RoutingError:
        channel = self._own.channel_keys().get(packet.channel)
        if packet.pki_encrypted:
            return RoutingError.PKI_FAILED
        if channel is None:
            return RoutingError.NO_CHANNEL
        keys = self._own.keys
        if packet.to == BROADCAST and keys is not None and self._own.firmware.signs:
            plain = signed(plain, keys.private)
        return seal(header, channel, plain)
