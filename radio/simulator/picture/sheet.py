"""Where things stand on a picture: time across, a row for each hub."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

WIDTH = 1200
LEFT, RIGHT = 76, 20
"""Margins, in pixels, for the rows' names and the last label of the axis."""

TOP = 92
"""For the title and the legend."""

BOTTOM = 44
MINUTE_S = 60.0
STEPS_MIN = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880)
LEAST_LABEL_GAP = 64
ROW_HEIGHTS = (6, 44)
ROWS_HEIGHT = 700
"""What all rows together are to be at most, unless each would get too thin."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture of so many rows and seconds."""

    rows: int
    end_s: float

    @property
    def row_height(self) -> float:
        """Pixels a row."""
        least, most = ROW_HEIGHTS
        return min(max(ROWS_HEIGHT / self.rows, least), most)

    @property
    def bottom(self) -> float:
        """Below the last row."""
        return TOP + self.rows * self.row_height

    @property
    def height(self) -> float:
        """Of the whole picture."""
        return self.bottom + BOTTOM

    def x(self, time_s: float) -> float:
        """Where that time is."""
        share = min(max(time_s, 0.0), self.end_s) / max(self.end_s, 1.0)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, row: int, share: float = 0.0) -> float:
        """The top of a row, or that share of its height below."""
        return TOP + (row + share) * self.row_height

    def labels(self) -> Iterator[tuple[float, str]]:
        """Times for the axis, and how they are written."""
        step_s = self._step_s()
        for count in range(int(self.end_s // step_s) + 1):
            minutes = round(count * step_s / MINUTE_S)
            yield count * step_s, f"{minutes // 60}:{minutes % 60:02}"

    def named_rows(self) -> range:
        """The rows that have room for a name."""
        step = 1 if self.row_height >= 12 else 10
        return range(0, self.rows, step)

    def _step_s(self) -> float:
        fitting = (
            step * MINUTE_S
            for step in STEPS_MIN
            if self.x(step * MINUTE_S) - LEFT >= LEAST_LABEL_GAP
            or step * MINUTE_S >= self.end_s
        )
        return next(fitting, STEPS_MIN[-1] * MINUTE_S)
