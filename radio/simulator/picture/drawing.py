"""Puts a picture of a run together: title, legend, rows, axis, marks."""

from __future__ import annotations

from collections.abc import Iterator

from radio.simulator.picture import marks
from radio.simulator.picture.legend import legend
from radio.simulator.picture.sheet import LEFT, RIGHT, TOP, WIDTH, Sheet
from radio.simulator.picture.svg import element, strokes, text, words
from radio.simulator.trace import Trace

FONT = "system-ui, 'DejaVu Sans', Arial, sans-serif"
INK, PALE_INK, LINE = "#1d1d1d", "#555", "#dcdcdc"


def picture(trace: Trace, title: str, description: str) -> str:
    """The run as an SVG document."""
    sheet = Sheet(trace.plan.hubs, trace.end_s)
    return element(
        "svg",
        words("title", title, id="title"),
        words("desc", description, id="desc"),
        element("rect", width=WIDTH, height=sheet.height, fill="#fff"),
        text(title, 20, 30, font_size=18, font_weight="600", fill=INK),
        *legend(trace),
        *marks.splits(trace, sheet),
        *marks.outages(trace, sheet),
        *_rows(sheet),
        *_axis(sheet),
        *marks.spreads(trace, sheet),
        *marks.frames(trace, sheet),
        *marks.moves(trace, sheet),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {sheet.height:.0f}",
        width=WIDTH,
        height=round(sheet.height),
        role="img",
        aria_labelledby="title desc",
        font_family=FONT,
    )


def _rows(sheet: Sheet) -> Iterator[str]:
    lines = [
        (LEFT, sheet.y(row), WIDTH - RIGHT, sheet.y(row))
        for row in range(sheet.rows + 1)
    ]
    yield strokes(lines, stroke=LINE, stroke_width=0.5)
    for row in sheet.named_rows():
        yield text(
            f"hub {row + 1}",
            LEFT - 8,
            sheet.y(row, 0.5) + 4,
            font_size=12,
            text_anchor="end",
            fill=INK,
        )


def _axis(sheet: Sheet) -> Iterator[str]:
    times = list(sheet.labels())
    lines = [
        (sheet.x(time_s), TOP, sheet.x(time_s), sheet.bottom + 4) for time_s, _ in times
    ]
    yield strokes(lines, stroke=LINE, stroke_width=0.7)
    for time_s, label in times:
        yield text(
            label,
            sheet.x(time_s),
            sheet.bottom + 18,
            font_size=12,
            text_anchor="middle",
            fill=INK,
        )
    yield text(
        "hours:minutes from the beginning",
        WIDTH - RIGHT,
        sheet.bottom + 36,
        font_size=12,
        text_anchor="end",
        fill=PALE_INK,
    )
