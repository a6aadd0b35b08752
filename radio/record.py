"""What is replicated: opaque payloads, named by origin and sequence."""

from __future__ import annotations

from dataclasses import dataclass

from radio.priority import Priority

MAX_ORIGIN = 2**32 - 1
MAX_SEQUENCE = 2**32 - 1
MAX_PAYLOAD_BYTES = 2048
"""A text of 280 characters is at most 1,120 bytes of UTF-8; more is nobody's post."""


@dataclass(frozen=True, slots=True)
class Record:
    """One immutable payload of one origin."""

    origin: int
    sequence: int
    payload: bytes

    def __post_init__(self) -> None:
        """Raise ValueError on a name or a length that no frame can carry."""
        if not 0 < self.origin <= MAX_ORIGIN:
            raise ValueError(f"no such origin: {self.origin}")
        if not 0 < self.sequence <= MAX_SEQUENCE:
            raise ValueError(f"no such sequence: {self.sequence}")
        if not 0 < len(self.payload) <= MAX_PAYLOAD_BYTES:
            raise ValueError(f"a record of {len(self.payload)} bytes")

    @property
    def name(self) -> RecordName:
        """Origin and sequence."""
        return (self.origin, self.sequence)


RecordName = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AgedRecord:
    """A record and how long it has lived, in seconds.

    `priority` is what the hub makes of it, and never travels: that of a record which
    is new, whatever comes of it when it has to be repaired.
    """

    record: Record
    age_s: float
    priority: Priority = Priority.USUAL
