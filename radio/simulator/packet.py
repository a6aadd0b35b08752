"""A Meshtastic packet as it is on the air: values only, no protobuf."""

from __future__ import annotations

import enum
from dataclasses import dataclass

BROADCAST = 0xFFFF_FFFF
"""The address of everybody."""

HEADER_BYTES = 16
"""to 4, from 4, id 4, flags, channel hash, next hop, relayer (RadioInterface.h)."""

MAX_ON_AIR_BYTES = 255
"""What LoRa's length byte can say."""

MAX_HOP_LIMIT = 7
"""Three bits of the flags."""


class RoutingError(enum.IntEnum):
    """Why a packet did not make it; the numbers of Meshtastic's `Routing.Error`."""

    NONE = 0
    MAX_RETRANSMIT = 5
    NO_CHANNEL = 6
    TOO_LARGE = 7
    NO_RESPONSE = 8
    DUTY_CYCLE_LIMIT = 9
    BAD_REQUEST = 32
    PKI_FAILED = 34
    PKI_UNKNOWN_PUBKEY = 35
    RATE_LIMIT_EXCEEDED = 38
    PKI_SEND_FAIL_PUBLIC_KEY = 39


@dataclass(frozen=True, slots=True)
class AirPacket:
    """Header in clear, and a payload that only holders of the channel's key read."""

    sender: int
    to: int
    packet_id: int
    hop_limit: int
    hop_start: int
    want_ack: bool = False
    channel_hash: int = 0
    relayer: int = 0
    payload: bytes = b""

    @property
    def key(self) -> tuple[int, int]:
        """What makes two packets the same one, however often it is relayed."""
        return self.sender, self.packet_id

    @property
    def is_broadcast(self) -> bool:
        """Whether it is for everybody."""
        return self.to == BROADCAST

    @property
    def hops_taken(self) -> int:
        """How many relays it went over; 0 as the sender transmits it."""
        return self.hop_start - self.hop_limit

    @property
    def on_air_bytes(self) -> int:
        """Bytes that LoRa modulates, header included."""
        return HEADER_BYTES + len(self.payload)
