"""Sets of sequences as runs: few ranges, however many sequences. No I/O, no names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Runs:
    """Disjoint ranges of whole numbers, the lowest first, none next to another."""

    def __init__(self, ranges: Iterable[range] = ()) -> None:
        self._runs: list[range] = []
        for each in ranges:
            self.add(each)

    def __iter__(self) -> Iterator[range]:
        return iter(self._runs)

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self._runs)

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._runs, number, key=lambda each: each.start) - 1
        return at >= 0 and number in self._runs[at]

    def add(self, added: range) -> None:
        """Put these in."""
        if not added:
            return
        before = [each for each in self._runs if each.stop < added.start]
        after = [each for each in self._runs if each.start > added.stop]
        met = self._runs[len(before) : len(self._runs) - len(after)]
        start = min([added.start, *(each.start for each in met)])
        stop = max([added.stop, *(each.stop for each in met)])
        self._runs = [*before, range(start, stop), *after]

    def remove(self, number: int) -> None:
        """Take one out; harmless if it is not there."""
        self.cut(range(number, number + 1))

    def cut(self, removed: range) -> None:
        """Take these out, as far as they are there."""
        parted: list[range] = []
        for each in self._runs:
            before = range(each.start, min(each.stop, removed.start))
            after = range(max(each.start, removed.stop), each.stop)
            parted += [part for part in (before, after) if part]
        self._runs = parted

    def copy(self) -> Runs:
        """The same runs, to be changed apart."""
        copied = Runs()
        copied._runs = list(self._runs)
        return copied

    def without(self, bounds: range) -> Iterator[int]:
        """The numbers within bounds that are not in these runs."""
        at = bounds.start
        for run in self.within(bounds):
            yield from range(at, run.start)
            at = run.stop
        yield from range(at, bounds.stop)

    def within(self, bounds: range) -> Iterator[range]:
        """What of these lies within bounds."""
        for each in self._runs:
            common = range(max(each.start, bounds.start), min(each.stop, bounds.stop))
            if common:
                yield common
