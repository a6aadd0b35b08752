"""Whether others hold what we hold, and when to say what we hold.

Three reasons to say a digest: the quiet rhythm of Trickle, a record of which somebody
may have missed every word, and a check that is not ours. No clock, no frames.
"""

from __future__ import annotations

import math
from collections import deque

from radio.digests import Digests
from radio.doubt import Doubt
from radio.frame import (
    DigestFrame,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
)
from radio.outbox import Outbox
from radio.repair import Wants
from radio.shared import Shared
from radio.stream import BULK
from radio.telling import Telling
from radio.trickle import Trickle, TrickleTimes

REPAIR_S = 10.0
"""After a digest or a request what differs is known, and under way."""

WANTED_S = 30.0
"""So long after something was found to be lacking, that is what differs."""

GREET_EVERY_S = 600.0
"""So seldom who asks who is there is answered by several."""

LATELY_S = 10.0
"""A frame waits in its radio for so long at most: its check may be as old."""

MAX_LATELY = 64
LAST_PLACE = 8


class Agreement:
    """One hub's view of whether all hold the same."""

    def __init__(
        self, shared: Shared, outbox: Outbox, wants: Wants, digests: Digests
    ) -> None:
        self._shared = shared
        self._outbox = outbox
        self._wants = wants
        self._digests = digests
        self._doubt = Doubt()
        self._telling = Telling(shared)
        self._trickle = self._new_trickle()
        self._lately: deque[tuple[float, int]] = deque(maxlen=MAX_LATELY)
        self._repaired_at = -math.inf
        self._greeted_at = -math.inf
        self.afar = False
        """Whether what is to be said now is for hubs that we don't hear, too."""

    @property
    def wakes_at(self) -> float:
        """When `poll` has something to do."""
        return min(self._trickle.wakes_at, self._doubt.due_at, self._telling.due_at)

    def start(self, now: float) -> None:
        """There is a radio, at a pace of its own."""
        self._trickle = self._new_trickle()
        self._trickle.start(now)

    def stop(self) -> None:
        """There is nobody to say anything to."""
        self._trickle.stop()

    def poll(self, now: float) -> bool:
        """Whether to say a digest now; to be called at `wakes_at`."""
        rested = self._trickle.at_rest
        fired = self._trickle.poll(now)
        if not fired and min(self._doubt.due_at, self._telling.due_at) > now:
            return False
        self.afar = fired and rested
        self._doubt.wait()
        self._telling.due_at = math.inf
        return True

    def _new_trickle(self) -> Trickle:
        pace = self._shared.pace
        times = TrickleTimes(
            pace.times.digest_shortest * pace.packet_s,
            pace.times.digest_longest_s,
            pace.times.digest_redundancy,
            pace.times.digest_redundancy_at_rest,
        )
        return Trickle(times, pace.rng)

    # -- what happens -------------------------------------------------------

    def met(self, hub: int, now: float) -> None:
        """A hub was heard for the first time: one that is new to us is told soon."""
        if not self._shared.holdings.follows(hub):
            self._trickle.inconsistent(now)

    def changes(self, now: float) -> None:
        """What we hold is about to change; a check of before is right for a while."""
        self._lately.append((now, self._check()))

    def changed(self, now: float) -> None:
        """What we hold has changed: perhaps to what another holds."""
        self._doubt.resolve(self._check())
        self._trickle.hurry(now, self._shared.pace.times.digest_news_s)

    def records_heard(self, frame: RecordsFrame, now: float) -> None:
        """Compare the sender's check with ours."""
        shared = self._shared
        unsent = self._outbox.unsent()
        names = [each.record.name for each in frame.records]
        ours = shared.holdings.check(without=unsent, beside=names)
        if frame.check == ours:
            self._doubt.agree()
            self._trickle.consistent()
            shared.peers.agrees(frame.sender, shared.holdings.digest(), unsent)
        self._told(now, names)
        lately = [check for at, check in self._lately if at > now - LATELY_S]
        known = frame.check in (ours, *lately) or len(names) >= BULK
        if not known and not self._under_way(now):
            place = shared.peers.place((frame.sender, frame.check), now)
            wait_s = shared.pace.doubt_s(min(place, LAST_PLACE))
            self._doubt.arise(now + wait_s, self._check(), frame.check)

    def digest_heard(
        self, digest: DigestFrame | None, now: float, *, differs: bool
    ) -> None:
        """A hub has said what it holds; None: in a way that can't be read here."""
        self._told(now)
        self._doubt.settle()
        self._repaired_at = now
        if digest is None or self._digests.needed:
            self._trickle.inconsistent(now)
        elif self._digests.greeted and now >= self._greeted_at + GREET_EVERY_S:
            self._greeted_at = now
            pace = self._shared.pace
            self._trickle.greet(now, pace.times.digest_greets * pace.packet_s)
        elif digest.last:
            # One that differs does as well: what it lacks is on its way to it, and what
            # we lack is asked for.
            self._trickle.consistent()
            if self._trickle.redundant and not differs:
                self._digests.unsay()

    def request_heard(self, now: float) -> None:
        """What somebody lacks is known, and on its way."""
        self._doubt.settle()
        self._repaired_at = now

    def sent(self, frame: Frame, now: float) -> None:
        """We have said something ourselves."""
        match frame:
            case RecordsFrame(records=records):
                self._told(now, [each.record.name for each in records])
            case DigestFrame() | ShortDigestFrame():
                self._told(now)
                self._doubt.told(self._check(), now, self._shared.pace.doubt_again_s())
                self._repaired_at = now
            case RequestFrame():
                self._doubt.settle()
            case FragmentFrame():
                self._telling.look(now)

    # -- inside -------------------------------------------------------------

    def _check(self) -> int:
        return self._shared.holdings.check(without=self._outbox.unsent())

    def _told(self, now: float, beside: list[tuple[int, int]] | None = None) -> None:
        self._shared.recent.told(now, beside or ())
        self._telling.look(now)

    def _under_way(self, now: float) -> bool:
        """Whether a difference is known already, and being repaired.

        What is wanted in vain for long explains nothing: it may be a lie.
        """
        wanted = now < self._wants.newest_at + WANTED_S
        return (
            wanted or bool(self._outbox.answers) or now < self._repaired_at + REPAIR_S
        )
