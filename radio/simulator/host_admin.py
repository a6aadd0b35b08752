"""What a host has its own radio do: answers, and the reboot that a change brings."""

from __future__ import annotations

from collections.abc import Callable

from google.protobuf.message import DecodeError
from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.simulator.admin import answer, reboots_after_s
from radio.simulator.configuration import Configuration
from radio.simulator.packet import RoutingError
from radio.simulator.scheduler import Scheduler, Timer
from radio.simulator.wire import routing_answer


class HostAdmin:
    """`on_reboot` is called when the radio is to boot again; whoever has power over it
    sees to that."""

    def __init__(self, own: Configuration, scheduler: Scheduler) -> None:
        self.on_reboot: Callable[[], None] = lambda: None
        self._own = own
        self._scheduler = scheduler
        self._editing = False
        self._reboot: Timer | None = None

    def answer(self, packet: mesh_pb2.MeshPacket) -> mesh_pb2.Data:
        """The radio's reply to a packet of its host to itself."""
        if packet.decoded.portnum != portnums_pb2.PortNum.ADMIN_APP:
            return routing_answer(packet.id, RoutingError.NONE)
        request = admin_pb2.AdminMessage()
        try:
            request.ParseFromString(packet.decoded.payload)
        except DecodeError:
            return routing_answer(packet.id, RoutingError.BAD_REQUEST)
        reply = answer(request, self._own)
        if isinstance(reply, RoutingError):
            if reply is RoutingError.NONE:
                self._see_to_reboot(request)
            return routing_answer(packet.id, reply)
        return mesh_pb2.Data(
            portnum=portnums_pb2.PortNum.ADMIN_APP,
            payload=reply.SerializeToString(),
            request_id=packet.id,
        )

    def power_cut(self) -> None:
        """There is nothing left to boot again."""
        if self._reboot is not None:
            self._reboot.cancel()

    def _see_to_reboot(self, request: admin_pb2.AdminMessage) -> None:
        match request.WhichOneof("payload_variant"):
            case "begin_edit_settings":
                self._editing = True
            case "commit_edit_settings":
                self._editing = False
        seconds = reboots_after_s(request)
        if seconds is None or self._editing:
            return
        self.power_cut()
        if seconds >= 0:
            when_s = self._scheduler.now() + seconds
            self._reboot = self._scheduler.call_at(when_s, self.on_reboot)
