"""Packets that wait for an acknowledgement, and are sent again without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from radio.simulator.packet import AirPacket
from radio.simulator.scheduler import Scheduler, Timer

TRANSMISSIONS = 3
"""In all, the first one included (NUM_RELIABLE_RETX; firmware, NextHopRouter.h)."""


@dataclass(slots=True)
class _Pending:
    packet: AirPacket
    left: int
    due_s: float
    timer: Timer | None = None


class Retries:
    """Calls `resend` twice for each watched packet and then `give_up`.

    `interval_s` says how long to wait for the acknowledgement of a packet.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        interval_s: Callable[[AirPacket], float],
        resend: Callable[[AirPacket], None],
        give_up: Callable[[AirPacket], None],
    ) -> None:
        self._scheduler = scheduler
        self._interval_s = interval_s
        self._resend = resend
        self._give_up = give_up
        self._pending: dict[int, _Pending] = {}

    def watch(self, packet: AirPacket) -> None:
        """`packet` is being sent for the first time."""
        self.settle(packet.packet_id)
        due_s = self._scheduler.now() + self._interval_s(packet)
        pending = _Pending(packet, TRANSMISSIONS - 1, due_s)
        self._pending[packet.packet_id] = pending
        self._arm(pending)

    def settle(self, packet_id: int) -> bool:
        """No more of that packet; False if it was not waited for."""
        pending = self._pending.pop(packet_id, None)
        if pending is not None and pending.timer is not None:
            pending.timer.cancel()
        return pending is not None

    def postpone(self, seconds: float) -> None:
        """The radio itself will be deaf so long; no acknowledgement can come."""
        for pending in self._pending.values():
            pending.due_s += seconds

    def clear(self) -> None:
        """Forget all."""
        for packet_id in list(self._pending):
            self.settle(packet_id)

    def _arm(self, pending: _Pending) -> None:
        pending.timer = self._scheduler.call_at(
            pending.due_s, lambda: self._overdue(pending)
        )

    def _overdue(self, pending: _Pending) -> None:
        if self._scheduler.now() < pending.due_s:  # postponed meanwhile
            self._arm(pending)
        elif pending.left == 0:
            del self._pending[pending.packet.packet_id]
            self._give_up(pending.packet)
        else:
            pending.left -= 1
            pending.due_s += self._interval_s(pending.packet)
            self._arm(pending)
            self._resend(pending.packet)
