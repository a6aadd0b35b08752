"""What a virtual radio can read and write: its channels, and messages for it alone."""

from __future__ import annotations

from dataclasses import replace

from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator import pkc
from radio.simulator.configuration import Configuration
from radio.simulator.directory import NodeDirectory
from radio.simulator.node_ports import Opened
from radio.simulator.packet import AirPacket, RoutingError
from radio.simulator.wire import ChannelKeyring, parse

_Port = portnums_pb2.PortNum


class RadioKeyring:
    """The `Keyring` of a radio with a configuration and a directory of others."""

    def __init__(self, own: Configuration, directory: NodeDirectory) -> None:
        self._own = own
        self._directory = directory
        self._channels = ChannelKeyring(own.channel_keys)

    def open(self, packet: AirPacket) -> Opened | None:
        """By the sender's public key if it is for us, else by a channel's key."""
        for_us = packet.to == self._own.number
        by_key = self._open_by_key(packet) if for_us else None
        if by_key is not None and by_key.error is RoutingError.NONE:
            return by_key
        opened = self._channels.open(packet)
        if opened is None:
            return by_key
        if for_us and self._is_legacy(opened):
            return None
        return opened

    def acknowledgement(
        self, header: AirPacket, channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        """`header` with a routing answer, which all on the channel can read."""
        return self._channels.acknowledgement(header, channel, request_id, error)

    def _open_by_key(self, packet: AirPacket) -> Opened | None:
        keys = self._own.keys
        if packet.channel_hash != pkc.CHANNEL_HASH or keys is None:
            return None
        sender = self._directory.public_key(packet.sender)
        if sender is None:
            return Opened(0, b"", error=RoutingError.PKI_UNKNOWN_PUBKEY)
        plain = keys.open(packet, sender)
        opened = None if plain is None else parse(0, plain)
        if opened is None:
            return None
        sure = self._own.firmware.makes_sure_of_acks and _is_text(opened)
        return replace(opened, public_key=sender, wants_sure_ack=sure)

    def _is_legacy(self, opened: Opened) -> bool:
        """A direct text by the channel's key, which newer firmware takes for forged."""
        insists = self._own.firmware.insists_on_keys and not self._own.owner.is_licensed
        return insists and _is_text(opened)


def _is_text(opened: Opened) -> bool:
    port: int = mesh_pb2.Data.FromString(opened.plain).portnum
    return port == int(_Port.TEXT_MESSAGE_APP)
