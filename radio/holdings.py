"""What a hub holds of every origin, and what it lacks of what others hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from radio.frame import DigestFrame, Followed, Span
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName

MAX_GAPS = 8
"""Gaps that a digest names of one origin; what lies beyond them is left unsaid."""

MAX_AHEAD = 4096
"""How far beyond the unbroken run a sequence may lie: a bound on what a liar costs."""


@dataclass(frozen=True, slots=True)
class _Kept:
    record: Record
    born_at: float
    priority: Priority


@dataclass(slots=True)
class _Origin:
    """`solid`: all up to it are here; `loose`: those beyond the first gap."""

    solid: int = 0
    loose: set[int] = field(default_factory=set)

    def add(self, sequence: int) -> None:
        self.loose.add(sequence)
        while self.solid + 1 in self.loose:
            self.solid += 1
            self.loose.remove(self.solid)

    def gaps(self) -> Iterator[range]:
        expected = self.solid + 1
        for sequence in sorted(self.loose):
            if sequence > expected:
                yield range(expected, sequence)
            expected = sequence + 1


class Holdings:
    """Records by name, on the monotonic clock of the caller."""

    def __init__(self) -> None:
        self._kept: dict[RecordName, _Kept] = {}
        self._origins: dict[int, _Origin] = {}

    def __contains__(self, name: RecordName) -> bool:
        return name in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def origins(self) -> int:
        """How many origins there are."""
        return len(self._origins)

    def contradicts(self, record: Record, own: int) -> bool:
        """Whether a record says something else than the one held under its name.

        Of our `own` we hold every one, so one that we don't hold is false as well.
        """
        kept = self._kept.get(record.name)
        if kept is None:
            return record.origin == own
        return kept.record.payload != record.payload

    def add(self, aged: AgedRecord, now: float) -> bool:
        """Keep a record, in the place of another of its name; False if it was held."""
        record = aged.record
        kept = self._kept.get(record.name)
        if kept is not None and kept.record.payload == record.payload:
            return False
        self._kept[record.name] = _Kept(record, now - aged.age_s, aged.priority)
        self._origins.setdefault(record.origin, _Origin()).add(record.sequence)
        return True

    def get(self, name: RecordName, now: float) -> AgedRecord:
        """A record that is held, at the age that it has now."""
        kept = self._kept[name]
        return AgedRecord(kept.record, now - kept.born_at, kept.priority)

    def follows(self, origin: int) -> bool:
        """Whether something of that origin is held."""
        return origin in self._origins

    def roster(self) -> tuple[int, ...]:
        """The origins of which something is held, the lowest first."""
        return tuple(sorted(self._origins))

    def digest(self) -> list[Followed]:
        """What is held, by origin."""
        return [self._followed(origin) for origin in sorted(self._origins)]

    def _followed(self, origin: int) -> Followed:
        held = self._origins[origin]
        gaps = list(held.gaps())
        if len(gaps) > MAX_GAPS:
            return Followed(
                origin, gaps[MAX_GAPS].start - 1, _spans(origin, gaps[:MAX_GAPS])
            )
        upto = self.highest(origin)
        return Followed(origin, upto, _spans(origin, gaps))

    def plausible(self, name: RecordName) -> bool:
        """Whether that record can be next to what is held, not absurdly far ahead."""
        origin, sequence = name
        return sequence <= self._of(origin).solid + MAX_AHEAD

    def before(self, name: RecordName, limit: int) -> list[RecordName]:
        """At most `limit` records that must exist since that one does."""
        origin, sequence = name
        return self.lacking(Followed(origin, sequence - 1), limit)

    def lacking(self, followed: Followed, limit: int) -> list[RecordName]:
        """At most `limit` records that the other holds and we don't."""
        held = self._of(followed.origin)
        end = min(followed.upto, held.solid + MAX_AHEAD) + 1
        wanted: list[RecordName] = []
        for sequence in range(held.solid + 1, end):
            if len(wanted) == limit:
                break
            if sequence not in held.loose and not _in_gap(followed, sequence):
                wanted.append((followed.origin, sequence))
        return wanted

    def highest(self, origin: int) -> int:
        """The highest sequence held of that origin; 0 where there is none."""
        held = self._of(origin)
        return max(held.loose, default=held.solid)

    def ahead_of(self, digest: DigestFrame) -> bool:
        """Whether we hold something that its sender lacks and would take from us.

        Of its own records a hub lacks none that it will ever take from another.
        """
        said = {each.origin: each for each in digest.followed}
        unsaid = self._origins.keys() - said.keys() - {digest.sender}
        return any(map(digest.covers, unsaid)) or any(
            self._beyond(each) for each in said.values() if each.origin != digest.sender
        )

    def _beyond(self, followed: Followed) -> bool:
        held = self._of(followed.origin)
        if self.highest(followed.origin) > followed.upto:
            return True
        return any(
            gap.first <= held.solid or any(each in gap.sequences for each in held.loose)
            for gap in followed.gaps
        )

    def _of(self, origin: int) -> _Origin:
        return self._origins.get(origin) or _Origin()


def _in_gap(followed: Followed, sequence: int) -> bool:
    return any(sequence in gap.sequences for gap in followed.gaps)


def spans_of(names: Iterable[RecordName]) -> list[Span]:
    """Record names as spans, neighbours together."""
    spans: list[Span] = []
    for origin, sequence in sorted(names):
        last = spans[-1] if spans else None
        if last and (last.origin, last.first + last.count) == (origin, sequence):
            spans[-1] = Span(origin, last.first, last.count + 1)
        else:
            spans.append(Span(origin, sequence, 1))
    return spans


def _spans(origin: int, runs: Iterable[range]) -> tuple[Span, ...]:
    return tuple(Span(origin, run.start, len(run)) for run in runs)
