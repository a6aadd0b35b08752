"""Names of records that are not held and not missing either, for they have passed.

Kept as runs of sequences by origin: what passed lies close together, so the history of
a year is a few numbers. Pure values: a change gives another one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hub.domain.ids import RecordId

Runs = tuple[range, ...]
"""Sequences of one origin as runs, in order, apart."""


def joined(*several: Iterable[range]) -> Runs:
    """The runs that hold what any of these hold."""
    made: list[range] = []
    every = sorted(
        (each for runs in several for each in runs if each),
        key=lambda each: each.start,
    )
    for run in every:
        if made and run.start <= made[-1].stop:
            made[-1] = range(made[-1].start, max(made[-1].stop, run.stop))
        else:
            made.append(run)
    return tuple(made)


def without(runs: Iterable[range], taken: Runs) -> Runs:
    """The runs, but for the sequences that are `taken`."""
    left: list[range] = []
    for run in runs:
        start = run.start
        for each in taken[max(bisect_right(taken, start, key=_start) - 1, 0) :]:
            if each.start >= run.stop:
                break
            left.append(range(start, each.start))
            start = max(start, each.stop)
        left.append(range(start, run.stop))
    return tuple(each for each in left if each)


def runs_of(sequences: Iterable[int]) -> Runs:
    """Sequences as runs."""
    return joined([range(each, each + 1) for each in sequences])


def holds(runs: Runs, sequence: int) -> bool:
    """Whether a sequence lies in one of the runs."""
    at = bisect_right(runs, sequence, key=_start)
    return at > 0 and sequence in runs[at - 1]


def by_origin(names: Iterable[RecordId]) -> dict[int, Runs]:
    """Names of records as runs."""
    sequences: dict[int, list[int]] = {}
    for name in names:
        sequences.setdefault(name.origin, []).append(name.sequence)
    return {origin: runs_of(each) for origin, each in sequences.items()}


def _start(run: range) -> int:
    return run.start


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of records of one origin that are not held.

    `dropped`: this hub held them and let them go; `skipped`: other hubs say that they
    have passed, and they never came here.
    """

    dropped: Runs = ()
    skipped: Runs = ()

    @property
    def runs(self) -> Runs:
        """Both."""
        return joined(self.dropped, self.skipped)

    @property
    def last_dropped(self) -> int:
        """The highest sequence that was let go; 0 where none was."""
        return self.dropped[-1].stop - 1 if self.dropped else 0

    def drop(self, runs: Runs) -> Fate:
        """These were let go too."""
        dropped = joined(self.dropped, runs)
        return Fate(dropped, without(self.skipped, dropped))

    def skip(self, runs: Runs) -> Fate:
        """Of these others say that they have passed."""
        news = without(runs, self.dropped)
        return Fate(self.dropped, joined(self.skipped, news))

    def hold(self, runs: Runs) -> Fate:
        """These are held: whatever was said of them, they are here."""
        return Fate(without(self.dropped, runs), without(self.skipped, runs))


@dataclass(frozen=True, slots=True)
class Gone:
    """What became of the records that are not held, by origin."""

    fates: Mapping[int, Fate] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        """Whether a record counts as passed although it is not held."""
        if not isinstance(name, RecordId):
            return False
        fate = self.of(name.origin)
        return any(holds(each, name.sequence) for each in (fate.dropped, fate.skipped))

    def of(self, origin: int) -> Fate:
        """What became of one origin's."""
        return self.fates.get(origin, Fate())

    def was_dropped(self, name: RecordId) -> bool:
        """Whether this hub held that record and let it go."""
        return holds(self.of(name.origin).dropped, name.sequence)

    def runs(self) -> Iterator[tuple[int, range]]:
        """Every run, with its origin."""
        for origin, fate in self.fates.items():
            for run in fate.runs:
                yield origin, run
