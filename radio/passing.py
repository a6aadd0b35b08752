"""Word of records that have passed: saying it to who asks, and whom to believe.

A record's origin is believed at once. Another hub is believed when a second one says
the same, or when it says so again and nobody sent the record meanwhile. A record that
comes after all is taken.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from radio.codec import frame_bytes
from radio.frame import PassedFrame, Span
from radio.holdings import Holdings
from radio.runs import Runs

MAX_SPANS = 60
"""Runs named in one frame: what fits into a packet; the rest when asked again."""

AGAIN_S = 8.0
"""So much later the same word counts as said again: somebody has asked once more."""

MAX_TOLD = 64
"""Origins of which somebody's first word is remembered."""


@dataclass(frozen=True, slots=True)
class _Told:
    by: int
    at: float
    runs: Runs


class Passing:
    """What one hub says and hears of records that have passed."""

    def __init__(self, origin: int, holdings: Holdings) -> None:
        self._origin = origin
        self._holdings = holdings
        self._asked: dict[int, tuple[int, float]] = {}
        self._told: OrderedDict[int, _Told] = OrderedDict()

    @property
    def due_at(self) -> float:
        """When there is something to say."""
        return min((at for _, at in self._asked.values()), default=math.inf)

    def asked(self, origin: int, first: int, at: float) -> None:
        """Somebody asks for passed records of an origin from there on: say so then."""
        lowest, due_at = self._asked.get(origin, (first, at))
        self._asked[origin] = (min(lowest, first), min(due_at, at))

    def next_frame(self, room: int) -> PassedFrame | None:
        """What has passed of those that were asked for, in at most `room` bytes."""
        spans: list[Span] = []
        for origin, (first, _) in sorted(self._asked.items()):
            bounds = range(first, self._holdings.highest(origin) + 1)
            spans += self._holdings.passed(origin, bounds)
        self._asked.clear()
        spans = spans[:MAX_SPANS]
        while spans and frame_bytes(PassedFrame(self._origin, tuple(spans))) > room:
            spans.pop()
        return PassedFrame(self._origin, tuple(spans)) if spans else None

    def heard(
        self, frame: PassedFrame, lacking: Iterable[Span], now: float
    ) -> list[Span]:
        """Another hub's word; what of `lacking` is now believed to have passed."""
        believed: list[Span] = []
        for origin in {each.origin for each in frame.spans}:
            self._asked.pop(origin, None)
            said = Runs(each.sequences for each in frame.spans if each.origin == origin)
            sure = self._sure(origin, frame.sender, said, now)
            believed += [
                Span(origin, run.start, len(run))
                for span in lacking
                if span.origin == origin
                for run in sure.within(span.sequences)
            ]
        return believed

    def _sure(self, origin: int, sender: int, said: Runs, now: float) -> Runs:
        earlier = self._told.pop(origin, None)
        too_soon = (
            earlier is not None and earlier.by == sender and now < earlier.at + AGAIN_S
        )
        # Who repeats itself at once is asked once more, and counts from its first word.
        since = earlier.at if earlier is not None and too_soon else now
        self._told[origin] = _Told(sender, since, said)
        if len(self._told) > MAX_TOLD:
            self._told.popitem(last=False)
        if sender == origin:
            return said
        if earlier is None or too_soon:
            return Runs()
        return Runs(common for run in earlier.runs for common in said.within(run))
