"""Radios on simulated time, each with a client that said hello; no socket anywhere."""

from __future__ import annotations

from collections.abc import Mapping

from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.simulator.air import Hears, Transmission, everyone
from radio.simulator.packet import BROADCAST
from radio.simulator.radio_set import RadioSet, shared_air
from radio.simulator.scheduler import HeapScheduler
from radio.simulator.setup import RadioKind, RadioSetup

TEXT = portnums_pb2.PortNum.TEXT_MESSAGE_APP
PRIVATE = portnums_pb2.PortNum.PRIVATE_APP
ADMIN = portnums_pb2.PortNum.ADMIN_APP
NOW = 1_800_000_000


class Park:
    """Radios on simulated time, each with a client that has said hello."""

    def __init__(  # noqa: PLR0913 - each by name, and each has a default
        self,
        count: int = 2,
        preset: str = "LONG_FAST",
        *,
        kind: RadioKind | None = None,
        kinds: Mapping[int, RadioKind] | None = None,
        hears: Hears = everyone,
        loss: float = 0.0,
        seed: int = 1,
    ) -> None:
        self.clock = HeapScheduler()
        self.sent: list[Transmission] = []
        setup = RadioSetup(preset, seed=seed)
        air = shared_air(
            setup, self.clock, loss=loss, hears=hears, observer=self.sent.append
        )
        all_kinds = dict.fromkeys(range(count), kind or RadioKind()) | (kinds or {})
        self.set = RadioSet(count, setup, self.clock, lambda: NOW, air, all_kinds)
        self.radios = [self.set.switch_on(index) for index in range(count)]
        for index in range(count):
            self.ask(index, want_config_id=1)

    @property
    def numbers(self) -> list[int]:
        return [who.number for who in self.set.identities]

    def boot(self, index: int) -> list[mesh_pb2.FromRadio]:
        """Off and on again; what its client is told that says hello again."""
        self.set.switch_off(index)
        self.radios[index] = self.set.switch_on(index)
        return self.ask(index, want_config_id=1)

    def say(self, index: int, **content: object) -> None:
        message = mesh_pb2.ToRadio(**content)
        self.radios[index].to_radio(message.SerializeToString())

    def take(self, index: int) -> list[mesh_pb2.FromRadio]:
        messages = []
        while (frame := self.radios[index].next_frame()) is not None:
            messages.append(mesh_pb2.FromRadio.FromString(frame))
        return messages

    def ask(self, index: int, **content: object) -> list[mesh_pb2.FromRadio]:
        self.say(index, **content)
        return self.take(index)

    def send(
        self, index: int, payload: bytes = b"hi", port: int = PRIVATE, **header: object
    ) -> list[mesh_pb2.FromRadio]:
        """Send from radio `index`; what its client is told at once."""
        packet = mesh_pb2.MeshPacket(**{"to": BROADCAST, "id": 7, **header})
        packet.decoded.portnum = port
        packet.decoded.payload = payload
        return self.ask(index, packet=packet)

    def admin(self, index: int, **request: object) -> list[mesh_pb2.FromRadio]:
        payload = admin_pb2.AdminMessage(**request).SerializeToString()
        return self.send(index, payload, ADMIN, to=self.numbers[index])


def packets(messages: list[mesh_pb2.FromRadio]) -> list[mesh_pb2.MeshPacket]:
    return [m.packet for m in messages if m.HasField("packet")]


def statuses(messages: list[mesh_pb2.FromRadio]) -> list[tuple[int, int, int]]:
    said = [m.queueStatus for m in messages if m.HasField("queueStatus")]
    return [(s.res, s.free, s.mesh_packet_id) for s in said]


def naks(messages: list[mesh_pb2.FromRadio]) -> list[tuple[int, int]]:
    return [
        (
            packet.decoded.request_id,
            mesh_pb2.Routing.FromString(packet.decoded.payload).error_reason,
        )
        for packet in packets(messages)
        if packet.decoded.portnum == portnums_pb2.PortNum.ROUTING_APP
    ]


def kinds(messages: list[mesh_pb2.FromRadio]) -> list[str]:
    each = [m.WhichOneof("payload_variant") for m in messages]
    return [kind for place, kind in enumerate(each) if each[:place][-1:] != [kind]]


def reply(messages: list[mesh_pb2.FromRadio]) -> admin_pb2.AdminMessage:
    (packet,) = packets(messages)
    assert packet.decoded.request_id == 7
    return admin_pb2.AdminMessage.FromString(packet.decoded.payload)


def notes(messages: list[mesh_pb2.FromRadio]) -> list[mesh_pb2.ClientNotification]:
    return [m.clientNotification for m in messages if m.HasField("clientNotification")]


def payloads(messages: list[mesh_pb2.FromRadio], port: int) -> list[bytes]:
    """What came on that port."""
    found = packets(messages)
    return [p.decoded.payload for p in found if p.decoded.portnum == port]
