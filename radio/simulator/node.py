"""Meshtastic's mesh behaviour of one radio: queue, contention, flooding, acks.

Knows no protobuf and no keys: a `Keyring` reads and writes payloads, a `Host` is
told what came. Figures are those of firmware 2.7 in the role CLIENT, unless its
settings say otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from radio.simulator.air import Air, Signal
from radio.simulator.contention import (
    DUTY_WINDOW_S,
    ChannelUse,
    acknowledgement_wait_s,
    own_delay_s,
    relay_delay_s,
    router_delay_s,
)
from radio.simulator.node_ports import Host, Keyring, NodeSettings, Opened
from radio.simulator.packet import AirPacket, RoutingError
from radio.simulator.retries import Retries
from radio.simulator.scheduler import Scheduler, Timer
from radio.simulator.seen_packets import SeenPackets
from radio.simulator.transmit_queue import Priority, TransmitQueue, Waiting

ACK_HOP_MARGIN = 2
"""An answer may take this many hops more than the question did (Router.cpp)."""


class Node:
    """One radio, switched on: a `Receiver` of the air until `switch_off`."""

    def __init__(
        self,
        settings: NodeSettings,
        air: Air,
        scheduler: Scheduler,
        rng: Random,
        keyring: Keyring,
        host: Host,
    ) -> None:
        self.number = settings.number
        self._settings = settings
        self._air = air
        self._scheduler = scheduler
        self._rng = rng
        self._keyring = keyring
        self._host = host
        self._queue = TransmitQueue()
        self._seen = SeenPackets()
        self._use = ChannelUse()
        self._sent = ChannelUse(DUTY_WINDOW_S)
        self._retries = Retries(
            scheduler, self._acknowledgement_wait_s, self._resend, self._give_up
        )
        self._timer: Timer | None = None
        self._transmitting = False
        air.switch_on(settings.index, self)

    @property
    def queue_free(self) -> int:
        """Packets that the transmit queue still takes."""
        return self._queue.free

    @property
    def channel_use(self) -> float:
        """What part of the last minute it heard or transmitted."""
        return self._use.share(self._scheduler.now())

    @property
    def transmitted(self) -> float:
        """What part of the last hour it transmitted, relays included."""
        return self._sent.share(self._scheduler.now())

    @property
    def waits_s(self) -> float:
        """How long the duty cycle forbids it to send; 0: it may."""
        return self._sent.wait_s(self._scheduler.now(), self._settings.duty_cycle)

    def switch_off(self) -> None:
        """Cut the power: queue, pending packets and duplicate table are gone."""
        self._air.switch_off(self._settings.index)
        self._retries.clear()
        if self._timer is not None:
            self._timer.cancel()

    def new_packet_id(self) -> int:
        """A random packet id, never 0."""
        return self._rng.randrange(1, 1 << 32)

    def send(self, packet: AirPacket, *, reliable: bool) -> bool:
        """Queue an own packet; False if the queue is full.

        A `reliable` one is watched even then, and gets its chance by repetition, as
        in the firmware. For a broadcast, hearing any neighbour relay it is the ack.
        """
        self._retries.postpone(self._air.airtime_s(packet))
        if reliable:
            self._retries.watch(packet)
        return self._queue_own(packet, reliable=reliable)

    def received(self, packet: AirPacket, signal: Signal) -> None:
        """The air delivers a packet."""
        self._note_use(self._air.airtime_s(packet))
        if packet.sender == self.number:
            self._own_was_relayed(packet)
        elif self._is_forgotten(packet):
            self._relay(packet, signal, None)
        elif self._seen.add(packet.key):
            self._heard_first(packet, signal)
        else:
            self._heard_again(packet, signal)
        self._arm()

    def garbled(self, packet: AirPacket) -> None:
        """The air delivers noise. It counts as use of the channel, so that radios wait
        longer when they collide (RadioLibInterface.cpp, airtime.cpp)."""
        self._note_use(self._air.airtime_s(packet))

    def transmission_ended(self) -> None:
        """The air says that our transmission is over."""
        self._transmitting = False
        self._arm()

    # What came in

    def _own_was_relayed(self, packet: AirPacket) -> None:
        if self._retries.settle(packet.packet_id):
            self._host.settled(packet.packet_id, RoutingError.NONE)

    def _heard_first(self, packet: AirPacket, signal: Signal) -> None:
        opened = self._keyring.open(packet)
        if packet.to == self.number:
            self._answer(packet, opened)
        else:
            self._relay(packet, signal, opened)
        if opened is None or opened.error is not RoutingError.NONE:
            return
        if opened.acknowledges:
            # The question has arrived: it needs no relay of ours any more, and if
            # it was our question, no repetition.
            self._queue.cancel_relay((packet.to, opened.acknowledges))
            if packet.to == self.number:
                self._retries.settle(opened.acknowledges)
        if packet.is_broadcast or packet.to == self.number:
            self._host.heard(packet, opened, signal)

    def _heard_again(self, packet: AirPacket, signal: Signal) -> None:
        if packet.hops_taken > 0:
            # Somebody was quicker to relay it.
            if not self._settings.is_router:
                self._queue.cancel_relay(packet.key)
        elif packet.to == self.number:
            # The sender repeats itself: our ack was lost.
            self._answer(packet, self._keyring.open(packet))
        elif not self._queue.holds(packet.key):
            # It did not hear our relay, which it takes for an ack.
            self._relay(packet, signal, self._keyring.open(packet))

    def _is_forgotten(self, packet: AirPacket) -> bool:
        return (
            self._settings.forgets_opaque
            and not packet.is_broadcast
            and packet.to != self.number
            and self._keyring.open(packet) is None
        )

    def _relay(self, packet: AirPacket, signal: Signal, opened: Opened | None) -> None:
        if packet.hop_limit == 0 or self.waits_s:
            return
        if not self._settings.relays(packet, opened):
            return
        relayed = replace(
            packet, hop_limit=packet.hop_limit - 1, relayer=self.number & 0xFF
        )
        self._queue.add(Waiting(relayed, heard_with=signal))

    def _answer(self, packet: AirPacket, opened: Opened | None) -> None:
        is_answer = opened is not None and opened.acknowledges != 0
        if not packet.want_ack or (is_answer and packet.hops_taken) or self.waits_s:
            return
        hop_limit = 0 if is_answer else self._answer_hop_limit(packet)
        header = AirPacket(
            sender=self.number,
            to=packet.sender,
            packet_id=self.new_packet_id(),
            hop_limit=hop_limit,
            hop_start=hop_limit,
            want_ack=opened is not None and opened.wants_sure_ack,
        )
        error = RoutingError.NO_CHANNEL if opened is None else opened.error
        channel = 0 if opened is None else opened.channel
        answer = self._keyring.acknowledgement(header, channel, packet.packet_id, error)
        if answer.want_ack:
            self._retries.watch(answer)
        self._queue.add(Waiting(answer, Priority.ACK))

    def _answer_hop_limit(self, packet: AirPacket) -> int:
        configured = self._settings.hop_limit
        if packet.hops_taken > configured:
            return packet.hops_taken
        return min(packet.hops_taken + ACK_HOP_MARGIN, configured)

    # What goes out

    def _queue_own(self, packet: AirPacket, *, reliable: bool) -> bool:
        if self.waits_s:
            return False
        priority = Priority.RELIABLE if reliable else Priority.DEFAULT
        queued = self._queue.add(Waiting(packet, priority))
        self._arm()
        return queued

    def _resend(self, packet: AirPacket) -> None:
        if not self._queue.holds(packet.key):
            self._queue_own(packet, reliable=True)

    def _give_up(self, packet: AirPacket) -> None:
        self._host.settled(packet.packet_id, RoutingError.MAX_RETRANSMIT)

    def _arm(self) -> None:
        # One timer for the whole queue, as in the firmware: whatever is at the head
        # when it fires goes out.
        if self._queue and self._timer is None and not self._transmitting:
            when_s = self._scheduler.now() + self._delay_s(self._queue.head)
            self._timer = self._scheduler.call_at(when_s, self._contend)

    def _contend(self) -> None:
        self._timer = None
        if self._queue and not self._air.is_busy(self._settings.index):
            self._transmitting = True
            airtime_s = self._air.transmit(self._settings.index, self._queue.pop())
            self._note_use(airtime_s)
            self._sent.add(self._scheduler.now(), airtime_s)
            self._host.queue_moved()
        self._arm()

    def _delay_s(self, waiting: Waiting) -> float:
        preset = self._air.preset
        if waiting.heard_with is not None and self._settings.is_router:
            return router_delay_s(preset, waiting.heard_with, self._rng)
        if waiting.heard_with is not None:
            return relay_delay_s(preset, waiting.heard_with, self._rng)
        return own_delay_s(preset, self.channel_use, self._rng)

    def _acknowledgement_wait_s(self, packet: AirPacket) -> float:
        airtime_s = self._air.airtime_s(packet)
        return acknowledgement_wait_s(self._air.preset, self.channel_use, airtime_s)

    def _note_use(self, airtime_s: float) -> None:
        self._use.add(self._scheduler.now(), airtime_s)
