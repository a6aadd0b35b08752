"""What a radio has for its client, in the firmware's order of precedence. Sans-IO."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from meshtastic.protobuf import mesh_pb2

from radio.simulator.host_queue import HostQueue

STATUS_QUEUE = 2
"""QueueStatus messages kept for the host, newest; a burst loses some."""

LOST_TO_NOBODY = 2
"""Packets that a radio writes to a connection closed without a word, until it finds
that nobody reads them (measured)."""


class HostOutbox:
    """Packets wait here for an absent client; all else is for one that has asked for
    the configuration, or for nobody."""

    def __init__(self, capacity: int) -> None:
        self._greeting: Iterator[mesh_pb2.FromRadio] = iter(())
        self._greeted = False
        self._statuses: deque[mesh_pb2.QueueStatus] = deque(maxlen=STATUS_QUEUE)
        self._notes: deque[mesh_pb2.FromRadio] = deque()
        self._packets = HostQueue(capacity)
        self._to_nobody: int | None = None

    @property
    def is_drained(self) -> bool:
        """Whether a client is there and has fetched every packet."""
        return self._greeted and not len(self._packets)

    def client_left(self) -> None:
        """Nobody is there: packets are kept, all else is forgotten."""
        self._greeting = iter(())
        self._greeted = False
        self._statuses.clear()
        self._notes.clear()
        self._to_nobody = None

    def client_vanished(self) -> None:
        """The client is gone without a word: the radio finds out by and by."""
        if self._greeted:
            self._to_nobody = LOST_TO_NOBODY

    def greet(self, greeting: Iterator[mesh_pb2.FromRadio]) -> None:
        """The client wants the configuration, which is `greeting`."""
        self._greeted = False
        self._greeting = greeting

    def add_packet(self, packet: mesh_pb2.MeshPacket) -> None:
        """Keep a packet, unless it goes to a client that is gone."""
        if self._to_nobody is None:
            self._packets.add(packet)
            return
        self._to_nobody -= 1
        if self._to_nobody == 0:
            self.client_left()

    def add_status(self, status: mesh_pb2.QueueStatus) -> None:
        """Tell of the transmit queue; of many, the newest two are told."""
        self._statuses.append(status)

    def add_note(self, note: mesh_pb2.FromRadio) -> None:
        """Tell something else, to whoever is there, greeted or not."""
        self._notes.append(note)

    def next(self) -> mesh_pb2.FromRadio | None:
        """The next message, None if there is none now."""
        if self._notes:
            return self._notes.popleft()
        part = next(self._greeting, None)
        if part is not None:
            self._greeted = part.HasField("config_complete_id")
            return part
        if not self._greeted:
            return None
        if self._statuses:
            return mesh_pb2.FromRadio(queueStatus=self._statuses.popleft())
        packet = self._packets.take()
        return None if packet is None else mesh_pb2.FromRadio(packet=packet)
