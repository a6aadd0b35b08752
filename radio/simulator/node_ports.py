"""What a node needs to be told and whom it tells: its settings and its ports.

Knows no protobuf and no keys, as the node itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from radio.simulator.air import Signal
from radio.simulator.packet import AirPacket, RoutingError


@dataclass(frozen=True, slots=True)
class Opened:
    """A payload that one of our channels' keys could read."""

    channel: int
    """Our index of the channel."""
    plain: bytes
    acknowledges: int = 0
    """Id of the packet that this is the routing answer to; 0: it is none."""
    public_key: bytes = b""
    """The sender's, where the packet was encrypted for this radio alone."""
    wants_sure_ack: bool = False
    """Whether its acknowledgement is to be acknowledged itself."""
    error: RoutingError = RoutingError.NONE
    """Why it can't be read although it is for this radio; then `plain` is empty."""


class Keyring(Protocol):
    """Reads and writes payloads with the keys of a radio's channels."""

    def open(self, packet: AirPacket) -> Opened | None:
        """What the packet says, or None for want of the channel."""

    def acknowledgement(
        self, header: AirPacket, channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        """`header` with a payload that answers packet `request_id`."""


class Host(Protocol):
    """Whom the radio works for."""

    def heard(self, packet: AirPacket, opened: Opened, signal: Signal) -> None:
        """A packet for everybody, or for this radio, came in for the first time."""

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """An own packet was relayed by a neighbour (NONE), or given up."""

    def queue_moved(self) -> None:
        """A packet has left the transmit queue."""


def relays_all(_packet: AirPacket, _opened: Opened | None) -> bool:
    """What a radio in the role CLIENT relays."""
    return True


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """What sets one radio apart: node number, place on the air, hops of its acks,
    what it relays and, as a router, that it does so early and in any case."""

    number: int
    index: int
    hop_limit: int = 3
    duty_cycle: float = 1.0
    relays: Callable[[AirPacket, Opened | None], bool] = relays_all
    is_router: bool = False
    forgets_opaque: bool = False
    """Whether direct messages that it can't read are no duplicates to it, ever."""
