"""How often a code may be guessed. Pure: the caller brings the time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from hub.domain.buckets import Lately

Subject = TypeVar("Subject", bound=Hashable)

FREE_GUESSES = 5
"""Slips of the finger that cost nothing."""

LONGEST_WAIT_S = 3600.0
"""Then 17 million codes take a thousand years, and a writer who comes back can try."""

MAX_REMEMBERED = 1000
"""Posts, claims or people remembered; the one guessed at longest ago makes room."""

MOST_DEVICES = 100
"""At each of them; more are one who takes addresses, and then all wait together."""


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


class GuessesByDevice(Generic[Subject]):
    """Wrong codes by what they were tried on and by whose device.

    Each device has a few that cost nothing, whatever others guess, so that strangers
    keep no writer out. Who used them up waits with all the others who did, so that
    a hundred devices guess hardly more than one: in a month 740 codes and 500 besides,
    of 17 million.
    """

    def __init__(self, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self._together: GuessLimit[Subject] = GuessLimit(longest_wait_s)
        self._slips: Lately[Subject, dict[bytes, int]] = Lately(MAX_REMEMBERED, dict)

    def check(self, subject: Subject, device: bytes, now: float) -> None:
        """Raise TooManyGuesses where it is not yet time for that device's next try."""
        if not self._may_slip(subject, device):
            self._together.check(subject, now)

    def failed(self, subject: Subject, device: bytes, now: float) -> None:
        """That code was wrong."""
        self._together.failed(subject, now)
        slips = self._slips[subject]
        if device in slips or len(slips) < MOST_DEVICES:
            slips[device] = slips.get(device, 0) + 1

    def _may_slip(self, subject: Subject, device: bytes) -> bool:
        if subject not in self._slips:
            return True
        slips = self._slips[subject]
        has_room = device in slips or len(slips) < MOST_DEVICES
        return has_room and slips.get(device, 0) < FREE_GUESSES

    def right(self, subject: Subject, device: bytes) -> None:
        """That code was right: its slips are forgotten, those of others are not."""
        if subject in self._slips:
            self._slips[subject].pop(device, None)
