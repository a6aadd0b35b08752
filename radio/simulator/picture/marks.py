"""What a run leaves on its picture: frames, spreading records, hubs that are down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from radio.record import RecordName
from radio.simulator.picture.sheet import Sheet
from radio.simulator.picture.svg import element, strokes
from radio.simulator.trace import Trace

COLOURS = {
    "records": "#0072b2",
    "fragment": "#56b4e9",
    "request": "#d55e00",
    "digest": "#00684d",
    "shortdigest": "#35b58c",
}
"""After Okabe and Ito: told apart by colour-blind people too."""

OTHER_COLOUR = "#a0407f"
REPEAT_COLOUR = "#b4b4b4"
SPREAD_COLOUR = "#e69f00"
DOWN_COLOUR = "#c9c9c9"
RADIO_DOWN_COLOUR = "#e4dcc8"
SIDE_COLOURS = ("#eaf1fb", "#fdf0e6", "#eef7ea", "#f6ecf6")

LONGEST_SLOPE = 6.0
"""Pixels from a hub to the next: enough to see which way a record went. From when it
came to the one to when it came to the other may be a day."""

Line = tuple[float, float, float, float]


def colour_of(kind: str) -> str:
    """Of frames of that type."""
    return COLOURS.get(kind, OTHER_COLOUR)


def splits(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """A band for each split, a shade for each of its sides."""
    for split in trace.plan.splits:
        for number, side in enumerate(split.sides):
            for radio in side:
                if radio < trace.plan.hubs:
                    shade = SIDE_COLOURS[number % len(SIDE_COLOURS)]
                    yield _bar(sheet, radio, (split.from_s, split.until_s), shade)


def outages(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """A grey bar for each hub that is off, a paler one for its radio."""
    for outage in trace.plan.outages:
        shade = RADIO_DOWN_COLOUR if outage.radio_only else DOWN_COLOUR
        yield _bar(sheet, outage.hub, (outage.from_s, outage.until_s), shade)
    newcomer = trace.plan.newcomer
    if newcomer is not None:
        yield _bar(sheet, newcomer.hub, (0.0, newcomer.at_s), DOWN_COLOUR)


def moves(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """A small wedge where a hub is taken elsewhere."""
    for move in trace.plan.moves:
        if move.at_s <= trace.end_s and move.radio < trace.plan.hubs:
            yield wedge(sheet.x(move.at_s), sheet.y(move.radio))


def wedge(x: float, y: float) -> str:
    """One that points at (x, y + 8)."""
    return element("path", d=f"M{x - 4:.1f} {y:.1f}h8l-4 8z", fill="#222")


def frames(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """A tick for each frame in the upper half of its row, for repeats in the lower."""
    repeats: list[Line] = []
    own: dict[str, list[Line]] = defaultdict(list)
    for sent in trace.frames:
        if sent.radio >= trace.plan.hubs:
            continue
        x = _snapped(sheet.x(sent.time_s))
        if sent.is_relay:
            repeats.append((x, sheet.y(sent.radio, 0.72), x, sheet.y(sent.radio, 0.92)))
        else:
            line = (x, sheet.y(sent.radio, 0.12), x, sheet.y(sent.radio, 0.68))
            own[sent.kind].append(line)
    yield strokes(repeats, stroke=REPEAT_COLOUR, stroke_width=0.8)
    for kind in sorted(own, key=_loudest_last):
        yield strokes(own[kind], stroke=colour_of(kind), stroke_width=1.1)


def spreads(trace: Trace, sheet: Sheet) -> Iterator[str]:
    """A thin line from hub to hub for each record, and a dot where it was written."""
    held_x: dict[tuple[RecordName, int], float] = {}
    lines: list[Line] = []
    dots: list[Line] = []
    for stored in trace.stored:
        x, y = _snapped(sheet.x(stored.time_s)), sheet.y(stored.hub, 0.4)
        held_x[stored.name, stored.hub] = x
        if stored.source is None:
            dots.append((x, y, x + 0.1, y))
            continue
        since_x = held_x.get((stored.name, stored.source), 0.0)
        left_x = max(since_x, x - LONGEST_SLOPE)
        lines.append((left_x, sheet.y(stored.source, 0.4), x, y))
    yield strokes(lines, stroke=SPREAD_COLOUR, stroke_width=0.7, stroke_opacity="0.45")
    size = min(5.0, sheet.row_height / 2)
    yield strokes(dots, stroke="#8a5a00", stroke_width=size, stroke_linecap="round")


def _bar(sheet: Sheet, row: int, span_s: tuple[float, float], shade: str) -> str:
    from_x, until_x = (sheet.x(each) for each in span_s)
    return element(
        "rect",
        x=from_x,
        y=sheet.y(row),
        width=max(until_x - from_x, 1.0),
        height=sheet.row_height,
        fill=shade,
    )


def _snapped(x: float) -> float:
    """To half a pixel: a day has more frames than a screen has dots."""
    return round(2 * x) / 2


def _loudest_last(kind: str) -> tuple[bool, str]:
    return kind == "records", kind
