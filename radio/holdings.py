"""What a hub holds of every origin, and what it lacks of what others hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from radio.frame import DigestFrame, Followed, Span
from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName
from radio.runs import Runs
from radio.wire import MAX_SPAN

MAX_GAPS = 24
"""Gaps that a digest names of one origin; what lies beyond them is left unsaid."""

MAX_AHEAD = 4096
"""How far beyond the unbroken run a sequence may lie: a bound on what a liar costs."""


@dataclass(frozen=True, slots=True)
class _Kept:
    record: Record
    born_at: float
    priority: Priority


class Holdings:
    """Records by name, on the monotonic clock of the caller."""

    def __init__(self) -> None:
        self._kept: dict[RecordName, _Kept] = {}
        self._followed: dict[int, Runs] = {}
        self._passed: dict[int, Runs] = {}
        self._marks: dict[int, int] = {}
        self._mark = 0

    def __contains__(self, name: RecordName) -> bool:
        return name in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def origins(self) -> int:
        """How many origins there are."""
        return len(self._followed)

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
        self._follow(Span(record.origin, record.sequence, 1))
        if record.origin in self._passed:
            self._passed[record.origin].remove(record.sequence)
        return True

    def pass_over(self, span: Span) -> None:
        """Nobody needs these any more: they count as held, and are gone."""
        self._follow(span)
        self._passed.setdefault(span.origin, Runs()).add(span.sequences)
        if span.count > len(self._kept):
            kept = [name for name in self._kept if name in span]
        else:
            kept = [(span.origin, each) for each in span.sequences]
        for name in kept:
            self._kept.pop(name, None)

    def need(self, name: RecordName) -> bool:
        """A record that has passed is lacking again; False if it has not passed."""
        if not self.has_passed(name):
            return False
        self.take_back(Span(*name, 1))
        return True

    def take_back(self, span: Span) -> None:
        """These are lacking again, as far as they counted as passed."""
        for run in list(self._passed.get(span.origin, Runs()).within(span.sequences)):
            self._passed[span.origin].cut(run)
            self._followed[span.origin].cut(run)
        if span.origin in self._followed:
            self._mark_anew(span.origin)
            if not self._followed[span.origin]:
                del self._followed[span.origin]

    def has_passed(self, name: RecordName) -> bool:
        """Whether a record counts as held, but is gone."""
        return name[0] in self._passed and name[1] in self._passed[name[0]]

    def passed(self, origin: int, bounds: range) -> list[Span]:
        """The records of an origin that have passed, within bounds."""
        runs = self._passed.get(origin, Runs()).within(bounds)
        return list(_spans(origin, _cut(runs)))

    def _follow(self, span: Span) -> None:
        self._followed.setdefault(span.origin, Runs()).add(span.sequences)
        self._mark_anew(span.origin)

    # -- checks -------------------------------------------------------------

    def check(
        self, without: Iterable[RecordName] = (), beside: Iterable[RecordName] = ()
    ) -> int:
        """Two bytes that differ, most likely, where holdings differ.

        Those of what is held `without` some, and with some `beside`.
        """
        changed: dict[int, Runs] = {}
        for origin, sequence in without:
            self._copied(origin, changed).remove(sequence)
        for origin, sequence in beside:
            self._copied(origin, changed).add(range(sequence, sequence + 1))
        mark = self._mark
        for origin, runs in changed.items():
            mark ^= self._marks.get(origin, 0) ^ _mark_of(origin, runs)
        return mark % 2**16

    def _copied(self, origin: int, copies: dict[int, Runs]) -> Runs:
        if origin not in copies:
            copies[origin] = self._of(origin).copy()
        return copies[origin]

    def _mark_anew(self, origin: int) -> None:
        mark = _mark_of(origin, self._followed[origin])
        self._mark ^= self._marks.get(origin, 0) ^ mark
        self._marks[origin] = mark

    def get(self, name: RecordName, now: float) -> AgedRecord:
        """A record that is held, at the age that it has now."""
        kept = self._kept[name]
        return AgedRecord(kept.record, now - kept.born_at, kept.priority)

    def follows(self, origin: int) -> bool:
        """Whether something of that origin is held."""
        return origin in self._followed

    def roster(self) -> tuple[int, ...]:
        """The origins of which something is held, the lowest first."""
        return tuple(sorted(self._followed))

    def digest(self) -> list[Followed]:
        """What is held, by origin."""
        return [self._said(origin) for origin in sorted(self._followed)]

    def _said(self, origin: int) -> Followed:
        gaps = list(islice(_cut(self.gaps(origin)), MAX_GAPS + 1))
        if len(gaps) > MAX_GAPS:
            return Followed(
                origin, gaps[MAX_GAPS].start - 1, _spans(origin, gaps[:MAX_GAPS])
            )
        return Followed(origin, self.highest(origin), _spans(origin, gaps))

    def gaps(self, origin: int, upto: int = 0) -> Iterator[range]:
        """What is lacking of an origin below its highest, and up to `upto`."""
        expected = 1
        for run in self._of(origin):
            if run.start > expected:
                yield range(expected, run.start)
            expected = run.stop
        if expected <= upto:
            yield range(expected, upto + 1)

    def plausible(self, name: RecordName) -> bool:
        """Whether that record can be next to what is held, not absurdly far ahead."""
        origin, sequence = name
        return sequence <= self._solid(origin) + MAX_AHEAD

    def before(self, name: RecordName, limit: int) -> list[RecordName]:
        """At most `limit` records that must exist since that one does."""
        origin, sequence = name
        return self.lacking(Followed(origin, sequence - 1), limit)

    def lacking(self, followed: Followed, limit: int) -> list[RecordName]:
        """At most `limit` records that the other holds and we don't."""
        origin = followed.origin
        end = min(followed.upto, self._solid(origin) + MAX_AHEAD)
        wanted = (
            (origin, sequence)
            for gap in self.gaps(origin, end)
            for sequence in range(gap.start, min(gap.stop, end + 1))
            if not _in_gap(followed, sequence)
        )
        return list(islice(wanted, limit))

    def highest(self, origin: int) -> int:
        """The highest sequence held of that origin; 0 where there is none."""
        return max((run.stop - 1 for run in self._of(origin)), default=0)

    def lacked(self, digest: DigestFrame) -> Iterator[RecordName]:
        """Records that the sender lacks and would take from us.

        Of its own records a hub lacks none that it will ever take from another.
        """
        said = {each.origin: each for each in digest.followed}
        unsaid = [each for each in self._followed if digest.covers(each)]
        return (
            (origin, sequence)
            for origin in sorted({*said, *unsaid} - {digest.sender})
            for sequence in self._beyond(said.get(origin, Followed(origin, 0)))
            if (origin, sequence) in self._kept
        )

    def _beyond(self, followed: Followed) -> Iterator[int]:
        """What we follow of an origin beyond that."""
        held = self._of(followed.origin)
        end = self.highest(followed.origin)
        rest = range(followed.upto + 1, end + 1)
        passed = self._passed.get(followed.origin, Runs())
        for lacked in [*(gap.sequences for gap in followed.gaps), rest]:
            for run in held.within(lacked):
                yield from passed.without(run)

    def _solid(self, origin: int) -> int:
        """All up to this one are here."""
        first = next(iter(self._of(origin)), range(0))
        return first.stop - 1 if first.start == 1 else 0

    def _of(self, origin: int) -> Runs:
        return self._followed.get(origin) or Runs()


def _mark_of(origin: int, runs: Runs) -> int:
    """A hash of what is followed of one origin; 0 of nothing."""
    if not runs:
        return 0
    said = " ".join(f"{run.start}-{run.stop}" for run in runs)
    hashed = hashlib.blake2b(f"{origin} {said}".encode(), digest_size=4)
    return int.from_bytes(hashed.digest())


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


def _cut(runs: Iterable[range]) -> Iterator[range]:
    """The same numbers in ranges of which each fits into a span."""
    for run in runs:
        for start in range(run.start, run.stop, MAX_SPAN):
            yield range(start, min(start + MAX_SPAN, run.stop))


def _spans(origin: int, runs: Iterable[range]) -> tuple[Span, ...]:
    return tuple(Span(origin, run.start, len(run)) for run in runs)
