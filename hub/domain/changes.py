"""What a record can say. A change holds no name, number or address of a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hub.domain.categories import Category


class Kind(Enum):
    """What a post is: something asked for, or something given."""

    NEED = "need"
    OFFER = "offer"


class Urgency(Enum):
    """By when it matters, most pressing first."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    WHENEVER = "whenever"


class Outcome(Enum):
    """How a post ended."""

    MET = "met"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class PostId:
    """A post is named by the record that posted it."""

    origin: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.origin:08x}-{self.sequence}"

    @classmethod
    def parse(cls, text: str) -> PostId | None:
        """The id that `str()` wrote as `text`, or None where it wrote no such thing."""
        origin, dash, sequence = text.partition("-")
        if not (dash and origin.isascii() and sequence.isascii()):
            return None
        try:
            parsed = cls(int(origin, 16), int(sequence))
        except ValueError:
            return None
        return parsed if str(parsed) == text else None


@dataclass(frozen=True, slots=True)
class Posted:
    """A need or an offer was put on the board."""

    kind: Kind
    category: Category
    urgency: Urgency
    text: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A post ended; counts only from the hub that posted it."""

    post: PostId
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kind of change from the future, or a faulty one: kept, relayed, ignored."""


Change = Posted | Closed | Unreadable
