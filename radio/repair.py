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

from radio.record import RecordName

MAX_WANTED = 256
"""Records that are asked for at one time; the rest comes with later digests."""

MAX_TRIES = 6
"""Requests for one record before it is let be for a while."""

MAX_ANSWERS = 64
"""Records that wait to be sent as answers."""


FIRST_REST_S = 600.0
LONGEST_REST_S = 6 * 3600.0
"""A record that did not come for all our asking is let be for a while, each time twice
as long. Else a hub whose disk is full would keep the whole network talking."""


@dataclass(slots=True)
class _Want:
    ask_at: float
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Rest:
    until: float
    length_s: float


class Wants:
    """Records known to exist that we don't hold."""

    def __init__(self) -> None:
        self._wants: dict[RecordName, _Want] = {}
        self._resting: OrderedDict[RecordName, _Rest] = OrderedDict()

    def __len__(self) -> int:
        return len(self._wants)

    @property
    def due_at(self) -> float:
        """When the next request is due."""
        return min((each.ask_at for each in self._wants.values()), default=math.inf)

    def worth_asking(self, names: Iterable[RecordName], now: float) -> list[RecordName]:
        """Those that were not asked for in vain just before."""
        return [
            name
            for name in names
            if name not in self._resting or self._resting[name].until <= now
        ]

    def add(self, names: Iterable[RecordName], ask_at: float) -> None:
        """Ask for those not asked for yet at that time."""
        for name in names:
            if len(self._wants) >= MAX_WANTED:
                return
            self._wants.setdefault(name, _Want(ask_at))

    def settle(self, name: RecordName) -> None:
        """It is here."""
        self._wants.pop(name, None)
        self._resting.pop(name, None)

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

    def asked(self, names: Iterable[RecordName], now: float, again_at: float) -> None:
        """These were asked for; those asked for too often rest."""
        for name in names:
            want = self._wants[name]
            want.tries += 1
            want.ask_at = again_at
            if want.tries >= MAX_TRIES:
                del self._wants[name]
                self._rest(name, now)

    def _rest(self, name: RecordName, now: float) -> None:
        earlier = self._resting.pop(name, None)
        length_s = 2 * earlier.length_s if earlier else FIRST_REST_S
        length_s = min(length_s, LONGEST_REST_S)
        self._resting[name] = _Rest(now + length_s, length_s)
        if len(self._resting) > MAX_WANTED:
            self._resting.popitem(last=False)


class Answers:
    """Records that others asked for, until somebody has sent them."""

    def __init__(self) -> None:
        self._due: dict[RecordName, float] = {}

    def __len__(self) -> int:
        return len(self._due)

    @property
    def due_at(self) -> float:
        """When the next answer is due."""
        return min(self._due.values(), default=math.inf)

    def dues(self) -> Iterable[tuple[RecordName, float]]:
        """Each of them, and when it is due."""
        return self._due.items()

    def add(self, names: Iterable[RecordName], at: float) -> None:
        """Send these at that time, unless another does."""
        for name in names:
            if len(self._due) >= MAX_ANSWERS:
                return
            self._due.setdefault(name, at)

    def waiting(self) -> list[RecordName]:
        """All of them, the most pressing first."""
        return sorted(self._due, key=lambda name: (self._due[name], name))

    def settle(self, name: RecordName) -> None:
        """It was sent, by us or by another."""
        self._due.pop(name, None)

    def due(self, now: float, soon: float) -> list[RecordName]:
        """What to send now, with what would be due by `soon`; [] if nothing is due."""
        if self.due_at > now:
            return []
        return sorted(name for name, at in self._due.items() if at <= soon)
