"""A Meshtastic radio as a bearer: the only file that calls Meshtastic's library.

The library calls sys.exit, blocks, keeps process-wide topics and waits inside its
reader thread; all of that ends here, as BearerDown.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import serial
from meshtastic.mesh_interface import MeshInterface
from meshtastic.protobuf import channel_pb2, config_pb2, mesh_pb2, portnums_pb2
from meshtastic.serial_interface import SerialInterface
from meshtastic.tcp_interface import TCPInterface
from pubsub import pub

from radio.airtime import PRESETS, airtime_s
from radio.bearer import (
    Bearer,
    BearerDown,
    BearerInbox,
    OpenBearer,
    RadioAddress,
)
from radio.carriage import Carriage, frame_in_text
from radio.meshtastic_reports import Use, hops_of, use_in_node, use_in_packet
from radio.padding import signing_of
from radio.regions import duty_cycle

PACKET_OVERHEAD_BYTES = 24
"""Radio header 16, port 3, payload tag and length 3, bit field 2."""

PORTS = (portnums_pb2.PortNum.PRIVATE_APP, portnums_pb2.PortNum.TEXT_MESSAGE_APP)
"""The port of frames as they are, and of frames as text."""

CHANNEL_NAME = "porchlight"
"""The hubs' own channel, which has a private key."""

ANSWER_TIMEOUT_S = 20
CONNECT_TIMEOUT_S = 10
DISCONNECT_PAUSE_S = 0.5
"""A radio that is not told of the end of a connection loses the next two packets."""

PUBLISHED_KEY_BYTES = 1
"""A key of one byte stands for a key that is printed in Meshtastic's source."""

logger = logging.getLogger(__name__)


class _DirectSending:
    """Takes the library's own sending queue out of the way.

    It repeats packets whose QueueStatus was lost, waits for room inside the reader
    thread, and never forgets an id; the sync engine repairs losses better.
    """

    def _sendToRadio(self, toRadio: mesh_pb2.ToRadio) -> None:  # noqa: N802, N803
        self._sendToRadioImpl(toRadio)  # type: ignore[attr-defined]

    answered_at: float | None = None
    """When the radio last told of its queue, by the monotonic clock."""

    def _handleQueueStatusFromRadio(self, queueStatus: Any) -> None:  # noqa: N802, N803
        self.queueStatus = queueStatus
        self.answered_at = time.monotonic()


class _Tcp(_DirectSending, TCPInterface):  # type: ignore[misc]  # untyped library
    def myConnect(self) -> None:  # noqa: N802 - the library's name
        self.socket = socket.create_connection(
            (self.hostname, self.portNumber), timeout=CONNECT_TIMEOUT_S
        )
        self.socket.settimeout(None)

    def _reconnect(self) -> None:
        # Reconnecting is the link's work; the reader thread is to end.
        raise ConnectionResetError("the radio closed the connection")


class _Serial(_DirectSending, SerialInterface):  # type: ignore[misc]  # untyped library
    pass


def meshtastic_bearer(
    address: RadioAddress, hop_limit: int | None, carriage: Carriage
) -> OpenBearer:
    """What opens that radio. `hop_limit` None: as is said of each frame."""

    def open_bearer(inbox: BearerInbox) -> Bearer:
        interface = _guarded(lambda: _connect(address), address)
        try:
            return MeshtasticBearer(interface, inbox, hop_limit, carriage)
        except BaseException:
            _abandon(interface)
            raise

    return open_bearer


def _connect(address: RadioAddress) -> MeshInterface:
    if address.kind == "serial":
        return _Serial(address.place, timeout=ANSWER_TIMEOUT_S)
    host, _, port = address.place.rpartition(":")
    return _Tcp(host, portNumber=int(port), timeout=ANSWER_TIMEOUT_S)


_LIBRARY_ERRORS = (
    OSError,
    serial.SerialException,
    MeshInterface.MeshInterfaceError,
    UnicodeError,  # a host's name that can't be one
)


_PARTING_ERRORS = (*_LIBRARY_ERRORS, AttributeError, TypeError)
"""What the library raises besides, on an interface that is half gone."""


def _guarded(call: Callable[[], Any], address: RadioAddress | str) -> Any:
    """Whatever the library throws at us, as BearerDown."""
    try:
        return call()
    except _LIBRARY_ERRORS as error:
        raise BearerDown(f"{address} does not answer ({error})") from error
    except SystemExit as error:
        raise BearerDown(f"{address}: Meshtastic's library gave up") from error


class MeshtasticBearer:
    """A connected radio; fills the `Bearer` port."""

    def __init__(
        self,
        interface: MeshInterface,
        inbox: BearerInbox,
        hop_limit: int | None,
        carriage: Carriage,
    ) -> None:
        """Take over a connected interface. Raises BearerDown: no private channel."""
        self._interface = interface
        self._inbox = inbox
        self._hop_limit = hop_limit
        self._carriage = carriage
        self.max_frame_bytes = carriage.max_frame_bytes
        self._sent_at = 0.0
        self._asked_at: float | None = None
        self._channel = _private_channel(interface.localNode.channels or [])
        lora = interface.localNode.localConfig.lora
        self._preset = PRESETS[_preset_name(lora)]
        self.duty_cycle = duty_cycle(_region_name(lora))
        self.signing = signing_of(_firmware(interface))
        # Topics are the process's, not the interface's: each message says whose it is.
        # The subscriptions are weak: they end with this object.
        pub.subscribe(self._on_packet, "meshtastic.receive")
        pub.subscribe(self._on_lost, "meshtastic.connection.lost")
        self._node = interface.localNode.nodeNum
        self._tell(use_in_node((interface.nodesByNum or {}).get(self._node)))

    def airtime_s(self, frame_bytes: int) -> float:
        """Seconds on the air at the radio's preset, header and signature included."""
        payload_bytes = self._carriage.payload_bytes(frame_bytes)
        octets = self.signing.on_air(payload_bytes) + PACKET_OVERHEAD_BYTES
        return airtime_s(octets, self._preset)

    def ready(self) -> bool:
        """Whether at most one packet waits in the radio's queue.

        What waits in the radio can no longer be batched, reordered or dropped. The
        radio tells of its queue after each packet, but not when it gets shorter: a
        heartbeat makes it tell. Raises BearerDown when it has fallen silent.
        """
        if time.monotonic() - self._sent_at < self._carriage.pause_s:
            return False
        queued = self._interface.queueStatus
        if self._answered_since(self._sent_at) and queued.free >= queued.maxlen - 1:
            return True
        return self._ask(time.monotonic())

    def _ask(self, now: float) -> bool:
        """Have the radio tell of its queue; True for one that never does."""
        if self._asked_at is None or self._answered_since(self._asked_at):
            self._asked_at = now
        elif now - self._asked_at > ANSWER_TIMEOUT_S:
            if self._interface.answered_at is not None:
                raise BearerDown("the radio has fallen silent")
            self._asked_at = None
            return True
        _guarded(self._interface.sendHeartbeat, "the radio")
        return False

    def _answered_since(self, then: float) -> bool:
        answered_at = self._interface.answered_at
        return answered_at is not None and answered_at >= then

    def send(self, frame: bytes, hop_limit: int | None = None) -> None:
        """Broadcast a frame on the hubs' channel. Raises BearerDown.

        A hop limit that a steward has set for all frames counts more than this one.
        """
        if not self._interface.isConnected.is_set():
            # The library would wait 30 s for a connection that is not to come.
            raise BearerDown("the radio is starting again")
        self._sent_at = time.monotonic()
        _guarded(
            lambda: self._interface.sendData(
                self._carriage.payload_of(frame),
                portNum=PORTS[self._carriage.as_text],
                channelIndex=self._channel,
                hopLimit=hop_limit if self._hop_limit is None else self._hop_limit,
                priority=mesh_pb2.MeshPacket.Priority.DEFAULT,
            ),
            "the radio",
        )

    def close(self) -> None:
        """Let go of the radio; what takes time happens on a thread of its own."""
        pub.unsubscribe(self._on_packet, "meshtastic.receive")
        pub.unsubscribe(self._on_lost, "meshtastic.connection.lost")
        _abandon(self._interface)

    def _on_packet(self, packet: dict[str, Any], interface: MeshInterface) -> None:
        if interface is not self._interface:
            return
        raw = packet.get("raw")
        if raw is None:
            return
        self._tell(use_in_packet(packet, self._node))
        if raw.channel != self._channel:
            return
        port, payload = raw.decoded.portnum, bytes(raw.decoded.payload)
        frame = payload if port == PORTS[False] else None
        if port == PORTS[True]:
            frame = frame_in_text(payload)
        if frame is not None:
            self._inbox.heard(frame, hops_of(raw.hop_start, raw.hop_limit))

    def _tell(self, use: Use | None) -> None:
        if use is not None:
            self._inbox.used(*use)

    def _on_lost(self, interface: MeshInterface) -> None:
        if interface is self._interface:
            self._inbox.lost("the radio closed the connection")


def _private_channel(channels: list[Any]) -> int:
    """The index of the hubs' channel: by name, else any other with a private key."""
    private = [
        channel
        for channel in channels
        if channel.role != channel_pb2.Channel.Role.DISABLED
        and len(channel.settings.psk) > PUBLISHED_KEY_BYTES
    ]
    named = [each for each in private if each.settings.name == CHANNEL_NAME]
    if not private:
        raise BearerDown(
            "the radio has no channel with a private key: "
            f"make one and name it {CHANNEL_NAME}"
        )
    return int((named or private)[0].index)


def _preset_name(lora: Any) -> str:
    """The preset's name; one that the library does not know yet counts as LONG_FAST."""
    presets = config_pb2.Config.LoRaConfig.ModemPreset.DESCRIPTOR.values_by_number
    known = presets.get(lora.modem_preset)
    return known.name if known and known.name in PRESETS else "LONG_FAST"


def _region_name(lora: Any) -> str:
    """The region's name; "" for one that the library does not know yet."""
    regions = config_pb2.Config.LoRaConfig.RegionCode.DESCRIPTOR.values_by_number
    known = regions.get(lora.region)
    return str(known.name) if known else ""


def _firmware(interface: MeshInterface) -> str:
    """The firmware's version in its own words; "" where the radio does not say."""
    return str(interface.metadata.firmware_version) if interface.metadata else ""


def _abandon(interface: MeshInterface) -> None:
    """Close an interface without waiting for it: its reader may never end."""
    if interface.heartbeatTimer is not None:
        interface.heartbeatTimer.cancel()

    def part() -> None:
        with contextlib.suppress(*_PARTING_ERRORS):
            # The library closes before it says so, and the radio never learns it.
            interface._sendDisconnect()
            time.sleep(DISCONNECT_PAUSE_S)
        with contextlib.suppress(*_PARTING_ERRORS):
            interface.close()

    threading.Thread(target=part, name="radio parting", daemon=True).start()
