"""Says what the colours of a picture mean: those that are on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from radio.simulator.picture import marks
from radio.simulator.picture.svg import element, strokes, text
from radio.simulator.trace import Trace

FIRST_X, LAST_X = 20, 1180
FIRST_Y, LINE_HEIGHT = 52, 20
GLYPH = 20
GAP = 22
LETTER = 6.6
"""The average width of a letter at this size, in pixels."""

Entry = tuple[str, str]
"""A mark, drawn from (0, 0) on, and what it means."""

WORDS = {"shortdigest": "short digest", "records": "records", "request": "request"}


def legend(trace: Trace) -> Iterator[str]:
    """All entries, in as many lines as it takes."""
    x, y = float(FIRST_X), FIRST_Y
    for glyph, meaning in _entries(trace):
        width = GLYPH + len(meaning) * LETTER + GAP
        if x + width > LAST_X:
            x, y = float(FIRST_X), y + LINE_HEIGHT
        yield element("g", glyph, transform=f"translate({x:.0f} {y})")
        yield text(meaning, x + GLYPH, y + 4, font_size=12, fill="#1d1d1d")
        x += width


def _entries(trace: Trace) -> Iterator[Entry]:
    kinds = Counter(each.kind for each in trace.frames if not each.is_relay)
    for kind in sorted(kinds, key=lambda each: (each not in marks.COLOURS, each)):
        meaning = f"{WORDS.get(kind, kind)} ({kinds[kind]})"
        yield _tick(marks.colour_of(kind)), meaning
    repeats = sum(each.is_relay for each in trace.frames)
    if repeats:
        yield _tick(marks.REPEAT_COLOUR, short=True), f"repeat by a radio ({repeats})"
    yield _dot(), "a post is written"
    yield _slope(), "a record comes to a hub"
    yield from _faults(trace)


def _faults(trace: Trace) -> Iterator[Entry]:
    plan = trace.plan
    if plan.newcomer or any(not each.radio_only for each in plan.outages):
        yield _box(marks.DOWN_COLOUR), "hub is off"
    if any(each.radio_only for each in plan.outages):
        yield _box(marks.RADIO_DOWN_COLOUR), "its radio is off"
    if plan.splits:
        sides = max(len(each.sides) for each in plan.splits)
        for number, shade in enumerate(marks.SIDE_COLOURS[:sides]):
            yield _box(shade), "another" if number else "one side of a split"
    if plan.moves:
        yield marks.wedge(6, -4), "hub is driven to the other place"


def _tick(colour: str, *, short: bool = False) -> str:
    top = 0 if short else -7
    return strokes([(6, top, 6, 6)], stroke=colour, stroke_width=3)


def _dot() -> str:
    return element("circle", cx=6, cy=0, r=2.5, fill="#8a5a00")


def _slope() -> str:
    return strokes([(0, 5, 13, -5)], stroke=marks.SPREAD_COLOUR, stroke_width=1.2)


def _box(shade: str) -> str:
    size = {"x": 0.0, "y": -6.0, "width": 13.0, "height": 12.0, "stroke_width": 0.5}
    return element("rect", fill=shade, stroke="#999", **size)
