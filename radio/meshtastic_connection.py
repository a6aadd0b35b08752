"""A connection to a radio: Meshtastic's library with its dangers taken out.

What the library does of itself, and what ends here: it repeats what it sends, waits for
room inside its reader thread, reconnects, keeps a timer, tells everybody through topics
of the whole process, keeps a book of all nodes, prints what it can't read, and exits
the program.
"""

from __future__ import annotations

import contextlib
import io
import math
import threading
import time
from typing import Any, Protocol

from google.protobuf.message import DecodeError
from meshtastic.mesh_interface import MeshInterface
from meshtastic.protobuf import channel_pb2, mesh_pb2
from meshtastic.stream_interface import START2, StreamInterface

from radio.meshtastic_pulse import Patience, Words
from radio.meshtastic_streams import HUNG_UP, ByteStream

WAKE_UP = bytes([START2] * 32)
"""Wakes a radio that sleeps, and ends half a frame."""

WAKE_UP_S = POLL_S = 0.1

DISCONNECT_PAUSE_S = 0.5
"""A radio that is not told of the end of a connection loses the next two packets."""

PARTING_S = 5.0
"""A reader that is told to end is not waited for any longer."""

MOST_EARLY = 64
"""Packets that come before anybody listens; radios keep no more for an absent host."""

PLACES = 8
"""For channels, in every radio (firmware, MAX_NUM_CHANNELS)."""

_SETTINGS = frozenset(
    {"my_info", "metadata", "config", "moduleConfig", "config_complete_id"}
)
"""What the library is to keep; all else in a FromRadio is ours, or nobody's."""


class Listener(Protocol):
    """Who is told what the radio says, on the reader's thread."""

    def packet(self, packet: mesh_pb2.MeshPacket) -> None:
        """A packet came, from the air or from the radio itself."""

    def own_node(self, node: mesh_pb2.NodeInfo) -> None:
        """The radio told of itself as a node, with the time by its clock."""

    def gone(self, why: str) -> None:
        """The connection has ended, for a person; told once."""


class RadioConnection(StreamInterface):  # type: ignore[misc]  # untyped library
    """The library's own reader and settings, on a stream of ours."""

    def __init__(self, stream: ByteStream, patience: Patience) -> None:
        """Nothing is said yet; `open` begins."""
        # Without the book of nodes: hundreds of neighbours' names are none of ours,
        # and take a slow radio a minute to tell.
        super().__init__(connectNow=False, noNodes=True)
        self._bytes = stream
        self.patience = patience
        self._unread = io.BytesIO()
        self._telling = threading.Lock()
        self._listener: Listener | None = None
        self._early: list[mesh_pb2.MeshPacket] = []
        self._ended: str | None = None
        self._parted = False
        self.words = Words(time.monotonic())
        self.own_node = mesh_pb2.NodeInfo()
        self.own_node_at = -math.inf
        self._places: dict[int, channel_pb2.Channel] = {}

    def open(self) -> None:
        """Fetch the radio's settings. Raises OSError when it does not tell them."""
        self._writeBytes(WAKE_UP)
        time.sleep(WAKE_UP_S)
        self._rxThread.start()
        began = asked_at = self.words.anything_at = time.monotonic()
        self._startConfig()
        while not self.isConnected.wait(POLL_S):
            now = time.monotonic()
            quiet_s = now - self.words.anything_at
            if not self._rxThread.is_alive():
                raise ConnectionError(self._ended or HUNG_UP)
            if quiet_s > self.patience.answer_s or now - began > self.patience.open_s:
                raise TimeoutError("it says nothing of itself")
            if min(quiet_s, now - asked_at) > self.patience.ask_again_s:
                asked_at = now
                self.ask_again()
        if not self._told_all():
            raise ConnectionError("it told only a part of itself")

    def ask_again(self) -> None:
        """The same question: what it tells meanwhile counts. Asked anew, the library
        would forget what it has just been told."""
        self._sendToRadio(mesh_pb2.ToRadio(want_config_id=self.configId))

    @property
    def channels(self) -> list[channel_pb2.Channel]:
        """As the radio told them. The library's own list fills the place of one that
        got lost with the next, and then we would speak on the wrong channel."""
        return [self._places[index] for index in sorted(self._places)]

    def _told_all(self) -> bool:
        """Whether nothing got lost that we go by."""
        config = self.localNode.localConfig
        sections = config.HasField("lora") and config.HasField("device")
        places = [each.index for each in self.channels]
        return bool(self.myInfo and sections and places == list(range(PLACES)))

    def send(self, packet: mesh_pb2.MeshPacket) -> int:
        """Hand a packet to the radio; the number it goes by. Raises OSError."""
        packet.id = self._generatePacketId()
        self._sendToRadio(mesh_pb2.ToRadio(packet=packet))
        return int(packet.id)

    def listen(self, listener: Listener) -> None:
        """From now on it is told; what came before, now."""
        with self._telling:
            early, self._early = self._early, []
            self._listener = listener
            for packet in early:
                listener.packet(packet)
            if self._ended is not None:
                listener.gone(self._ended)

    def part(self) -> None:
        """Close without waiting: a thread of its own says good-bye."""
        self._parted = True
        threading.Thread(target=self.close, name="radio parting", daemon=True).start()

    def close(self) -> None:
        """Tell the radio, and give everything back; takes moments."""
        if self.isConnected.is_set():
            with contextlib.suppress(OSError):
                # The library closes before it says so, and the radio never learns it.
                self._sendDisconnect()
                time.sleep(DISCONNECT_PAUSE_S)
        self._wantExit = True
        self._bytes.interrupt()
        if self._rxThread.is_alive():
            self._rxThread.join(PARTING_S)
        self._bytes.close()

    # -- what the library calls -------------------------------------------------------

    def _sendToRadio(self, toRadio: mesh_pb2.ToRadio) -> None:  # noqa: N802, N803
        # The library's own queue repeats packets whose QueueStatus was lost, waits for
        # room in the reader's thread, and never forgets an id.
        self._sendToRadioImpl(toRadio)

    def _writeBytes(self, b: bytes) -> None:  # noqa: N802 - the library's name
        self._bytes.write(bytes(b))

    def _readBytes(self, length: int) -> bytes:  # noqa: N802
        """As many as are there, of those; nothing after a while of silence."""
        octets = self._unread.read(length)
        if octets:
            return octets
        try:
            self._unread = io.BytesIO(self._bytes.read())
        except OSError as error:
            # Raised, it would be logged once more, with the place of the radio.
            self._wantExit = True
            self._end(str(error))
        return self._unread.read(length)

    def _handleFromRadio(self, fromRadioBytes: bytes) -> None:  # noqa: N802, N803
        octets = bytes(fromRadioBytes)
        # What can't be read is let go: the library would print it, whoever wrote it.
        with contextlib.suppress(DecodeError, MeshInterface.MeshInterfaceError):
            self._hear(mesh_pb2.FromRadio.FromString(octets), octets)

    def _hear(self, said: mesh_pb2.FromRadio, octets: bytes) -> None:
        kind = said.WhichOneof("payload_variant")
        if kind is None:
            return
        now = self.words.anything_at = time.monotonic()
        match kind:
            case "packet":
                self.words.packet_at = now
                self._tell(said.packet)
            case "queueStatus":
                self._hear_of_queue(said.queueStatus, now)
            case "rebooted":
                self._end("the radio has started again")
            case "channel":
                self._places[said.channel.index] = said.channel
            case "node_info":
                self._hear_of_node(said.node_info)
            case _ if kind in _SETTINGS:
                super()._handleFromRadio(octets)

    def _hear_of_queue(self, status: mesh_pb2.QueueStatus, now: float) -> None:
        self.words.queue_at = now
        if not status.mesh_packet_id:
            self.words.heartbeat_at = now
        self.queueStatus = status

    def _hear_of_node(self, node: mesh_pb2.NodeInfo) -> None:
        if self.myInfo is not None and node.num == self.myInfo.my_node_num:
            with self._telling:
                self.own_node, self.own_node_at = node, time.monotonic()
                if self._listener is not None:
                    self._listener.own_node(node)

    def _tell(self, packet: mesh_pb2.MeshPacket) -> None:
        with self._telling:
            if self._listener is not None:
                self._listener.packet(packet)
            elif len(self._early) < MOST_EARLY:
                self._early.append(packet)

    def _disconnected(self) -> None:
        self._end(HUNG_UP)
        self._bytes.close()

    def _end(self, why: str) -> None:
        self.isConnected.clear()
        with self._telling:
            first, self._ended = self._ended is None, self._ended or why
            if first and self._listener is not None and not self._parted:
                self._listener.gone(why)

    def _startConfig(self) -> None:  # noqa: N802
        self._places.clear()
        super()._startConfig()

    def _handleConfigComplete(self) -> None:  # noqa: N802
        """No timer of the library's, no topic: who waits for this is told."""
        self.isConnected.set()

    def _handleLogByte(self, b: Any) -> None:  # noqa: N802
        """What is no frame is let go: the library would keep it for ever."""
