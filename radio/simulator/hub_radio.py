"""A hub's radio on simulated air, as its driver finds it: the port of a bearer.

Airtime is exact, yet no protobuf and no keys enter: a payload is the frame behind as
many bytes as Meshtastic's envelope has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from random import Random

from radio.airtime import airtime_s
from radio.bearer import BearerDown, BearerInbox
from radio.carriage import MAX_PAYLOAD_BYTES
from radio.padding import UNSIGNED
from radio.simulator.air import Air, Signal
from radio.simulator.node import Node
from radio.simulator.node_ports import NodeSettings, Opened
from radio.simulator.packet import (
    BROADCAST,
    HEADER_BYTES,
    AirPacket,
    RoutingError,
)
from radio.simulator.scheduler import Scheduler
from radio.simulator.transmit_queue import CAPACITY

HOST_QUEUE = 32
"""Packets kept for an absent host; of a private port, later ones are dropped
(MeshService.cpp)."""

LONG_PAYLOAD_BYTES = 128
"""From here on a payload's length takes two bytes."""


def enveloped(frame: bytes) -> bytes:
    """A payload as long as the frame is in Meshtastic's envelope.

    Port 3, bit field 2, the payload's tag 1 and length 1 or 2.
    """
    around = 7 if len(frame) < LONG_PAYLOAD_BYTES else 8
    return bytes([around]).ljust(around, b"\0") + frame


def frame_in(payload: bytes) -> bytes:
    """The frame in an envelope."""
    return payload[payload[0] :]


class HubKeyring:
    """That of a radio with the hubs' channel."""

    def open(self, packet: AirPacket) -> Opened | None:
        """All that is on the air is the hubs'."""
        return Opened(0, packet.payload)

    def acknowledgement(
        self, header: AirPacket, _channel: int, _request_id: int, _error: RoutingError
    ) -> AirPacket:
        """Nobody asks for one: hubs only broadcast."""
        return header


class HubRadio:
    """One hub's radio, off at first; fills the `Bearer` port and a `Node`'s `Host`.

    Each boot of it is a `Node` of its own: queue, duplicate table and what was counted
    of the duty cycle are in its RAM.
    """

    def __init__(
        self,
        settings: NodeSettings,
        air: Air,
        scheduler: Scheduler,
        chance: Callable[[str], Random],
        duty_cycle: float = 1.0,
    ) -> None:
        """`chance` makes the dice of a name."""
        self._settings = settings
        self._air = air
        self._scheduler = scheduler
        self._chance = chance
        self._node: Node | None = None
        self._inbox: BearerInbox | None = None
        self._for_host: deque[tuple[bytes, int]] = deque()
        self._boots = 0
        self.duty_cycle = duty_cycle
        self.max_frame_bytes = MAX_PAYLOAD_BYTES
        self.signing = UNSIGNED
        self.refused = 0
        """Frames that the duty cycle did not let out."""
        self.dropped = 0
        """Frames that came while the host was away, and found its queue full."""

    # -- power ----------------------------------------------------------------

    def switch_on(self) -> None:
        """Boot."""
        self._boots += 1
        self._node = Node(
            self._settings,
            self._air,
            self._scheduler,
            self._chance(f"radio {self._settings.index} {self._boots}"),
            HubKeyring(),
            self,
        )

    def switch_off(self) -> None:
        """Cut the power; a connected host notices."""
        if self._node is None:
            return
        self._node.switch_off()
        self._node = None
        self._for_host.clear()
        inbox, self._inbox = self._inbox, None
        if inbox is not None:
            inbox.lost("the radio was switched off")

    # -- the host's side: a bearer ----------------------------------------------

    def connect(self, inbox: BearerInbox) -> None:
        """From now on `inbox` gets what comes. Raises BearerDown."""
        if self._node is None:
            raise BearerDown("the radio is off")
        self._inbox = inbox

    def fetch(self) -> None:
        """Hand over what waited while no host was there."""
        while self._for_host and self._inbox is not None:
            self._inbox.heard(*self._for_host.popleft())

    def report(self) -> None:
        """Tell the host of the channel, as radios do each minute."""
        if self._node is not None and self._inbox is not None:
            self._inbox.used(self._node.channel_use, self._node.transmitted)

    def airtime_s(self, frame_bytes: int) -> float:
        """How long a frame of that size holds the channel, in seconds."""
        payload_bytes = len(enveloped(bytes(frame_bytes)))
        return airtime_s(HEADER_BYTES + payload_bytes, self._air.preset)

    def ready(self) -> bool:
        """Whether at most one packet waits in the radio's queue. Raises BearerDown."""
        return self._booted.queue_free >= CAPACITY - 1

    def send(self, frame: bytes, hop_limit: int | None = None) -> None:
        """Broadcast a frame, unless the duty cycle is used up. Raises BearerDown."""
        node = self._booted
        if self.duty_cycle < 1.0 and node.transmitted >= self.duty_cycle:
            self.refused += 1
            return
        hops = self._settings.hop_limit if hop_limit is None else hop_limit
        packet = AirPacket(
            sender=node.number,
            to=BROADCAST,
            packet_id=node.new_packet_id(),
            hop_limit=hops,
            hop_start=hops,
            payload=enveloped(frame),
        )
        node.send(packet, reliable=False)

    def close(self) -> None:
        """The host is gone; what comes waits for it."""
        self._inbox = None

    @property
    def _booted(self) -> Node:
        if self._node is None:
            raise BearerDown("the radio is off")
        return self._node

    # -- the mesh side: a node's host -------------------------------------------

    def heard(self, packet: AirPacket, opened: Opened, _signal: Signal) -> None:
        """A frame came in over the air."""
        came = (frame_in(opened.plain), packet.hops_taken)
        if self._inbox is not None:
            self._inbox.heard(*came)
        elif len(self._for_host) < HOST_QUEUE:
            self._for_host.append(came)
        else:
            self.dropped += 1

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """Nothing asks to be acknowledged."""

    def queue_moved(self) -> None:
        """The driver asks by itself whether there is room."""
