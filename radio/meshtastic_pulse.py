"""Whether a radio that says nothing is still there, and one that answers still hears.
Pure: no clock, no radio.

A radio that has started again without our noticing answers heartbeats and hands over no
packets until it is asked for its settings; so it is asked for a packet, too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How long what may take, in seconds.

    `answer_s`: a radio that says nothing for so long is not there; some need ten to
    start. `ask_again_s`: one that says so little as it starts has not heard the
    question. `open_s`: one that talks, but never tells of itself to the end, is none.
    `quiet_s`: after so long without a word it is asked for one. `probe_s`: so often it
    is asked for a packet. `gps_s`: so often one with a GPS is asked for the time, until
    it has found it.
    """

    answer_s: float = 20.0
    ask_again_s: float = 4.0
    open_s: float = 45.0
    quiet_s: float = 15.0
    probe_s: float = 180.0
    gps_s: float = 600.0


@dataclass(slots=True)
class Words:
    """When the radio last said what, by the monotonic clock.

    `queue_at`: how its queue stands; `heartbeat_at`: the same, unasked or asked by a
    heartbeat; `packet_at`: any packet; `probe_at`: the packet that it was asked for.
    """

    anything_at: float
    queue_at: float = -math.inf
    heartbeat_at: float = -math.inf
    packet_at: float = -math.inf
    probe_at: float = -math.inf


class Pulse:
    """What a radio was asked, and since when it owes the answer.

    What it has never answered is not held against it: some firmware does not.
    """

    def __init__(self, words: Words, patience: Patience) -> None:
        self._words = words
        self._patience = patience
        self._heartbeat_at = -math.inf
        self._repeated_at = -math.inf
        self._probe_at = -math.inf

    def wants_heartbeat(self, now: float) -> bool:
        """Whether it is time to ask for any word; the first time at once, to learn
        whether it answers."""
        if self._heartbeat_at == -math.inf:
            return True
        return now - self._words.anything_at >= self._patience.quiet_s

    def wants_probe(self, now: float) -> bool:
        """Whether it is time to ask for a packet; the first time at once, too."""
        return now - self._probe_at >= self._patience.probe_s

    def heartbeat(self, now: float) -> None:
        """It is asked how its queue stands.

        Asking again does not put off the end of our patience; after a pause it does:
        one answer can get lost without harm.
        """
        answered = self._words.heartbeat_at >= self._heartbeat_at
        if answered or self._paused(now):
            self._heartbeat_at = now
        self._repeated_at = now

    def probe(self, now: float) -> None:
        """It is asked for a packet."""
        self._probe_at = now

    @property
    def tells_queue(self) -> bool:
        """Whether it ever answered a heartbeat."""
        return self._words.heartbeat_at > -math.inf

    def owes_queue(self, now: float) -> bool:
        """Whether it is asked for long how its queue stands."""
        owes = self._owes(self._heartbeat_at, self._words.heartbeat_at, now)
        return owes and not self._paused(now)

    def is_silent(self, now: float) -> bool:
        """Whether it says nothing although it used to answer."""
        owes = self._owes(self._heartbeat_at, self._words.anything_at, now)
        return owes and self.tells_queue

    def is_deaf(self, now: float) -> bool:
        """Whether it hands over no packets although it used to."""
        owes = self._owes(self._probe_at, self._words.packet_at, now)
        return owes and self._words.probe_at > -math.inf

    def _paused(self, now: float) -> bool:
        return now - self._repeated_at > self._patience.answer_s

    def _owes(self, asked_at: float, said_at: float, now: float) -> bool:
        return said_at < asked_at and now - asked_at > self._patience.answer_s
