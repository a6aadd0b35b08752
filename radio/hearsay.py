"""What others say of records that are not here: how far a hub's go, and which have
passed. Bounds on what is believed; no frames are made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from radio.frame import PassedFrame, Span
from radio.holdings import Holdings
from radio.passing import Passing
from radio.record import RecordName

MAX_ORIGINS = 1024
"""Origins of which a word is remembered."""

MAX_CLAIMED = 2**24
"""A hub that writes a record a minute comes to no more in thirty years."""

MAX_RUNS = 256
"""Gaps of one origin that word of what has passed can fill."""


class Hearsay:
    """The word of other hubs, as far as this one goes by it."""

    def __init__(self, holdings: Holdings, passing: Passing) -> None:
        self._holdings = holdings
        self._passing = passing
        self._claimed: dict[int, int] = {}
        self._believed: dict[int, list[Span]] = {}

    def goes_to(self, origin: int, upto: int) -> None:
        """How far that origin goes at least, as others say; the newest word of each."""
        self._claimed[origin] = max(upto, self._claimed.pop(origin, 0))
        if len(self._claimed) > MAX_ORIGINS:
            del self._claimed[next(iter(self._claimed))]

    def passed(
        self, frame: PassedFrame, origins: Iterable[int], now: float
    ) -> list[Span]:
        """What is lacking here and now known to have passed, of these origins."""
        lacking = [span for each in sorted(origins) for span in self._lacking(each)]
        believed = [
            span
            for span in self._passing.heard(frame, lacking, now)
            if self._pass_over(span)
        ]
        for span in believed:
            self._believed.setdefault(span.origin, []).append(span)
        return believed

    def _pass_over(self, span: Span) -> bool:
        """Go by it, unless it begins absurdly far ahead of all that is here."""
        if not self._holdings.plausible((span.origin, span.first)):
            return False
        self._holdings.pass_over(span)
        return True

    def _lacking(self, origin: int) -> Iterator[Span]:
        upto = min(self._claimed.get(origin, 0), MAX_CLAIMED)
        for gap in islice(self._holdings.gaps(origin, upto), MAX_RUNS):
            yield Span(origin, gap.start, len(gap))

    def came(self, name: RecordName) -> None:
        """A record came. If others said that it had passed, all they said was a lie."""
        if self._holdings.has_passed(name):
            for span in self._believed.pop(name[0], []):
                self._holdings.take_back(span)
