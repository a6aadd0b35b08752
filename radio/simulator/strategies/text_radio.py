"""A radio as programs on Meshtastic's text port use it: texts in, texts out.

Payloads are the real `Data` messages, unencrypted; sizes are those of the air.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator.air import Air, Signal
from radio.simulator.node import Node
from radio.simulator.node_ports import NodeSettings, Opened
from radio.simulator.packet import BROADCAST, AirPacket, RoutingError
from radio.simulator.scheduler import Scheduler
from radio.simulator.strategies.case import Case
from radio.simulator.wire import encode_for_air, routing_answer

TEXT_LIMIT_S = 2.0
"""A second text within that time is dropped, and the host is told that all is well
(firmware, PhoneAPI.cpp; measured on 2.8)."""

PAUSE_S = 2.3
"""Between two texts of one program: the two seconds that TC2 sleeps are cut so fine
that texts fall to the limit; with 0.3 s more none did (measured)."""

PKC_BYTES = 12
"""What a direct message grows by, encrypted for one (firmware, RadioInterface.h)."""

FOR_ONE, FOR_ALL = 0, 8
"""The channel hash of a direct message, and that of the default channel."""


def number_of(hub: int) -> int:
    """The node number of that hub's radio."""
    return 0x5EED_0000 + hub


class TextKeyring:
    """Reads what is for all, and direct messages for its own radio."""

    def __init__(self, number: int) -> None:
        self._number = number

    def open(self, packet: AirPacket) -> Opened | None:
        """What the packet says, unless it is a direct message for another."""
        plain = packet.payload
        if packet.channel_hash == FOR_ONE:
            if packet.to != self._number:
                return None
            plain = plain[:-PKC_BYTES]
        content = mesh_pb2.Data.FromString(plain)
        is_routing = content.portnum == portnums_pb2.PortNum.ROUTING_APP
        return Opened(0, plain, content.request_id if is_routing else 0)

    def acknowledgement(
        self, header: AirPacket, _channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        """`header` with a routing answer, which all can read (Router.cpp)."""
        plain = encode_for_air(routing_answer(request_id, error))
        return replace(header, channel_hash=FOR_ALL, payload=plain)


class TextRadio:
    """The `Host` of one node. `on_text` is told the text and the sender's number."""

    def __init__(self, hub: int, case: Case, air: Air, scheduler: Scheduler) -> None:
        self.number = number_of(hub)
        self.on_text: Callable[[str, int], None] = lambda _text, _sender: None
        self._scheduler = scheduler
        self._hop_limit = case.hop_limit
        self._next_text_at = -math.inf
        self._node = Node(
            NodeSettings(self.number, hub, case.hop_limit),
            air,
            scheduler,
            case.chance(f"radio {hub}"),
            TextKeyring(self.number),
            self,
        )

    def send(self, text: str, *, to: int = BROADCAST, want_ack: bool = False) -> None:
        """Hand a text to the radio, which may drop it without a word."""
        now = self._scheduler.now()
        if now < self._next_text_at:
            return
        self._next_text_at = now + TEXT_LIMIT_S
        self._node.send(self._packet(text, to, want_ack), reliable=want_ack)

    def _packet(self, text: str, to: int, want_ack: bool) -> AirPacket:
        content = mesh_pb2.Data(
            portnum=portnums_pb2.PortNum.TEXT_MESSAGE_APP, payload=text.encode()
        )
        for_all = to == BROADCAST
        return AirPacket(
            sender=self.number,
            to=to,
            packet_id=self._node.new_packet_id(),
            hop_limit=self._hop_limit,
            hop_start=self._hop_limit,
            want_ack=want_ack and not for_all,
            channel_hash=FOR_ALL if for_all else FOR_ONE,
            payload=encode_for_air(content) + bytes(0 if for_all else PKC_BYTES),
        )

    def heard(self, packet: AirPacket, opened: Opened, _signal: Signal) -> None:
        """A packet came in."""
        content = mesh_pb2.Data.FromString(opened.plain)
        if content.portnum == portnums_pb2.PortNum.TEXT_MESSAGE_APP:
            self.on_text(content.payload.decode(), packet.sender)

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """None of these programs looks."""

    def queue_moved(self) -> None:
        """None of these programs looks."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    to: int
    want_ack: bool


class Pacer:
    """Sends a program's texts one after the other, `pause_s` apart."""

    def __init__(
        self, radio: TextRadio, scheduler: Scheduler, pause_s: float = PAUSE_S
    ) -> None:
        self._radio = radio
        self._scheduler = scheduler
        self._pause_s = pause_s
        self._waiting: deque[_Text] = deque()
        self._pausing = False

    def say(self, text: str, *, to: int = BROADCAST, want_ack: bool = False) -> None:
        """Send it as soon as what was said before is sent."""
        self._waiting.append(_Text(text, to, want_ack))
        if not self._pausing:
            self._next()

    def _next(self) -> None:
        self._pausing = bool(self._waiting)
        if not self._waiting:
            return
        first = self._waiting.popleft()
        self._radio.send(first.text, to=first.to, want_ack=first.want_ack)
        self._scheduler.call_at(self._scheduler.now() + self._pause_s, self._next)
