"""What a radio hands over, packet by packet, sorted for the hub: frames, texts, how the
channel is, and what became of our own texts.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from google.protobuf.message import DecodeError
from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2, telemetry_pb2

from radio.bearer import BearerInbox
from radio.carriage import frame_in_text
from radio.meshtastic_channels import Channels
from radio.meshtastic_connection import RadioConnection
from radio.meshtastic_reports import Metrics, gps_time_in, hops_of, metrics_in
from radio.meshtastic_texts import BROADCAST, HeardRadios
from radio.texts import TextToSend

Port = portnums_pb2.PortNum
Error = mesh_pb2.Routing.Error

FURTHER_TRIES = 2
"""How often the firmware repeats a direct message before it gives up."""

CHANGED = "the radio's channels have changed"

QUEUED_S = 60.0
"""A text waits in its radio for so long at most."""

MOST_SAID = 32
"""Texts of which the radio may yet say what became of them."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that was handed to the radio, and its airtime."""

    text: TextToSend
    airtime_s: float
    at: float


def _came_by_air(packet: mesh_pb2.MeshPacket) -> bool:
    """Whether another radio sent it, whatever number it bears: who has the channel's
    key can send as if from our radio."""
    by_lora = mesh_pb2.MeshPacket.TransportMechanism.TRANSPORT_LORA
    return bool(packet.rx_rssi) or packet.transport_mechanism == by_lora


class Hearing:
    """One connection's ear; called on the library's reader thread, but for `said` and
    `probed`.
    """

    def __init__(
        self,
        connection: RadioConnection,
        inbox: BearerInbox,
        channels: Channels,
        known: HeardRadios,
    ) -> None:
        self._inbox = inbox
        self._own = connection.myInfo.my_node_num
        self._words = connection.words
        self._config = connection.localNode.localConfig
        self._told = {each.index: each for each in connection.channels}
        self._channels = channels
        self._known = known
        self._said: OrderedDict[int, _Said] = OrderedDict()
        self._probe = 0
        self.metrics = Metrics()
        self.heard_at: float | None = None
        self.gps_offset_s: float | None = None

    def said(self, number: int, text: TextToSend, airtime_s: float) -> None:
        """A text of ours goes by that number."""
        self._said[number] = _Said(text, airtime_s, time.monotonic())
        if len(self._said) > MOST_SAID:
            self._said.popitem(last=False)

    def left(self) -> None:
        """The radio is let go of: what it may have lost is said once more."""
        lately = time.monotonic() - QUEUED_S
        for said in self._said.values():
            if said.text.urgent and said.at > lately:
                self._inbox.refused(said.text)
        self._said.clear()

    def probed(self, number: int) -> None:
        """The radio was asked for a packet, by that number."""
        self._probe = number

    def told(self, metrics: Metrics) -> None:
        """The radio says how it is."""
        self.metrics = metrics
        if metrics.use is not None:
            self._inbox.used(*metrics.use)

    def own_node(self, node: mesh_pb2.NodeInfo) -> None:
        """The radio told of itself as a node."""
        self.placed(node.position, time.monotonic())

    def placed(self, position: mesh_pb2.Position, at: float) -> None:
        """The radio said at `at`, monotonic, where it is: all that counts is when."""
        unix_s = gps_time_in(position, self._config.position)
        if unix_s is not None:
            self.gps_offset_s = unix_s - at

    def gone(self, why: str) -> None:
        """The connection has ended."""
        self._inbox.lost(why)

    def packet(self, packet: mesh_pb2.MeshPacket) -> None:
        """A packet came."""
        if not packet.HasField("decoded"):
            return
        if getattr(packet, "from") == self._own:
            if not _came_by_air(packet):
                self._of_our_radio(packet)
            return
        self.heard_at = time.monotonic()
        if packet.channel == self._channels.hubs and packet.to == BROADCAST:
            self._on_hubs_channel(packet)
        text = self._known.text_in(packet, self._own, self._channels.neighbours)
        if text is not None:
            self._inbox.text(text)

    def _on_hubs_channel(self, packet: mesh_pb2.MeshPacket) -> None:
        payload = bytes(packet.decoded.payload)
        frame = payload if packet.decoded.portnum == Port.PRIVATE_APP else None
        if packet.decoded.portnum == Port.TEXT_MESSAGE_APP:
            frame = frame_in_text(payload)
        if frame is not None:
            self._known.hubs.add(getattr(packet, "from"))
            self._inbox.heard(frame, hops_of(packet.hop_start, packet.hop_limit))

    def _of_our_radio(self, packet: mesh_pb2.MeshPacket) -> None:
        said = packet.decoded
        try:
            if said.portnum == Port.TELEMETRY_APP:
                telemetry = telemetry_pb2.Telemetry.FromString(said.payload)
                if telemetry.HasField("device_metrics"):
                    self.told(metrics_in(telemetry.device_metrics))
            elif said.portnum == Port.POSITION_APP:
                position = mesh_pb2.Position.FromString(said.payload)
                self.placed(position, time.monotonic())
            elif said.portnum == Port.ADMIN_APP and said.request_id == self._probe:
                self._words.probe_at = time.monotonic()
                self._compare(admin_pb2.AdminMessage.FromString(said.payload))
            elif said.portnum == Port.ROUTING_APP:
                routing = mesh_pb2.Routing.FromString(said.payload)
                self._settled(said.request_id, routing.error_reason)
        except DecodeError:
            return

    def _compare(self, told: admin_pb2.AdminMessage) -> None:
        """Somebody can change a channel from a phone, and the radio does not say so."""
        channel = told.get_channel_response
        known = self._told.get(channel.index)
        if told.HasField("get_channel_response") and channel != known:
            self._inbox.lost(CHANGED)

    def _settled(self, number: int, error: int) -> None:
        """What the radio says became of a packet of ours."""
        said = self._said.pop(number, None)
        if said is None:
            return
        if error == Error.MAX_RETRANSMIT:
            self._inbox.repeated(FURTHER_TRIES * said.airtime_s)
        elif error == Error.RATE_LIMIT_EXCEEDED:
            self._inbox.refused(said.text)
