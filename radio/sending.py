"""What one hub says next, and when: turns, within the budget."""

from __future__ import annotations

import math
from collections import Counter

from radio.budget import Budget, Hold
from radio.digests import Digests
from radio.events import BearerUp
from radio.frame import Frame
from radio.intake import Intake
from radio.outbox import Outbox
from radio.pace import Pace
from radio.priority import Priority
from radio.status import BudgetStatus
from radio.turns import PATIENCE_S, Turns, standing


class Sending:
    """All that one hub has to say."""

    def __init__(
        self,
        outbox: Outbox,
        intake: Intake,
        digests: Digests,
        pace: Pace,
        budget: Budget,
    ) -> None:
        self._outbox = outbox
        self._intake = intake
        self._digests = digests
        self._pace = pace
        self._turns = Turns()
        self._digest_since = -math.inf
        self.budget = budget

    def say_digest(self, now: float) -> None:
        """It is time for a digest."""
        if not self._digests.due:
            self._digest_since = now
        self._digests.say()

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
        room = bearer.max_frame_bytes
        if first is Priority.REQUEST:
            return self._intake.next_request(now, room)
        if first is Priority.DIGEST:
            return self._digests.next_frame(room)
        soon = now + self._pace.packet_s
        return self._outbox.next_frame(first, open_now, now, soon, room, bearer.signing)

    def status(self, now: float) -> BudgetStatus:
        """How it stands with the airtime."""
        waiting: Counter[Priority] = self._outbox.waiting(now)
        waiting[Priority.REQUEST] = len(self._intake.wants)
        waiting[Priority.DIGEST] = int(self._digests.due)
        holds = (self._hold(*each, now) for each in sorted(self._due(now).items()))
        return BudgetStatus(
            waiting={each: waiting[each] for each in Priority},
            used_share=self.budget.used_share(now),
            held_back=next((each for each in holds if each), None),
        )

    def _dues(self, now: float) -> dict[Priority, float]:
        """For each priority of which something waits, when it is or was due."""
        dues = self._outbox.dues(now)
        dues[Priority.REQUEST] = self._intake.wants.due_at
        dues[Priority.DIGEST] = self._digest_since if self._digests.due else math.inf
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
