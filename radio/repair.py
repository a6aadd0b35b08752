"""Asking for what is missing and answering what others miss, without all at once.

Who lacks something waits a random while and asks, unless another asked for the same
first; who can answer does likewise (RFC 5740's feedback suppression). No clock and
no randomness of its own.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from radio.frame import Span
from radio.record import RecordName

MAX_WANTED = 1024
"""Records that are asked for at one time; the rest comes with later digests."""

MAX_TRIES = 6
"""Requests for one record before it is let be for a while."""

MAX_ANSWERS = 512
"""Records that wait to be sent as answers."""


FIRST_REST_S = 600.0
LONGEST_REST_S = 1200.0
"""A record that did not come for all our asking is let be for a while, the next time
twice as long: the way to it is bad, or there is none."""

LONGEST_REST_UNKEPT_S = 6 * 3600.0
"""Likewise, when it came and could not be kept. Else a hub whose disk is full would
keep the whole network talking."""


@dataclass(slots=True)
class _Want:
    ask_at: float
    tries: int = 0
    sure: bool = False
    came: bool = False


@dataclass(frozen=True, slots=True)
class _Rest:
    until: float
    length_s: float
    sure: bool


class Wants:
    """Records known to exist that we don't hold."""

    def __init__(self) -> None:
        self._wants: dict[RecordName, _Want] = {}
        self._not_before = -math.inf
        self._wait_s = 0.0
        self._resting: OrderedDict[RecordName, _Rest] = OrderedDict()
        self.newest_at = -math.inf

    def __len__(self) -> int:
        return len(self._wants)

    def __contains__(self, name: RecordName) -> bool:
        return name in self._wants

    @property
    def due_at(self) -> float:
        """When the next request is due."""
        at = min((each.ask_at for each in self._wants.values()), default=math.inf)
        return max(at, self._not_before + self._wait_s)

    def leave(self, until: float) -> None:
        """Don't ask before that time, nor all at once then."""
        self._not_before = until

    def worth_asking(
        self, names: Iterable[RecordName], now: float, *, sure: bool = False
    ) -> list[RecordName]:
        """Those that were not asked for in vain just before.

        Of those that are `sure` to exist it counts only since that is sure: before,
        they may have been a lie.
        """
        return [name for name in names if not self._rests(name, now, sure=sure)]

    def _rests(self, name: RecordName, now: float, *, sure: bool) -> bool:
        rest = self._resting.get(name)
        if rest is None or rest.until <= now:
            return False
        return rest.sure or not sure

    def add(
        self,
        names: Iterable[RecordName],
        now: float,
        wait_s: float,
        *,
        sure: bool = False,
    ) -> None:
        """Ask for those not asked for yet after that wait, drawn by chance."""
        ask_at = now + wait_s
        if not self._wants:
            self._wait_s = wait_s
        for name in names:
            if len(self._wants) >= MAX_WANTED:
                return
            if name not in self._wants:
                self._wants[name] = _Want(ask_at)
                self.newest_at = now
            self._wants[name].sure |= sure

    def settle(self, name: RecordName) -> None:
        """It is here."""
        self._wants.pop(name, None)
        self._resting.pop(name, None)

    def came(self, name: RecordName) -> None:
        """It was heard; if it is kept, `settle` follows."""
        if name in self._wants:
            self._wants[name].came = True

    def drop(self, span: Span) -> None:
        """Nobody needs these any more."""
        for name in [each for each in self._wants if each in span]:
            self.settle(name)

    def put_off_all(self, until: float) -> None:
        """Some of it comes: wait for the rest."""
        for want in self._wants.values():
            want.ask_at = max(want.ask_at, until)

    def put_off(self, names: Iterable[RecordName], until: float) -> None:
        """Somebody asked for these, or part of them came: wait for the answer."""
        for name in names:
            if name in self._wants:
                self._wants[name].ask_at = until

    def due(self, now: float, soon: float) -> list[RecordName]:
        """What to ask for now, with what is due by `soon`; [] if nothing is due."""
        if self.due_at > now:
            return []
        return [name for name, want in self._wants.items() if want.ask_at <= soon]

    def tries(self, names: Iterable[RecordName]) -> int:
        """How often all of these were asked for already."""
        return min(self._wants[name].tries for name in names)

    def asked(self, names: Iterable[RecordName], now: float, wait_s: float) -> None:
        """These were asked for; those asked for too often rest."""
        for name in names:
            want = self._wants[name]
            want.tries += 1
            want.ask_at = now + wait_s
            if want.tries >= MAX_TRIES:
                del self._wants[name]
                self._rest(name, want, now)

    def _rest(self, name: RecordName, want: _Want, now: float) -> None:
        earlier = self._resting.pop(name, None)
        length_s = 2 * earlier.length_s if earlier else FIRST_REST_S
        longest_s = LONGEST_REST_UNKEPT_S if want.came else LONGEST_REST_S
        length_s = min(length_s, longest_s)
        self._resting[name] = _Rest(now + length_s, length_s, want.sure)
        if len(self._resting) > MAX_WANTED:
            self._resting.popitem(last=False)


@dataclass(slots=True)
class _Answer:
    due_at: float
    yields: bool


class Answers:
    """Records that others asked for, until somebody has sent them."""

    def __init__(self) -> None:
        self._answers: dict[RecordName, _Answer] = {}

    def __len__(self) -> int:
        return len(self._answers)

    def __contains__(self, name: RecordName) -> bool:
        return name in self._answers

    @property
    def due_at(self) -> float:
        """When the next answer is due."""
        return min((each.due_at for each in self._answers.values()), default=math.inf)

    def dues(self) -> Iterable[tuple[RecordName, float]]:
        """Each of them, and when it is due."""
        return ((name, each.due_at) for name, each in self._answers.items())

    def add(
        self, names: Iterable[RecordName], at: float, *, yields: bool = False
    ) -> None:
        """Send these at that time, unless another does.

        `yields`: all of them are left to another who sends some; should it not send
        the rest, that is asked for again.
        """
        for name in names:
            if len(self._answers) >= MAX_ANSWERS:
                return
            self._answers.setdefault(name, _Answer(at, yields))

    def waiting(self) -> list[RecordName]:
        """All of them, the most pressing first."""
        return sorted(
            self._answers, key=lambda name: (self._answers[name].due_at, name)
        )

    def settle(self, name: RecordName) -> None:
        """It was sent, by us or by another."""
        self._answers.pop(name, None)

    def settle_all(self, names: Iterable[RecordName]) -> None:
        """Another has sent those, and is likely to go on."""
        settled = [self._answers.pop(name) for name in names if name in self._answers]
        if any(each.yields for each in settled):
            self._answers = {
                name: each for name, each in self._answers.items() if not each.yields
            }

    def due(self, now: float, soon: float) -> list[RecordName]:
        """What to send now, with what would be due by `soon`; [] if nothing is due."""
        if self.due_at > now:
            return []
        return [name for name in self.waiting() if self._answers[name].due_at <= soon]
