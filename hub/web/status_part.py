"""What the status page is made of: values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Light(Enum):
    """How a part's window is lit: it is well, unsettled, needs a look, or none."""

    WELL = "well"
    UNSURE = "unsure"
    ILL = "ill"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it in one line."""

    picture: str
    light: Light
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something of which there are several, and what there is to say of it."""

    name: str
    facts: tuple[str, ...]
    is_hub: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the page tells of; `filled`: how full its bar is, 0 to 100."""

    picture: str
    light: Light
    title: str
    headline: str
    lines: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    filled: int | None = None


def said(*lines: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(filter(None, lines))
