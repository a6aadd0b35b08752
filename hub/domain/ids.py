"""How posts, claims and alerts are named: each by the record that made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

OWN = 0
"""As the origin in a change: the hub that wrote the record itself.

No hub has the number 0, so a record that speaks of its writer's own post can leave
the origin out of its bytes.
"""


@dataclass(frozen=True, slots=True, order=True)
class RecordId:
    """A record's name: the hub that wrote it and its number there."""

    origin: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.origin:08x}-{self.sequence}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The id that `str()` wrote as `text`, or None where it wrote no such thing."""
        origin, dash, sequence = text.partition("-")
        if not (dash and origin.isascii() and sequence.isascii()):
            return None
        try:
            parsed = cls(int(origin, 16), int(sequence))
        except ValueError:
            return None
        return parsed if str(parsed) == text else None

    @property
    def plain(self) -> RecordId:
        """The same as a mere record's name: ids of posts and claims differ by type,
        what is kept of their records does not."""
        return RecordId(self.origin, self.sequence)

    def written_by(self, origin: int) -> Self:
        """This id as a record of hub `origin` writes it: its own leave the origin out.

        Only what is shared goes by radio, so an id there without an origin is never
        one of the log of local posts, which has the same number (see reach.py).
        """
        return type(self)(OWN, self.sequence) if self.origin == origin else self

    def read_in(self, origin: int) -> Self:
        """The whole id, where a record of hub `origin` wrote it so."""
        return type(self)(origin, self.sequence) if self.origin == OWN else self


class PostId(RecordId):
    """A post is named by the record that posted it."""

    __slots__ = ()


class ClaimId(RecordId):
    """A claim is named by the record in which a neighbour claimed."""

    __slots__ = ()


class AlertId(RecordId):
    """An alert is named by the record that raised it."""

    __slots__ = ()
