"""A part of every day, by hours of the clock: when it is dark, when the screen sleeps.
Knows no clock and no page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_HOURS = re.compile(r"([01]?\d|2[0-4])-([01]?\d|2[0-4])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Hours:
    """From one full hour until another, mostly over midnight."""

    begins_hour: int
    ends_hour: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Hours as in 19-7. Raises ValueError, with words for a person."""
        found = _HOURS.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} are no hours: use 19-7.")
        return cls(int(found[1]) % 24, int(found[2]) % 24)

    def covers(self, hour: int) -> bool:
        """Whether that hour, 0 to 23, is in it; none is, from an hour to itself."""
        if self.begins_hour <= self.ends_hour:
            return self.begins_hour <= hour < self.ends_hour
        return hour >= self.begins_hour or hour < self.ends_hour
