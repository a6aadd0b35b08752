"""What waits to be said by text: urgent first, then everybody in turn. No clock, thread
or radio.

The firmware silently drops a text that follows another within 2 s, so they are paced
here. A radio is slow and people ask again: the box is bounded, and an answer that has
waited too long is let go.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from radio.texts import MAX_TEXT_BYTES, TextToSend

TEXT_EVERY_S = 2.5
"""The firmware takes one text in 2 s (PhoneAPI.cpp); the rest is for the way there."""

MOST = 64
MOST_EACH = 8
"""How many wait in all, and for one recipient; the channel is one. Urgent ones have
room of their own, as much."""

ANSWER_PATIENCE_S = 300.0
"""Who asked has gone, or has asked again. While the radio is down this does not run."""

LONGEST_WAIT_S = 6 * 3600.0
ANSWER_LONGEST_WAIT_S = 3600.0
"""After that, also while the radio is down, a text is no news any more."""


@dataclass(frozen=True, slots=True)
class TextsStatus:
    """How many texts wait, how many of them are urgent, and how many were let go."""

    waiting: int = 0
    urgent: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """`since` by the caller's clock; `up_since` by the time that the radio was up."""

    text: TextToSend
    since: float
    up_since: float


class TextBox:
    """Texts on their way to the radio."""

    def __init__(self) -> None:
        """Begins empty, and down."""
        self._urgent: deque[_Waiting] = deque()
        self._each: dict[int | None, deque[_Waiting]] = {}
        """By recipient, in the order of their turns."""
        self._opens_at = -math.inf
        self._up_s = 0.0
        self._up_at: float | None = None
        self._dropped = 0

    def put(self, text: TextToSend, now: float) -> bool:
        """Have it said; False: there is no room for it, or it is too long.

        One that waits already, word for word for the same recipient, is said once.
        """
        if any(_says_the_same(each.text, text) for each in self._all()):
            return True
        if not self._has_room(text):
            self._dropped += 1
            return False
        waiting = _Waiting(text, now, self._up(now))
        if text.urgent:
            self._urgent.append(waiting)
        else:
            self._each.setdefault(text.to, deque()).append(waiting)
        return True

    def up(self, now: float) -> None:
        """A radio can be talked to."""
        self._up_at = now if self._up_at is None else self._up_at

    def down(self, now: float) -> None:
        """It can't: what waits, waits."""
        self._up_s = self._up(now)
        self._up_at = None

    def head(self, now: float) -> TextToSend | None:
        """Whose turn it is, paced or not; None: nothing waits. It stays in the box."""
        self._let_go(now)
        line = self._line()
        return line[0].text if line else None

    def opens_at(self) -> float:
        """When the firmware takes another text."""
        return self._opens_at

    def said(self, now: float) -> None:
        """The head was handed to the radio."""
        self._opens_at = now + TEXT_EVERY_S
        self._take()

    def drop(self) -> None:
        """The head can't be said."""
        self._dropped += 1
        self._take()

    def answered(self, packet: int) -> None:
        """That was answered on the channel by somebody else: ours is not said."""
        line = self._each.get(None, deque())
        kept = deque(each for each in line if each.text.answers != packet)
        if kept:
            self._each[None] = kept
        else:
            self._each.pop(None, None)

    def status(self) -> TextsStatus:
        """For people."""
        urgent = len(self._urgent)
        return TextsStatus(urgent + self._usual(), urgent, self._dropped)

    # -- inside -------------------------------------------------------------------

    def _line(self) -> deque[_Waiting] | None:
        if self._urgent:
            return self._urgent
        return next(iter(self._each.values()), None)

    def _take(self) -> None:
        if self._urgent:
            self._urgent.popleft()
            return
        recipient = next(iter(self._each))
        line = self._each.pop(recipient)
        line.popleft()
        if line:
            self._each[recipient] = line  # behind the others

    def _has_room(self, text: TextToSend) -> bool:
        if not 0 < len(text.text.encode()) <= MAX_TEXT_BYTES:
            return False
        if text.urgent:
            return len(self._urgent) < MOST
        own = self._each.get(text.to, ())
        return len(own) < MOST_EACH and self._usual() < MOST

    def _let_go(self, now: float) -> None:
        """Drop what has waited too long."""
        self._urgent = self._still(self._urgent, now)
        lines = {to: self._still(line, now) for to, line in self._each.items()}
        self._each = {to: line for to, line in lines.items() if line}

    def _still(self, line: deque[_Waiting], now: float) -> deque[_Waiting]:
        kept = deque(each for each in line if not self._is_stale(each, now))
        self._dropped += len(line) - len(kept)
        return kept

    def _is_stale(self, waiting: _Waiting, now: float) -> bool:
        waited_s = now - waiting.since
        if waiting.text.answers is None:
            return waited_s > LONGEST_WAIT_S
        too_late = self._up(now) - waiting.up_since > ANSWER_PATIENCE_S
        return too_late or waited_s > ANSWER_LONGEST_WAIT_S

    def _up(self, now: float) -> float:
        """For how long a radio could be talked to, in all."""
        return self._up_s + (0.0 if self._up_at is None else now - self._up_at)

    def _usual(self) -> int:
        return sum(map(len, self._each.values()))

    def _all(self) -> Iterable[_Waiting]:
        yield from self._urgent
        for line in self._each.values():
            yield from line


def _says_the_same(one: TextToSend, other: TextToSend) -> bool:
    return one.to == other.to and one.text == other.text
