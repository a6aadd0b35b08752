"""What the status page is made of: values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hub.web.phrases import Phrase, Words


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
    words: Phrase


@dataclass(frozen=True, slots=True)
class Row:
    """Something of which there are several, and what there is to say of it.

    `number`: which one it is in the drawing.
    """

    name: Words
    facts: tuple[Words, ...]
    is_hub: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the page tells of; `filled`: how full its bar is, 0 to 100."""

    picture: str
    light: Light
    title: Phrase
    headline: Phrase
    lines: tuple[Phrase, ...] = ()
    rows: tuple[Row, ...] = ()
    filled: int | None = None


def telling(*lines: Phrase | None) -> tuple[Phrase, ...]:
    """Those that say something."""
    return tuple(filter(None, lines))
