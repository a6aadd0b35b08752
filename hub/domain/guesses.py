"""How often a keep code may be guessed. Pure: the caller brings the time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Subject = TypeVar("Subject", bound=Hashable)

FREE_GUESSES = 5
"""Slips of the finger that cost nothing."""

LONGEST_WAIT_S = 3600.0
"""Then 17 million codes take a thousand years, and a writer who comes back can try."""

MAX_REMEMBERED = 1000
"""Posts, claims or people remembered; the one guessed at longest ago makes room."""


class TooManyGuesses(Exception):
    """The code was guessed wrong too often; `wait_s`: seconds until the next try."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"{wait_s:.0f} s to wait")
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class _Guessed:
    failures: int
    free_at: float


class GuessLimit(Generic[Subject]):
    """Wrong codes by what they were tried on: after a few, each doubles the wait."""

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._longest_wait_s = longest_wait_s
        self._guessed: OrderedDict[Subject, _Guessed] = OrderedDict()

    def check(self, subject: Subject, now: float) -> None:
        """Raise TooManyGuesses where it is not yet time for another try."""
        guessed = self._guessed.get(subject)
        if guessed is not None and now < guessed.free_at:
            raise TooManyGuesses(guessed.free_at - now)

    def failed(self, subject: Subject, now: float) -> None:
        """That code was wrong."""
        earlier = self._guessed.pop(subject, None)
        failures = 1 + (earlier.failures if earlier else 0)
        over = failures - FREE_GUESSES
        wait_s = min(2.0 ** min(over, 20), self._longest_wait_s) if over >= 0 else 0.0
        self._guessed[subject] = _Guessed(failures, now + wait_s)
        if len(self._guessed) > MAX_REMEMBERED:
            self._guessed.popitem(last=False)

    def forget(self, subject: Subject) -> None:
        """That code was right."""
        self._guessed.pop(subject, None)
