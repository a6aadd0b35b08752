"""How radios get to know each other: node info, with the public key, out and in."""

from __future__ import annotations

import math
from collections.abc import Callable

from google.protobuf.message import DecodeError
from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.simulator.configuration import Configuration
from radio.simulator.directory import NodeDirectory
from radio.simulator.packet import BROADCAST, RoutingError
from radio.simulator.scheduler import Scheduler, Timer

AFTER_BOOT_S = 30.0
"""How soon after a boot, and with the wish to hear the others' (NodeInfoModule.cpp)."""

LEAST_S = 600.0
"""Between two introductions of one radio."""

ASKED_LEAST_S = 60.0
"""The same, where a host asks for one or somebody has failed for want of our key."""

_Port = portnums_pb2.PortNum


class Introductions:
    """Of one radio, from one boot on. `send` sends a packet of the radio's own."""

    def __init__(
        self,
        own: Configuration,
        directory: NodeDirectory,
        scheduler: Scheduler,
        send: Callable[[mesh_pb2.MeshPacket], object],
    ) -> None:
        self._own = own
        self._directory = directory
        self._scheduler = scheduler
        self._send = send
        self._sent_at = -math.inf
        self._timer: Timer | None = None

    def begin(self, *, at_once: bool) -> None:
        """From now on at every interval; `at_once`: soon after the boot, too."""
        self._wake_after(AFTER_BOOT_S if at_once else self._interval_s, asks=at_once)

    def end(self) -> None:
        """No more."""
        if self._timer is not None:
            self._timer.cancel()

    def ask_all(self) -> None:
        """The host wants to hear from all."""
        self._introduce(BROADCAST, asks=True, least_s=ASKED_LEAST_S)

    def hear(self, message: mesh_pb2.MeshPacket) -> None:
        """Another node says who it is, or that it does not know who we are."""
        sender, content = getattr(message, "from"), message.decoded
        try:
            if content.portnum == _Port.NODEINFO_APP:
                user = mesh_pb2.User.FromString(content.payload)
                self._directory.hear_user(sender, user)
                if content.want_response:
                    self._introduce(sender, asks=False, least_s=LEAST_S)
            elif content.portnum == _Port.ROUTING_APP:
                error = mesh_pb2.Routing.FromString(content.payload).error_reason
                if error == RoutingError.PKI_UNKNOWN_PUBKEY:
                    self._introduce(sender, asks=False, least_s=ASKED_LEAST_S)
        except DecodeError:
            return

    @property
    def _interval_s(self) -> float:
        return float(self._own.device.node_info_broadcast_secs or 10_800)

    def _wake_after(self, seconds: float, *, asks: bool) -> None:
        def wake() -> None:
            self._introduce(BROADCAST, asks=asks, least_s=0.0)
            self._wake_after(self._interval_s, asks=False)

        self._timer = self._scheduler.call_at(self._scheduler.now() + seconds, wake)

    def _introduce(self, to: int, *, asks: bool, least_s: float) -> None:
        now = self._scheduler.now()
        if now - self._sent_at < least_s:
            return
        self._sent_at = now
        packet = mesh_pb2.MeshPacket(to=to, hop_limit=self._own.hop_limit)
        packet.decoded.portnum = _Port.NODEINFO_APP
        packet.decoded.payload = self._own.owner.SerializeToString()
        packet.decoded.want_response = asks
        self._send(packet)
