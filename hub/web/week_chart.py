"""Seven days of posts as a drawing and in words: offers are arches above the line,
needs are bowls below it, and on it stands what was met. No rules of the domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.domain.changes import Kind
from hub.domain.expiry import DAY_S
from hub.domain.week import DAYS, Counts, Week
from hub.web import words
from hub.web.phrases import Phrase, phrase, plural
from hub.web.status_part import Row, telling

COLUMN, WIDE = 48.0, 34.0
"""Of each day, and of what stands on it, in the drawing's units."""

TALLEST = 64.0
BEND = 17.0
"""The radius of an arch, and of a bowl: half of their width."""

LEAST_PEAK = 4
"""One post is no tower."""

OFFER_FLOOR, LINE, NEED_CEILING = 88.0, 106.0, 124.0
HEIGHT = 212.0

TITLE = phrase("The last seven days")
NOTHING = phrase("Nothing was posted in the last seven days.")
LAST_DAY = phrase("the last 24 hours")


@dataclass(frozen=True, slots=True)
class Bar:
    """An arch or a bowl: how many, its outline, and where the number stands."""

    count: int
    outline: str
    number_y: float


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day: `x` is its middle."""

    x: float
    offers: Bar | None
    needs: Bar | None
    met: int


@dataclass(frozen=True, slots=True)
class WeekChart:
    """The drawing, the days along the line of reading; totals, and the days in words.

    `columns` is empty where nothing was posted; `line_y`: where what was met stands.
    """

    columns: tuple[DayColumn, ...]
    offers: Phrase
    needs: Phrase
    met: Phrase
    rows: tuple[Row, ...]
    title: Phrase = TITLE
    nothing: Phrase = NOTHING
    width: float = COLUMN * DAYS
    height: float = HEIGHT
    line_y: float = LINE


def week_chart(week: Week, mirrored: bool = False) -> WeekChart:
    """A week, ready to show; `mirrored`: for those who read from the right."""
    days = [
        (_of(day.posted, Kind.OFFER), _of(day.posted, Kind.NEED), sum(day.met.values()))
        for day in week.days
    ]
    peak = max(LEAST_PEAK, *(count for day in days for count in day[:2]))
    columns = tuple(
        DayColumn(
            x := _middle(place, len(days), mirrored),
            _arch(x, offers, peak),
            _bowl(x, needs, peak),
            met,
        )
        for place, (offers, needs, met) in enumerate(days)
    )
    return WeekChart(
        columns if any(map(any, days)) else (),
        words.counted(Kind.OFFER, week.posted(Kind.OFFER)),
        words.counted(Kind.NEED, week.posted(Kind.NEED)),
        _met(week.met),
        tuple(_rows(days)),
    )


def _of(counts: Counts, kind: Kind) -> int:
    return sum(count for (each, _), count in counts.items() if each is kind)


def _middle(place: int, days: int, mirrored: bool) -> float:
    return COLUMN * ((days - 1 - place if mirrored else place) + 0.5)


def _arch(x: float, count: int, peak: int) -> Bar | None:
    return _bar(x, count, peak, OFFER_FLOOR, -1.0)


def _bowl(x: float, count: int, peak: int) -> Bar | None:
    return _bar(x, count, peak, NEED_CEILING, 1.0)


def _bar(x: float, count: int, peak: int, base: float, way: float) -> Bar | None:
    """From `base` up (-1) or down (1), its far end round."""
    if not count:
        return None
    tall = round(max(TALLEST * count / peak, BEND / 2), 1)
    bend = min(BEND, tall)
    far, shoulder = base + way * tall, base + way * (tall - bend)
    left, right = x - WIDE / 2, x + WIDE / 2
    outline = (
        f"M{left:g} {base:g}V{shoulder:g}"
        f"Q{left:g} {far:g} {x:g} {far:g}Q{right:g} {far:g} {right:g} {shoulder:g}"
        f"V{base:g}Z"
    )
    return Bar(count, outline, round(far + (18.0 if way > 0 else -6.0), 1))


def _rows(days: list[tuple[int, int, int]]) -> Iterator[Row]:
    """The last day first; a day without a post has nothing to say."""
    for ago, (offers, needs, met) in enumerate(reversed(days)):
        facts = telling(
            words.counted(Kind.NEED, needs) if needs else None,
            words.counted(Kind.OFFER, offers) if offers else None,
            _met(met) if met else None,
        )
        if facts:
            yield Row(words.age(ago * DAY_S) if ago else LAST_DAY, facts)


def _met(count: int) -> Phrase:
    return plural("%(count)s met", "%(count)s met", count)
