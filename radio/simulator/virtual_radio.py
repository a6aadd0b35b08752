"""The client side of one radio, sans-IO: `ToRadio` frames in, `FromRadio` out.

No sockets, threads or clocks; `line.py` makes bytes of the frames.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from google.protobuf.message import DecodeError
from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator.air import Signal
from radio.simulator.configuration import Configuration
from radio.simulator.directory import NodeDirectory
from radio.simulator.for_host import (
    device_metrics,
    duty_cycle_note,
    own_words,
    received,
)
from radio.simulator.greeting import greeting
from radio.simulator.host_admin import HostAdmin
from radio.simulator.host_outbox import HostOutbox
from radio.simulator.introductions import Introductions
from radio.simulator.node import Node
from radio.simulator.node_ports import Opened
from radio.simulator.outgoing import Sealing
from radio.simulator.packet import AirPacket, RoutingError
from radio.simulator.port_limits import PortLimits
from radio.simulator.scheduler import Scheduler, Timer
from radio.simulator.transmit_queue import CAPACITY
from radio.simulator.wire import routing_answer

REMEMBERED_IDS = 20
"""A host's packet with one of the last ids is taken for a repetition."""

LARGEST_ANSWERED_PAYLOAD = 234
"""Above, a host's packet is dropped without a word (measured on firmware 2.8)."""

QUEUE_FULL = 32
"""QueueStatus.res when the transmit queue takes no more (ERRNO_UNKNOWN)."""

TRANSMITTER_OFF = 34
"""QueueStatus.res when region or settings forbid transmitting (ERRNO_DISABLED)."""

METRICS_EVERY_S = 60.0
"""How often a radio tells its host how it is (DeviceTelemetry.cpp)."""

NODE_INFO_PING = 1
"""Nonce of a heartbeat by which a host has the radio introduce itself."""

_Port = portnums_pb2.PortNum


class VirtualRadio:
    """What a Meshtastic client finds at the other end. The `Host` of a `Node`.

    One boot of a radio: what is in RAM. Hand in what the client sends (`to_radio`),
    fetch what it is to get (`next_frame`); `on_output` is called whenever there may be
    more to fetch.
    """

    def __init__(
        self,
        configuration: Configuration,
        directory: NodeDirectory,
        scheduler: Scheduler,
        unix_time: Callable[[], float],
    ) -> None:
        self.on_output: Callable[[], None] = lambda: None
        self.admin = HostAdmin(configuration, scheduler)
        self._configuration = configuration
        self._directory = directory
        self._scheduler = scheduler
        self._unix_time = unix_time
        self._node: Node | None = None
        self._booted_at = scheduler.now()
        self._sealing = Sealing(configuration, directory)
        self._introductions = Introductions(
            configuration, directory, scheduler, self._send_own
        )
        self._limits = PortLimits()
        self._recent_ids: deque[int] = deque(maxlen=REMEMBERED_IDS)
        self._outbox = HostOutbox(configuration.host_queue)
        self._last_free = CAPACITY
        self._jammed = False
        self._frames_sent = 0
        self._metrics_timer: Timer | None = None

    def join(self, node: Node, *, again: bool) -> None:
        """From now on `node` is the mesh side; `again`: it is not the first boot."""
        self._node = node
        self._introductions.begin(at_once=again)
        self._tell_metrics()

    def power_cut(self) -> None:
        """Nothing more happens in this boot."""
        self.admin.power_cut()
        self._introductions.end()
        if self._metrics_timer is not None:
            self._metrics_timer.cancel()

    # The client's side

    def client_arrived(self) -> None:
        """A client connected. It gets nothing before it asks for the configuration."""
        self.client_left()

    def client_left(self) -> None:
        """Nobody is there: packets are kept, all else is forgotten."""
        self._outbox.client_left()

    def client_vanished(self) -> None:
        """The client is gone without a word."""
        self._outbox.client_vanished()

    def tell_rebooted(self) -> None:
        """Say to whoever still listens that this radio has just booted."""
        self._outbox.add_note(mesh_pb2.FromRadio(rebooted=True))
        self.on_output()

    def jam(self) -> None:
        """Its queue is full and stays so: the channel is never free for it again."""
        self._jammed = True
        self._tell_queue(0, packet_id=0)
        self.on_output()

    def to_radio(self, frame: bytes) -> None:
        """The client sent an encoded `ToRadio`; what does not parse is ignored."""
        message = mesh_pb2.ToRadio()
        try:
            message.ParseFromString(frame)
        except DecodeError:
            return
        match message.WhichOneof("payload_variant"):
            case "want_config_id":
                self._greet(message.want_config_id)
            case "packet":
                self._from_host(message.packet)
            case "heartbeat":
                if message.heartbeat.nonce == NODE_INFO_PING:
                    self._introductions.ask_all()
                self._tell_queue(0, packet_id=0)
            case "disconnect":
                self.client_left()
        self.on_output()

    def next_frame(self) -> bytes | None:
        """The next encoded `FromRadio` for the client, None if there is none now."""
        message = self._outbox.next()
        if message is None:
            return None
        self._frames_sent += 1
        message.id = self._frames_sent
        frame: bytes = message.SerializeToString()
        return frame

    def _greet(self, nonce: int) -> None:
        nodes = self._directory.entries()
        self._outbox.greet(greeting(nonce, self._configuration, nodes, self._now()))

    # From the host to the mesh

    def _from_host(self, packet: mesh_pb2.MeshPacket) -> None:
        if len(packet.decoded.payload) > LARGEST_ANSWERED_PAYLOAD:
            return
        if packet.id and packet.id in self._recent_ids:
            return
        packet.id = packet.id or self._mesh.new_packet_id()
        self._recent_ids.append(packet.id)
        if self._is_too_soon(packet):
            self._tell_queue(0, packet.id)
            return
        setattr(packet, "from", self._configuration.number)
        self._tell_queue(self._submit(packet), packet.id)

    def _is_too_soon(self, packet: mesh_pb2.MeshPacket) -> bool:
        """Whether the port's throttle drops it; of a text, somebody is told.

        Only a host that put its own number into `from` is; else the word goes to node
        0, over the air (measured).
        """
        port = packet.decoded.portnum
        if not self._configuration.firmware.limits_ports:
            return False
        if self._limits.allows(port, self._scheduler.now()):
            return False
        if port == _Port.TEXT_MESSAGE_APP:
            answer = routing_answer(packet.id, RoutingError.RATE_LIMIT_EXCEEDED)
            if getattr(packet, "from") == self._configuration.number:
                self._say(answer)
            else:
                self._send_own(mesh_pb2.MeshPacket(to=0, decoded=answer))
        return True

    def _submit(self, packet: mesh_pb2.MeshPacket) -> int:
        """Do what the host asks; returns the `res` of the QueueStatus."""
        if packet.to == self._configuration.number:
            self._say(self.admin.answer(packet))
            return 0
        if self._configuration.may_transmit and self._mesh.waits_s:
            self._refuse_by_duty_cycle(packet)
            return RoutingError.DUTY_CYCLE_LIMIT
        sealed = self._sealing.seal(packet)
        if isinstance(sealed, RoutingError):
            self.settled(packet.id, sealed)
            return sealed
        if not self._configuration.may_transmit:
            return TRANSMITTER_OFF
        queued = not self._jammed and self._mesh.send(sealed, reliable=packet.want_ack)
        return 0 if queued else QUEUE_FULL

    def _refuse_by_duty_cycle(self, packet: mesh_pb2.MeshPacket) -> None:
        note = duty_cycle_note(packet.id, self._mesh.waits_s, self._now())
        self._outbox.add_note(mesh_pb2.FromRadio(clientNotification=note))
        self.settled(packet.id, RoutingError.DUTY_CYCLE_LIMIT)

    def _send_own(self, packet: mesh_pb2.MeshPacket) -> None:
        """Send what the radio has to say to others by itself."""
        packet.id = self._mesh.new_packet_id()
        sealed = self._sealing.seal(packet)
        may = self._configuration.may_transmit and not self._jammed
        if may and not isinstance(sealed, RoutingError):
            self._mesh.send(sealed, reliable=False)

    # From the mesh to the host

    def heard(self, packet: AirPacket, opened: Opened, signal: Signal) -> None:
        """A packet for the host came in over the air."""
        self._directory.hear(packet.sender, self._now(), signal.snr_db)
        message = received(packet, opened, signal, self._now())
        self._introductions.hear(message)
        self._outbox.add_packet(message)
        self.on_output()

    def settled(self, packet_id: int, error: RoutingError) -> None:
        """The radio's own word on a packet of the host: implicit ACK, or NAK."""
        self._say(routing_answer(packet_id, error))

    def queue_moved(self) -> None:
        """Tell a host that last heard "full" that there is room again."""
        if self._last_free == 0 and not self._jammed:
            self._tell_queue(0, packet_id=0)
            self.on_output()

    def _say(self, content: mesh_pb2.Data) -> None:
        self._outbox.add_packet(own_words(self._mesh, content, self._now()))
        self.on_output()

    def _tell_metrics(self) -> None:
        now = self._scheduler.now()
        if self._outbox.is_drained:
            self._say(device_metrics(self._mesh, int(now - self._booted_at)))
        self._metrics_timer = self._scheduler.call_at(
            now + METRICS_EVERY_S, self._tell_metrics
        )

    def _tell_queue(self, result: int, packet_id: int) -> None:
        self._last_free = 0 if self._jammed else self._mesh.queue_free
        self._outbox.add_status(
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
