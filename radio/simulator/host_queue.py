"""Packets that wait for a host to fetch them, and what happens when it doesn't."""

from __future__ import annotations

from collections import deque

from meshtastic.protobuf import mesh_pb2, portnums_pb2


class HostQueue:
    """When full, a text replaces the oldest packet; anything else is dropped
    itself (MeshService.cpp).
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._packets: deque[mesh_pb2.MeshPacket] = deque()

    def __len__(self) -> int:
        return len(self._packets)

    def add(self, packet: mesh_pb2.MeshPacket) -> None:
        """Keep it, if the rule of the full queue lets it in."""
        if len(self._packets) == self._capacity:
            if packet.decoded.portnum != portnums_pb2.PortNum.TEXT_MESSAGE_APP:
                return
            self._packets.popleft()
        self._packets.append(packet)

    def take(self) -> mesh_pb2.MeshPacket | None:
        """The oldest, if any."""
        return self._packets.popleft() if self._packets else None
