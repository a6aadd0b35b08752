"""Meshtastic's `Data` message inside a packet: sealed, opened, answered.

The air and the nodes stay free of protobuf; this is where their payloads get it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from google.protobuf.message import DecodeError
from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator.channels import Channel
from radio.simulator.node_ports import Opened
from radio.simulator.packet import AirPacket, RoutingError

WANT_RESPONSE_BIT = 2
"""Bit 1 of `Data.bitfield`; bit 0 is leave to pass the packet on to the internet."""


def seal(header: AirPacket, channel: Channel, plain: bytes) -> AirPacket:
    """`header` with the encoded `Data` in `plain` as its payload."""
    return replace(
        header, channel_hash=channel.hash, payload=channel.cipher(header, plain)
    )


def encode_for_air(content: mesh_pb2.Data) -> bytes:
    """The encoding as firmware sends it: the bitfield is always there."""
    sent = mesh_pb2.Data()
    sent.CopyFrom(content)
    sent.bitfield = WANT_RESPONSE_BIT if content.want_response else 0
    encoded: bytes = sent.SerializeToString()
    return encoded


def routing_answer(request_id: int, error: RoutingError) -> mesh_pb2.Data:
    """An ACK (NONE) or NAK for packet `request_id`."""
    routing = mesh_pb2.Routing(error_reason=int(error))
    return mesh_pb2.Data(
        portnum=portnums_pb2.PortNum.ROUTING_APP,
        payload=routing.SerializeToString(),
        request_id=request_id,
    )


class ChannelKeyring:
    """The `Keyring` of a radio whose channels, by index, are those that it has now."""

    def __init__(self, channels: Callable[[], Mapping[int, Channel]]) -> None:
        self._channels = channels

    def open(self, packet: AirPacket) -> Opened | None:
        """Try each channel whose hash is the packet's."""
        for index, channel in self._channels().items():
            if channel.hash == packet.channel_hash:
                opened = parse(index, channel.cipher(packet, packet.payload))
                if opened is not None:
                    return opened
        return None

    def acknowledgement(
        self, header: AirPacket, channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        """`header` with a routing answer as its payload."""
        plain = encode_for_air(routing_answer(request_id, error))
        return seal(header, self._channels()[channel], plain)


def private_payload(opened: Opened) -> bytes | None:
    """What a packet carries on the private port, or None for any other port."""
    content = mesh_pb2.Data.FromString(opened.plain)
    if content.portnum != portnums_pb2.PortNum.PRIVATE_APP:
        return None
    payload: bytes = content.payload
    return payload


def parse(index: int, plain: bytes) -> Opened | None:
    """The `Data` that a key of channel `index` brought out; None: it was noise."""
    content = mesh_pb2.Data()
    try:
        content.ParseFromString(plain)
    except DecodeError:
        return None
    if content.portnum == portnums_pb2.PortNum.UNKNOWN_APP:
        return None  # a wrong key's noise that happens to parse
    is_routing = content.portnum == portnums_pb2.PortNum.ROUTING_APP
    return Opened(index, plain, content.request_id if is_routing else 0)
