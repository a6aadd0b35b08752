"""Records: the immutable facts that hubs share, and how they are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from hub.domain.changes import Change
from hub.domain.ids import RecordId

HubId = NewType("HubId", int)
"""Names one hub for all time: 32 bits, drawn at random when its store is made."""

Sequence = NewType("Sequence", int)
"""A record's number at its origin, from 1 without gaps."""


@dataclass(frozen=True, slots=True)
class Record:
    """One change, as its origin wrote it.

    `payload` is the change in the bytes that every hub holds alike. It is kept
    beside the change because a later version of the program may write the same
    change in other bytes, and because a change of a kind from the future must be
    handed on untouched.
    """

    origin: HubId
    sequence: Sequence
    change: Change
    payload: bytes

    @property
    def name(self) -> RecordId:
        """Origin and sequence."""
        return RecordId(self.origin, self.sequence)


MAX_NUMBER = 2**32 - 1
"""Origins and sequences have 32 bits on the air."""

MAX_PAYLOAD_BYTES = 2048


def is_sound(record: Record) -> bool:
    """Whether a record has a name and a length that one can have."""
    numbers = (record.origin, record.sequence)
    named = all(0 < each <= MAX_NUMBER for each in numbers)
    return named and 0 < len(record.payload) <= MAX_PAYLOAD_BYTES


@dataclass(frozen=True, slots=True)
class Held:
    """A record and its age.

    `age_s`: how many seconds it had lived when this hub got it; `held_at`: when that
    was, in seconds since 1970, or None where nobody vouched for the clock then;
    `lived_s`: how long this hub had run by then, in all its runs together.
    """

    record: Record
    age_s: float
    held_at: float | None = None
    lived_s: float = 0.0
