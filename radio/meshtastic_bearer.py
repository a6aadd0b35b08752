"""A Meshtastic radio as a bearer: frames and texts by way of its library.

Whatever the library or the radio does wrong ends here, as BearerDown.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from meshtastic.protobuf import mesh_pb2
from serial.tools.list_ports import comports

from radio.airtime import airtime_s
from radio.bearer import (
    ANY_PLACE,
    Bearer,
    BearerDown,
    BearerInbox,
    OpenBearer,
    RadioAddress,
)
from radio.carriage import Carriage
from radio.meshtastic_channels import HUBS, channels_in
from radio.meshtastic_connection import PLACES, RadioConnection
from radio.meshtastic_hearing import Hearing
from radio.meshtastic_packets import channel_question, frame_packet, text_packet
from radio.meshtastic_ports import ListPorts, find_radio
from radio.meshtastic_pulse import Patience, Pulse
from radio.meshtastic_reports import (
    enum_name,
    has_gps,
    may_transmit,
    metrics_in,
    modem_of,
    state_in,
)
from radio.meshtastic_streams import ByteStream, SerialStream, TcpStream
from radio.meshtastic_texts import HeardRadios, text_octets
from radio.padding import UNSIGNED, signing_of
from radio.radio_state import RadioState
from radio.regions import duty_cycle
from radio.texts import TextToSend

PACKET_OVERHEAD_BYTES = 24
"""Radio header 16, port 3, payload tag and length 3, bit field 2."""

GPS_AGAIN_S = 24 * 3600.0
"""How often a radio is asked for the time that has told it before: ours runs on."""

PATIENCE = Patience()

GONE_QUIET = "the radio has fallen silent"
GONE_DEAF = "the radio answers, but hands over nothing that it hears"
RESTARTING = "the radio is starting again"
NO_CHANNEL = f"the radio has no channel with a private key: make one and name it {HUBS}"

Result = TypeVar("Result")


def meshtastic_bearer(
    address: RadioAddress,
    hop_limit: int | None,
    carriage: Carriage,
    list_ports: ListPorts = comports,
    patience: Patience = PATIENCE,
) -> OpenBearer:
    """What opens that radio. `hop_limit` None: as is said of each frame."""
    known = HeardRadios()

    def open_bearer(inbox: BearerInbox) -> Bearer:
        stream = _guarded(lambda: _stream(address, list_ports), address)
        connection = RadioConnection(stream, patience)
        try:
            _guarded(connection.open, address)
            bearer = MeshtasticBearer(connection, inbox, hop_limit, carriage, known)
        except BaseException:
            connection.close()
            raise
        return bearer

    return open_bearer


def _stream(address: RadioAddress, list_ports: ListPorts) -> ByteStream:
    if address.kind == "serial":
        is_any = address.place == ANY_PLACE
        return SerialStream(find_radio(list_ports) if is_any else address.place)
    host, _, port = address.place.rpartition(":")
    return TcpStream(host, int(port))


def _guarded(call: Callable[[], Result], place: RadioAddress | str) -> Result:
    """Whatever goes wrong with the radio, as BearerDown."""
    try:
        return call()
    except (OSError, UnicodeError) as error:  # a host's name that can't be one
        raise BearerDown(f"{place} does not answer ({error})") from error


class MeshtasticBearer:
    """A connected radio; fills the `Bearer` port."""

    def __init__(
        self,
        connection: RadioConnection,
        inbox: BearerInbox,
        hop_limit: int | None,
        carriage: Carriage,
        known: HeardRadios,
    ) -> None:
        """Take over an open connection. Raises BearerDown: no private channel.

        `known` outlives the connection.
        """
        self._connection = connection
        self._hop_limit = hop_limit
        self._carriage = carriage
        self._known = known
        self.max_frame_bytes = carriage.max_frame_bytes
        self._config = connection.localNode.localConfig
        self._channels = channels_in(connection.channels)
        if self._channels.hubs is None:
            raise BearerDown(NO_CHANNEL)
        self._own = connection.myInfo.my_node_num
        self._modem = modem_of(self._config.lora)
        self.duty_cycle = duty_cycle(enum_name(self._config.lora, "region"))
        self.signing = signing_of(self._firmware)
        self._sent_at = -math.inf
        self._pulse = Pulse(connection.words, connection.patience)
        self._probes = 0
        self._hearing = Hearing(connection, inbox, self._channels, known)
        self._hearing.told(metrics_in(connection.own_node.device_metrics))
        self._hearing.placed(connection.own_node.position, connection.own_node_at)
        self._gps_asked_at = time.monotonic()
        connection.listen(self._hearing)

    @property
    def _firmware(self) -> str:
        """The firmware's version in its own words; "" where the radio does not say."""
        metadata = self._connection.metadata
        return str(metadata.firmware_version) if metadata else ""

    def airtime_s(self, frame_bytes: int) -> float:
        """Seconds on the air as the radio modulates, header and signature included."""
        payload_bytes = self._carriage.payload_bytes(frame_bytes)
        octets = self.signing.on_air(payload_bytes) + PACKET_OVERHEAD_BYTES
        return airtime_s(octets, self._modem)

    def ready(self) -> bool:
        """Whether at most one packet waits in the radio's queue.

        What waits in the radio can no longer be batched, reordered or dropped. The
        radio tells of its queue after each packet, but not when it gets shorter: a
        heartbeat makes it tell. A radio without a region would take a packet and drop
        it. Raises BearerDown when it has fallen silent.
        """
        now = time.monotonic()
        if not may_transmit(self._config.lora):
            return False
        if now - self._sent_at < self._carriage.pause_s:
            return False
        queued = self._connection.queueStatus
        told = self._connection.words.queue_at >= self._sent_at
        if queued and told and queued.free >= queued.maxlen - 1:
            return True
        if self._pulse.owes_queue(now):
            if self._pulse.tells_queue:
                raise BearerDown(GONE_QUIET)
            return True
        self._heartbeat(now)
        return False

    def check(self) -> None:
        """Ask a radio that says nothing. Raises BearerDown: it has fallen silent."""
        now, pulse = time.monotonic(), self._pulse
        if pulse.is_silent(now):
            raise BearerDown(GONE_QUIET)
        if pulse.is_deaf(now):
            raise BearerDown(GONE_DEAF)
        if pulse.wants_heartbeat(now):
            self._heartbeat(now)
        if pulse.wants_probe(now):
            self._probe(now)
        if self._wants_gps_time(now):
            self._gps_asked_at = now
            _guarded(self._connection.ask_again, "the radio")

    def send(self, frame: bytes, hop_limit: int | None = None) -> None:
        """Broadcast a frame on the hubs' channel. Raises BearerDown.

        A hop limit that a steward has set for all frames counts more than this one.
        """
        if self._hop_limit is not None:
            hop_limit = self._hop_limit
        hops = self._config.lora.hop_limit if hop_limit is None else hop_limit
        packet = frame_packet(frame, self._carriage, self._channels, hops)
        self._sent_at = time.monotonic()
        self._hand_over(packet)

    def text_airtime_s(self, text: TextToSend) -> float | None:
        """Seconds on the air; None: it is for neighbours, and they have no channel."""
        if text.to is None and self._channels.neighbours is None:
            return None
        octets = text_octets(text, signing=self.signing is not UNSIGNED)
        return airtime_s(octets, self._modem)

    def send_text(self, text: TextToSend) -> None:
        """Hand a text for people to the radio. Raises BearerDown."""
        airtime_s = self.text_airtime_s(text)
        if airtime_s is None:
            return
        packet = text_packet(
            text, self._channels, self._known, self._own, self._config.lora.hop_limit
        )
        self._sent_at = time.monotonic()
        self._hearing.said(self._hand_over(packet), text, airtime_s)

    def state(self) -> RadioState:
        """What the radio says of itself."""
        hearing = self._hearing
        state = state_in(self._config, hearing.metrics, self._channels)
        return replace(
            state,
            firmware=self._firmware,
            heard_at=hearing.heard_at,
            gps_offset_s=hearing.gps_offset_s,
        )

    def close(self) -> None:
        """Let go of the radio; what takes time happens on a thread of its own."""
        self._hearing.left()
        self._connection.part()

    def _hand_over(self, packet: mesh_pb2.MeshPacket) -> int:
        if not self._connection.isConnected.is_set():
            raise BearerDown(RESTARTING)
        return _guarded(lambda: self._connection.send(packet), "the radio")

    def _wants_gps_time(self, now: float) -> bool:
        """A radio tells its time with its settings alone, for as we set it up it tells
        nobody where it is."""
        known = self._hearing.gps_offset_s is not None
        asked_s = now - self._gps_asked_at
        due = asked_s >= (GPS_AGAIN_S if known else self._connection.patience.gps_s)
        return due and has_gps(self._config.position)

    def _heartbeat(self, now: float) -> None:
        self._pulse.heartbeat(now)
        _guarded(self._connection.sendHeartbeat, "the radio")

    def _probe(self, now: float) -> None:
        """Ask for one of the channels that we use, and the next time for the other."""
        places = self._channels.in_use or range(PLACES)
        question = channel_question(places[self._probes % len(places)], self._own)
        self._probes += 1
        self._pulse.probe(now)
        self._hearing.probed(self._hand_over(question))
