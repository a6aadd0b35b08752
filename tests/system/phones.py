"""Neighbours' radios for tests: an app's side of a virtual radio, in bytes."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from types import TracebackType

from meshtastic.protobuf import admin_pb2, channel_pb2, mesh_pb2, portnums_pb2

from radio.bearer import RadioAddress
from radio.simulator.packet import BROADCAST
from tests.radio.simulator.clients import RawClient
from tests.system.hubs import PATIENCE_S

ASK_AGAIN_S = 15.0
NEIGHBOURS_INDEX = 2
NEIGHBOURS_KEY = bytes(range(16, 48))


def join_neighbours(address: RadioAddress) -> int:
    """Set up the neighbours' channel on a radio that nobody uses; its number."""
    client = RawClient(address)
    number = client.greet().my_info.my_node_num
    channel = channel_pb2.Channel(
        index=NEIGHBOURS_INDEX, role=channel_pb2.Channel.Role.SECONDARY
    )
    channel.settings.name = "neighbours"
    channel.settings.psk = NEIGHBOURS_KEY
    packet = mesh_pb2.MeshPacket(to=number, id=77, want_ack=True)
    packet.decoded.portnum = portnums_pb2.PortNum.ADMIN_APP
    asked = admin_pb2.AdminMessage(set_channel=channel)
    packet.decoded.payload = asked.SerializeToString()
    packet.decoded.want_response = True
    client.say(packet=packet)
    while client.next_packet().decoded.request_id != 77:
        pass
    client.close()
    return number


@dataclass(frozen=True, slots=True)
class Text:
    """A text as an app shows it."""

    text: str
    sender: int
    direct: bool
    answers: int


class Phone:
    """An app on a neighbour's radio. Use as a context manager."""

    def __init__(self, address: RadioAddress) -> None:
        self._client = RawClient(address)
        self.number = self._client.greet().my_info.my_node_num
        # As radios draw them: never the same for two.
        self._ids = count(self.number & 0x0FFF_0000)
        self._texts: queue.Queue[Text] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Phone:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def send(self, text: str, to: int | None = None) -> int:
        """Say something, directly to a radio or on the neighbours' channel."""
        number = next(self._ids)
        packet = mesh_pb2.MeshPacket(
            to=BROADCAST if to is None else to,
            id=number,
            channel=NEIGHBOURS_INDEX if to is None else 0,
            want_ack=to is not None,
            pki_encrypted=to is not None,
        )
        packet.decoded.portnum = portnums_pb2.PortNum.TEXT_MESSAGE_APP
        packet.decoded.payload = text.encode()
        self._client.say(packet=packet)
        return number

    def next_text(self) -> Text:
        """What comes next; fails when patience ends."""
        return self._texts.get(timeout=PATIENCE_S)

    def ask(self, text: str, to: int | None = None) -> str:
        """Say something, again if need be as people do, and the answer to it."""
        sent = set()
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            sent.add(self.send(text, to))
            for heard in self._for(ASK_AGAIN_S):
                if heard.answers in sent:
                    assert heard.direct == (to is not None)
                    return heard.text
        raise AssertionError(f"never answered: {text}")

    def _for(self, seconds: float) -> Iterator[Text]:
        """What comes within that time."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                yield self._texts.get(timeout=left)

    def _read(self) -> None:
        try:
            while True:
                packet = self._client.next_packet()
                if packet.decoded.portnum == portnums_pb2.PortNum.TEXT_MESSAGE_APP:
                    self._texts.put(
                        Text(
                            packet.decoded.payload.decode(),
                            getattr(packet, "from"),
                            packet.to == self.number,
                            packet.decoded.reply_id,
                        )
                    )
        except (EOFError, OSError):
            return
