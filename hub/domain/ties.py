"""What hangs together: which post or alert each record speaks of, and what each
signature is over. Grows one record at a time; neither order nor repetition matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType

from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Introduced,
    PlaceNamed,
    Posted,
    Released,
    Renewed,
    Signed,
    Unreadable,
)
from hub.domain.ids import RecordId
from hub.domain.lifecycle import may_say
from hub.domain.record import Record


class Kind(Enum):
    """What a record is to others."""

    POST = auto()
    ALERT = auto()
    CLAIM = auto()
    SAID = auto()
    """Of a post, a claim or an alert."""
    PLACE = auto()
    SIGNATURE = auto()
    OTHER = auto()
    """A hub's keys, or what this program can't read."""


KINDS: Mapping[type, Kind] = MappingProxyType(
    {
        Posted: Kind.POST,
        Alerted: Kind.ALERT,
        Claimed: Kind.CLAIM,
        PlaceNamed: Kind.PLACE,
        Signed: Kind.SIGNATURE,
        Introduced: Kind.OTHER,
        Unreadable: Kind.OTHER,
    }
)
"""All other changes are said of a post, a claim or an alert."""


@dataclass(slots=True)
class Ties:
    """Of the records that are held."""

    kinds: dict[RecordId, Kind] = field(default_factory=dict)
    renewals: dict[RecordId, set[RecordId]] = field(default_factory=dict)
    """By the post, whether that is held or not."""

    places: dict[tuple[int, int], set[RecordId]] = field(default_factory=dict)
    """The records that name a place, by hub and number."""

    _about: dict[RecordId, RecordId] = field(default_factory=dict)
    _signed: dict[RecordId, int] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """One more record."""
        name, change = record.name, record.change
        self.kinds[name] = KINDS.get(type(change), Kind.SAID)
        match change:
            case PlaceNamed(number=number):
                self.places.setdefault((name.origin, number), set()).add(name)
            case Signed(count=count):
                self._signed[name] = count
            case Renewed(post=post) if may_say(
                name.origin, post.read_in(name.origin), change
            ):
                renewed = post.read_in(name.origin).plain
                self.renewals.setdefault(renewed, set()).add(name)
        about = _about(change)
        if about is not None:
            self._about[name] = about.read_in(name.origin).plain

    def forget(self, name: RecordId) -> None:
        """A record is held no longer."""
        if self.kinds.pop(name, None) is Kind.PLACE:
            for named in self.places.values():
                named.discard(name)
        self._signed.pop(name, None)
        about = self._about.pop(name, None)
        if about in self.renewals:
            self.renewals[about].discard(name)
            if not self.renewals[about]:
                del self.renewals[about]

    def about(self, name: RecordId) -> RecordId | None:
        """The post, claim or alert that a record speaks of, where it does."""
        return self._about.get(name)

    def root(self, name: RecordId) -> RecordId:
        """What a record stands and falls with: a post or an alert, or itself."""
        about = self._about.get(name, name)
        return self._about[about] if self.kinds.get(about) is Kind.CLAIM else about

    def signatures(self) -> Iterator[tuple[RecordId, list[RecordId]]]:
        """Each signature, a hub's earlier ones first, with what it is over."""
        for at in sorted(self._signed):
            span = range(max(at.sequence - self._signed[at], 1), at.sequence)
            yield at, [RecordId(at.origin, each) for each in span]


def _about(change: Change) -> RecordId | None:
    """What a change names: a claim before the post that it is on."""
    match change:
        case ClaimHeard() | Released() | Arranged():
            return change.claim
        case AlertEnded(alert=alert):
            return alert
        case Posted() | Alerted() | PlaceNamed() | Signed():
            return None
        case Introduced() | Unreadable():
            return None
    return change.post
