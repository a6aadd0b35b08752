"""How long the engine waits before it speaks: delays, and the chance in them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

BACKOFF = 1.6
"""Each time that nothing came, we wait so much longer before we ask again."""

CROWD = 4
"""So many other hubs can want the same without much ado; more wait in a longer span."""

LARGEST_CROWD = 24
"""Of more hubs some ask at the same time."""

DEPUTIES = 2
"""So many hubs tell at once what they hold; the others only where these don't."""

FULL = 8
"""Records that fill a packet, about."""


@dataclass(frozen=True, slots=True)
class SyncTimes:
    """Delays in airtimes of a full packet, so that one set serves every preset.

    On LONG_FAST a full packet takes 2.2 s. Spans are drawn from uniformly.

    `batch`: for what is written at the same time; `ask`, `ask_again`: before a request,
    and `ask_span`, `ask_each` what is drawn beside, for few hubs and for each more;
    `answer`: before an answer, and `turn`, `turn_full` for each hub that is before us,
    with one record and with many; `stream`: for the next frame of many; `slot`: for
    each of several hubs that have much to send; `again`: before a record is repeated
    unasked; `digest_greets`: in which those tell what they hold who are asked by a hub
    that has started; `doubt_again`: before the digest of a doubt is said once more;
    `tell`: before we tell what we hold, and `tell_turn`, `tell_last` for each hub
    before us, and for all but the first.
    """

    batch: float = 0.25
    ask: float = 0.25
    ask_again: float = 2.5
    ask_span: float = 3.5
    ask_each: float = 1.0
    answer: tuple[float, float] = (0.1, 0.3)
    turn: float = 1.0
    turn_full: float = 6.0
    stream: float = 3.0
    slot: float = 1.25
    last_turn: int = 8
    digest_shortest: float = 4.0
    digest_longest_s: float = 2400.0
    digest_news_s: float = 600.0
    digest_greets: float = 24.0
    digest_redundancy: int = 1
    digest_redundancy_at_rest: int = 6
    doubt_again: float = 8.0
    tell: float = 36.0
    tell_turn: float = 4.0
    tell_last: float = 15.0
    again: tuple[float, float] = (2.0, 3.0)
    shortest_packet_s: float = 0.25


class Pace:
    """Those delays at the radio's present speed."""

    def __init__(self, times: SyncTimes, rng: random.Random) -> None:
        self.times = times
        self.rng = rng
        self.packet_s = times.shortest_packet_s

    def follow(self, packet_s: float) -> None:
        """A full packet takes that long now."""
        self.packet_s = max(packet_s, self.times.shortest_packet_s)

    def turn_s(self, turn: int, records: int) -> float:
        """How long to wait with an answer of so many records, behind so many hubs."""
        waits = self.rng.uniform(*self.times.answer)
        turn = min(turn, self.times.last_turn)
        return turn * self._each_turn_s(records) + waits * self.packet_s

    def _each_turn_s(self, records: int) -> float:
        times, full = self.times, min(records / FULL, 1.0)
        return (times.turn + full * (times.turn_full - times.turn)) * self.packet_s

    def ask_s(self, near: int) -> float:
        """How long to wait before we ask for what is missing, with so many others who
        may do so first.
        """
        return (self.times.ask + self._drawn(near)) * self.packet_s

    def ask_again_s(self, near: int, tries: int = 0) -> float:
        """How long to wait before we ask once more, after so many times in vain."""
        waits = self.times.ask_again + self._drawn(near)
        return waits * BACKOFF**tries * self.packet_s

    def _drawn(self, near: int) -> float:
        """A wait that few of many draw short and most draw long (RFC 5740, 5.1)."""
        times = self.times
        crowd = min(max(near - CROWD, 0), LARGEST_CROWD)
        longest = times.ask_span + times.ask_each * crowd
        steep = math.log(near + 1) + 1
        drawn = self.rng.random() * math.expm1(steep)
        return longest / steep * math.log1p(drawn)

    def doubt_s(self, place: int) -> float:
        """How long to wait with a digest that is to settle a doubt."""
        each, waits = self.times.turn, self.rng.uniform(*self.times.answer)
        return (place * each + waits) * self.packet_s

    def doubt_again_s(self) -> float:
        """How long to wait for what comes of a digest in doubt."""
        return self.times.doubt_again * self.packet_s

    @property
    def slot_s(self) -> float:
        """How long each of several hubs that have much to send has the channel."""
        return self.times.slot * self.packet_s

    def tell_s(self, waits: float) -> float:
        """How long after the last word of a record to tell what we hold."""
        return waits * self.times.tell * self.packet_s

    def place_s(self, place: int) -> float:
        """How much longer, behind so many hubs that may tell it as well."""
        times = self.times
        behind = place * times.tell_turn + (place >= DEPUTIES) * times.tell_last
        return behind * self.packet_s

    def after(self, now: float, span: tuple[float, float]) -> float:
        """A moment drawn from a span."""
        return now + self.rng.uniform(*span) * self.packet_s
