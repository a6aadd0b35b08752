"""The client side of one radio, sans-IO: `ToRadio` frames in, `FromRadio` out.

No sockets, threads or clocks; `server.py` carries the frames.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from google.protobuf.message import DecodeError
from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.simulator.admin import answer
from radio.simulator.air import Signal
from radio.simulator.configuration import Configuration, Identity
from radio.simulator.greeting import greeting, node_entry
from radio.simulator.host_queue import HostQueue
from radio.simulator.node import Node, Opened
from radio.simulator.packet import (
    BROADCAST,
    MAX_HOP_LIMIT,
    MAX_ON_AIR_BYTES,
    AirPacket,
    RoutingError,
)
from radio.simulator.transmit_queue import CAPACITY
from radio.simulator.wire import encode_for_air, routing_answer, seal

STATUS_QUEUE = 2
"""QueueStatus messages kept for the host, newest; a burst loses some."""

REMEMBERED_IDS = 20
"""A host's packet with one of the last ids is taken for a repetition."""

LARGEST_ANSWERED_PAYLOAD = 234
"""Above, a host's packet is dropped without a word (measured on firmware 2.8)."""

QUEUE_FULL = 32
"""QueueStatus.res when the transmit queue takes no more (ERRNO_UNKNOWN)."""

TRANSMITTER_OFF = 34
"""QueueStatus.res when region or settings forbid transmitting (ERRNO_DISABLED)."""


class VirtualRadio:
    """What a Meshtastic client finds at the other end. The `Host` of a `Node`.

    Hand in what the client sends (`to_radio`), fetch what it is to get
    (`next_frame`); `on_output` is called whenever there may be more to fetch.
    """

    def __init__(
        self,
        configuration: Configuration,
        neighbours: Iterable[Identity],
        unix_time: Callable[[], float],
    ) -> None:
        self._configuration = configuration
        self._neighbours = {who.number: node_entry(who) for who in neighbours}
        self._unix_time = unix_time
        self._node: Node | None = None
        self._recent_ids: deque[int] = deque(maxlen=REMEMBERED_IDS)
        self._greeting: Iterator[mesh_pb2.FromRadio] = iter(())
        self._greeted = False
        self._statuses: deque[mesh_pb2.QueueStatus] = deque(maxlen=STATUS_QUEUE)
        self._last_free = CAPACITY
        self._for_host = HostQueue()
        self._frames_sent = 0
        self.on_output: Callable[[], None] = lambda: None

    def join(self, node: Node) -> None:
        """From now on `node` is the mesh side."""
        self._node = node

    # The client's side

    def client_arrived(self) -> None:
        """A client connected. It gets nothing before it asks for the configuration."""
        self.client_left()

    def client_left(self) -> None:
        """Nobody is there: packets are kept, all else is forgotten."""
        self._greeting = iter(())
        self._greeted = False
        self._statuses.clear()

    def to_radio(self, frame: bytes) -> None:
        """The client sent an encoded `ToRadio`; what does not parse is ignored."""
        message = mesh_pb2.ToRadio()
        try:
            message.ParseFromString(frame)
        except DecodeError:
            return
        match message.WhichOneof("payload_variant"):
            case "want_config_id":
                self._greeted = False
                self._greeting = greeting(
                    message.want_config_id,
                    self._configuration,
                    self._neighbours.values(),
                    self._now(),
                )
            case "packet":
                self._from_host(message.packet)
            case "heartbeat":
                self._tell_queue(0, packet_id=0)
            case "disconnect":
                self.client_left()
        self.on_output()

    def next_frame(self) -> bytes | None:
        """The next encoded `FromRadio` for the client, None if there is none now."""
        message = self._next_message()
        if message is None:
            return None
        self._frames_sent += 1
        message.id = self._frames_sent
        frame: bytes = message.SerializeToString()
        return frame

    def _next_message(self) -> mesh_pb2.FromRadio | None:
        part = next(self._greeting, None)
        if part is not None:
            self._greeted = part.HasField("config_complete_id")
            return part
        if not self._greeted:
            return None
        if self._statuses:
            return mesh_pb2.FromRadio(queueStatus=self._statuses.popleft())
        packet = self._for_host.take()
        return None if packet is None else mesh_pb2.FromRadio(packet=packet)

    # From the host to the mesh

    def _from_host(self, packet: mesh_pb2.MeshPacket) -> None:
        if len(packet.decoded.payload) > LARGEST_ANSWERED_PAYLOAD:
            return
        if packet.id and packet.id in self._recent_ids:
            return
        packet.id = packet.id or self._mesh.new_packet_id()
        self._recent_ids.append(packet.id)
        setattr(packet, "from", self._configuration.number)
        self._tell_queue(self._submit(packet), packet.id)

    def _submit(self, packet: mesh_pb2.MeshPacket) -> int:
        """Do what the host asks; returns the `res` of the QueueStatus."""
        if packet.to == self._configuration.number:
            self._for_own_radio(packet)
            return 0
        sealed = self._seal(packet)
        if isinstance(sealed, RoutingError):
            self.settled(packet.id, sealed)
            return sealed
        if not self._configuration.may_transmit:
            return TRANSMITTER_OFF
        queued = self._mesh.send(sealed, reliable=packet.want_ack)
        return 0 if queued else QUEUE_FULL

    def _seal(self, packet: mesh_pb2.MeshPacket) -> AirPacket | RoutingError:
        if packet.WhichOneof("payload_variant") != "decoded":
            return RoutingError.BAD_REQUEST
        channel = self._configuration.keys().get(packet.channel)
        if channel is None:
            return RoutingError.NO_CHANNEL
        hop_limit = min(packet.hop_limit, MAX_HOP_LIMIT)
        header = AirPacket(
            sender=self._configuration.number,
            to=packet.to,
            packet_id=packet.id,
            hop_limit=hop_limit,
            hop_start=hop_limit,
            # A broadcast's wish stays at home: hearing it relayed is the ack.
            want_ack=packet.want_ack and packet.to != BROADCAST,
        )
        sealed = seal(header, channel, encode_for_air(packet.decoded))
        too_large = sealed.on_air_bytes > MAX_ON_AIR_BYTES
        return RoutingError.TOO_LARGE if too_large else sealed

    def _for_own_radio(self, packet: mesh_pb2.MeshPacket) -> None:
        if packet.decoded.portnum != portnums_pb2.PortNum.ADMIN_APP:
            self.settled(packet.id, RoutingError.NONE)
            return
        request = admin_pb2.AdminMessage()
        try:
            request.ParseFromString(packet.decoded.payload)
        except DecodeError:
            self.settled(packet.id, RoutingError.BAD_REQUEST)
            return
        reply = answer(request, self._configuration)
        if isinstance(reply, RoutingError):
            self.settled(packet.id, reply)
            return
        content = mesh_pb2.Data(
            portnum=portnums_pb2.PortNum.ADMIN_APP,
            payload=reply.SerializeToString(),
            request_id=packet.id,
        )
        self._say(content)

    # From the mesh to the host

    def heard(self, packet: AirPacket, opened: Opened, signal: Signal) -> None:
        """A packet for the host came in over the air."""
        if packet.sender in self._neighbours:
            self._neighbours[packet.sender].last_heard = self._now()
            self._neighbours[packet.sender].snr = signal.snr_db
        message = mesh_pb2.MeshPacket(
            to=packet.to,
            channel=opened.channel,
            id=packet.packet_id,
            rx_time=self._now(),
            rx_snr=signal.snr_db,
            rx_rssi=signal.rssi_dbm,
            hop_limit=packet.hop_limit,
            hop_start=packet.hop_start,
            want_ack=packet.want_ack,
            relay_node=packet.relayer,
            transport_mechanism=mesh_pb2.MeshPacket.TransportMechanism.TRANSPORT_LORA,
        )
        setattr(message, "from", packet.sender)
        message.decoded.ParseFromString(opened.plain)
        self._for_host.add(message)
        self.on_output()

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """The radio's own word on a packet of the host: implicit ACK, or NAK."""
        self._say(routing_answer(packet_id, error))

    def queue_moved(self) -> None:
        """Tell a host that last heard "full" that there is room again."""
        if self._last_free == 0:
            self._tell_queue(0, packet_id=0)
            self.on_output()

    def _say(self, content: mesh_pb2.Data) -> None:
        message = mesh_pb2.MeshPacket(
            to=self._configuration.number,
            id=self._mesh.new_packet_id(),
            rx_time=self._now(),
            decoded=content,
        )
        setattr(message, "from", self._configuration.number)
        self._for_host.add(message)
        self.on_output()

    def _tell_queue(self, result: int, packet_id: int) -> None:
        self._last_free = self._mesh.queue_free
        self._statuses.append(
            mesh_pb2.QueueStatus(
                res=result,
                free=self._last_free,
                maxlen=CAPACITY,
                mesh_packet_id=packet_id,
            )
        )

    def _now(self) -> int:
        return int(self._unix_time())

    @property
    def _mesh(self) -> Node:
        if self._node is None:
            message = "join() comes first"
            raise RuntimeError(message)
        return self._node
