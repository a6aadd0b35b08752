"""What one hub says next, and when: turns, within the budget."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from radio.along import Along
from radio.budget import Budget, Hold
from radio.digests import Digests
from radio.events import BearerUp
from radio.frame import Frame, RecordsFrame
from radio.intake import Intake
from radio.outbox import Outbox
from radio.priority import Priority
from radio.shared import Shared
from radio.slots import Slots
from radio.status import BudgetStatus
from radio.stream import Stream
from radio.turns import PATIENCE_S, Turns, standing

SOON = 0.3
"""Answers that are due so soon, in airtimes of a full packet, go along."""


class Sending:
    """All that one hub has to say."""

    def __init__(
        self,
        shared: Shared,
        outbox: Outbox,
        intake: Intake,
        digests: Digests,
        budget: Budget,
    ) -> None:
        self._pace = shared.pace
        self._holdings = shared.holdings
        self._outbox = outbox
        self._intake = intake
        self._digests = digests
        self._along = Along(shared)
        self._turns = Turns()
        self._digest_since = -math.inf
        self.stream = Stream()
        self._slots = Slots(shared.origin, shared.peers, shared.pace)
        self.budget = budget

    def say_digest(self, now: float) -> None:
        """It is time for a digest."""
        if not self._digests.due:
            self._digest_since = now
        self._digests.say()

    def make_way(self, records: int, now: float) -> None:
        """A frame of so many records came from another hub."""
        next_at = now + self._pace.times.stream * self._pace.packet_s
        self.stream.heard(records, now, next_at)
        self._slots.heard(records, now)
        self._intake.wants.leave(self.stream.until)

    def wakes_at(self, now: float) -> float:
        """When something may go."""
        opens = (self._opens_at(*each, now) for each in self._dues(now).items())
        return min(opens, default=math.inf)

    def next_frame(self, bearer: BearerUp, now: float) -> Frame | None:
        """The frame whose turn it is, or None: nothing is due, or nothing may go."""
        open_now = {
            priority: since
            for priority, since in self._due(now).items()
            if self._hold(priority, since, now) is None
        }
        if not open_now:
            return None
        first = self._turns.next(open_now, now)
        if first is Priority.REQUEST:
            return self._intake.next_request(now, bearer.max_frame_bytes)
        if first is Priority.DIGEST:
            frame = self._telling(bearer, now)
        else:
            frame = self._records(first, open_now, bearer, now)
        if isinstance(frame, RecordsFrame):
            self._outbox.sent(frame, now)
            self._slots.sent(now)
            check = self._holdings.check(without=self._outbox.unsent())
            frame = replace(frame, check=check)
            again = self._along.worth_repeating(frame, bearer, now)
            at = self._pace.after(now, self._pace.times.again)
            self._outbox.answers.add(again, at)
        return frame

    def _records(
        self,
        first: Priority,
        open_now: Collection[Priority],
        bearer: BearerUp,
        now: float,
    ) -> Frame | None:
        soon, room = now + SOON * self._pace.packet_s, bearer.max_frame_bytes
        frame = self._outbox.next_frame(
            first, open_now, now, soon, room, bearer.signing
        )
        if not isinstance(frame, RecordsFrame):
            return frame
        return self._along.with_records(frame, bearer, now)

    def _telling(self, bearer: BearerUp, now: float) -> Frame | None:
        """Word of what has passed, or a digest."""
        if self._intake.passing.due_at <= now:
            return self._intake.passing.next_frame(bearer.max_frame_bytes)
        return self._digests.next_frame(bearer.max_frame_bytes)

    def status(self, now: float) -> BudgetStatus:
        """How it stands with the airtime."""
        waiting: Counter[Priority] = self._outbox.waiting(now)
        waiting[Priority.REQUEST] = len(self._intake.wants)
        waiting[Priority.DIGEST] = int(self._digests.due)
        holds = (
            self._hold(priority, at, max(at, now))
            for priority, at in sorted(self._dues(now).items())
        )
        return BudgetStatus(
            waiting={each: waiting[each] for each in Priority},
            used_share=self.budget.used_share(now),
            allowed_share=self.budget.allowed_share(now),
            held_back=next((each for each in holds if each), None),
        )

    def _dues(self, now: float) -> dict[Priority, float]:
        """For each priority of which something waits, when it is or was due."""
        dues = self._outbox.dues(now)
        dues[Priority.REQUEST] = self._intake.wants.due_at
        digest_at = self._digest_since if self._digests.due else math.inf
        dues[Priority.DIGEST] = min(digest_at, self._intake.passing.due_at)
        for each in (Priority.REPAIR, Priority.DIGEST):
            if each in dues:
                dues[each] = max(dues[each], self.stream.until)
        slot_at = self._slots.opens_at(self._outbox.fresh, now)
        for each in (Priority.PRESSING, Priority.USUAL):
            if each in dues:
                dues[each] = max(dues[each], slot_at)
        return {each: at for each, at in dues.items() if at < math.inf}

    def _due(self, now: float) -> dict[Priority, float]:
        return {each: at for each, at in self._dues(now).items() if at <= now}

    def _hold(self, priority: Priority, since: float, now: float) -> Hold | None:
        return self.budget.hold(standing(priority, now - since), now)

    def _opens_at(self, priority: Priority, since: float, now: float) -> float:
        """When that may go: with its own standing, or with that of one who waited."""
        start = max(since, now)
        lifted = max(start, since + PATIENCE_S)
        return min(
            self.budget.opens_at(standing(priority, at - since), at)
            for at in (start, lifted)
        )
