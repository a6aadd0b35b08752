"""A Meshtastic radio without a hub, on no channel of theirs: it repeats, unread."""

from __future__ import annotations

from radio.simulator.air import Signal
from radio.simulator.node_ports import Opened
from radio.simulator.packet import AirPacket, RoutingError


class NoKeys:
    """The keyring of a radio that reads nothing of what hubs say."""

    def open(self, _packet: AirPacket) -> Opened | None:
        """Never."""
        return None

    def acknowledgement(
        self, header: AirPacket, _channel: int, _request_id: int, _error: RoutingError
    ) -> AirPacket:
        """Nobody asks for one: hubs only broadcast."""
        return header


class NoHost:
    """Nobody listens at this radio."""

    def heard(self, packet: AirPacket, opened: Opened, signal: Signal) -> None:
        """Nobody to tell."""

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """Nobody to tell."""

    def queue_moved(self) -> None:
        """Nobody to tell."""
