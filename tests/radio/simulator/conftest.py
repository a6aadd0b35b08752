"""Radios on simulated time, with keys left out: a payload is its own plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from radio.airtime import PRESETS
from radio.simulator.air import Air, Hears, Signal, Transmission, everyone
from radio.simulator.node import Node
from radio.simulator.node_ports import NodeSettings, Opened
from radio.simulator.packet import BROADCAST, AirPacket, RoutingError
from radio.simulator.scheduler import HeapScheduler


class PlainKeyring:
    """Everybody reads everything, except those given another `channel`."""

    def __init__(self, channel: int = 0) -> None:
        self.channel = channel

    def open(self, packet: AirPacket) -> Opened | None:
        if packet.channel_hash != self.channel:
            return None
        is_answer = packet.payload.startswith(b"answer ")
        answered = int(packet.payload.split()[1]) if is_answer else 0
        return Opened(0, packet.payload, answered)

    def acknowledgement(
        self, header: AirPacket, _channel: int, request_id: int, error: RoutingError
    ) -> AirPacket:
        text = f"answer {request_id} {error.name}"
        return replace(header, channel_hash=self.channel, payload=text.encode())


@dataclass
class RecordingHost:
    """Writes down what its radio tells it."""

    clock: HeapScheduler
    heard_packets: list[AirPacket] = field(default_factory=list)
    heard_at_s: list[float] = field(default_factory=list)
    verdicts: list[tuple[int, RoutingError, float]] = field(default_factory=list)

    @property
    def texts(self) -> list[bytes]:
        return [packet.payload for packet in self.heard_packets]

    def heard(self, packet: AirPacket, _opened: Opened, _signal: Signal) -> None:
        self.heard_packets.append(packet)
        self.heard_at_s.append(self.clock.now())

    def settled(self, packet_id: int, error: RoutingError) -> None:
        self.verdicts.append((packet_id, error, self.clock.now()))

    def queue_moved(self) -> None:
        pass


class Mesh:
    """`count` nodes on one air, and all that was transmitted."""

    def __init__(
        self,
        count: int,
        hears: Hears = everyone,
        loss: float = 0.0,
        seed: int = 1,
        strangers: tuple[int, ...] = (),
    ) -> None:
        self.clock = HeapScheduler()
        self.sent: list[Transmission] = []
        self.air = Air(
            self.clock,
            Random(seed),
            PRESETS["LONG_FAST"],
            loss=loss,
            hears=hears,
            observer=self.sent.append,
        )
        self.hosts = [RecordingHost(self.clock) for _ in range(count)]
        self.nodes = [
            Node(
                NodeSettings(number=100 + index, index=index),
                self.air,
                self.clock,
                Random(1000 * seed + index),
                PlainKeyring(channel=9 if index in strangers else 0),
                self.hosts[index],
            )
            for index in range(count)
        ]

    def send(
        self,
        index: int,
        text: bytes = b"hello",
        *,
        to: int | None = None,
        hop_limit: int = 3,
        reliable: bool = False,
        packet_id: int = 7,
    ) -> bool:
        """Radio `index` sends; `to` is another radio's index."""
        address = BROADCAST if to is None else self.nodes[to].number
        packet = AirPacket(
            sender=self.nodes[index].number,
            to=address,
            packet_id=packet_id,
            hop_limit=hop_limit,
            hop_start=hop_limit,
            want_ack=reliable and to is not None,
            payload=text,
        )
        return self.nodes[index].send(packet, reliable=reliable)

    @property
    def transmitters(self) -> list[int]:
        return [sent.transmitter for sent in self.sent]


@pytest.fixture
def mesh() -> Callable[..., Mesh]:
    return Mesh
