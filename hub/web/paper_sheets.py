"""What goes on which sheet of paper, by how long the words are. Pure; no page, no words
of its own. Lengths are in mm, and those of kiosk/static/paper.css.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

MARGIN = 12.0
HEAD = 27.0
"""The board's name, the date, the number of the sheet, and the space below."""

SCAN = 34.0
"""The board's picture code, on the first sheet."""

SPARE = 10.0
"""Words are a little longer than reckoned, now and then."""

TITLE = 14.0
"""Of a group."""

BESIDE_WORDS = 20.0
"""The picture, and the space beside it."""

PICTURE = 14.0
AROUND = 5.0
"""Above and below an entry, with the line between two."""

TEXT, TEXT_LINE = 5.6, 7.3
FACTS, FACTS_LINE = 3.9, 5.4
"""Letters of that size, and a line of them."""

LARGEST_TEXTS = (18.0, 13.0, 10.0, 8.0, 6.0)
"""Letters of a post that has a sheet of its own; the first that fits."""

ONE_POST_LINE = 1.3
BOLD = 1.1
ONE_POST_BESIDE = 165.0
"""All that is above and below its text: the head, the facts, the strips."""

CODE_TALL = 40.0
"""Of a strip with a keep code."""

STRIPS = 8
"""To be torn off a post's sheet."""


WIDEST = frozenset("WMwm@%—")
"""Of the signs that are not as wide as they are high."""


class PaperSize(Enum):
    """The sheets that printers have."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def wide(self) -> float:
        """Between the margins."""
        return {"a4": 210.0, "letter": 215.9}[self.value] - 2 * MARGIN

    @property
    def tall(self) -> float:
        """Between the margins."""
        return {"a4": 297.0, "letter": 279.4}[self.value] - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Entry:
    """A post or an alert in the list; `tag`: its text's language, None: unknown."""

    picture: str
    text: str
    tag: str | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one kind under one title; `kind`: alert, need or offer."""

    kind: str
    title: str
    entries: tuple[Entry, ...]


def sheets_of(groups: Sequence[Group], size: PaperSize) -> list[list[Group]]:
    """The groups in their order; one that goes on over a sheet keeps its title."""
    room = size.tall - HEAD - SPARE
    sheets: list[list[Group]] = [[]]
    left = room - SCAN
    for group in groups:
        for entry in group.entries:
            tall = tall_of(entry, size)
            begun = sheets[-1] and sheets[-1][-1].kind == group.kind
            if left < tall + (0.0 if begun else TITLE) and sheets[-1]:
                sheets.append([])
                left, begun = room, False
            if not begun:
                sheets[-1].append(replace(group, entries=()))
                left -= TITLE
            sheets[-1][-1] = _with(sheets[-1][-1], entry)
            left -= tall
    return sheets


def _with(group: Group, entry: Entry) -> Group:
    return replace(group, entries=(*group.entries, entry))


def tall_of(entry: Entry, size: PaperSize) -> float:
    """How much of a sheet an entry takes."""
    wide = size.wide - BESIDE_WORDS
    facts = " · ".join(entry.facts)
    words = TEXT_LINE * lines_of(entry.text, TEXT, wide)
    words += FACTS_LINE * lines_of(facts, FACTS, wide)
    return AROUND + max(words, PICTURE)


def lines_of(text: str, letter: float, wide: float) -> int:
    """How many lines of that width a text takes, at most as a rule."""
    return max(1, math.ceil(1.1 * letter * sum(map(_width, text)) / wide))


def _width(sign: str) -> float:
    """In sizes of the letters."""
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in WIDEST:
        return 0.95
    return 0.72 if sign.isupper() else 0.56


def largest_text(text: str, size: PaperSize) -> int:
    """Which of LARGEST_TEXTS a post's own sheet has room for, from 1."""
    room = size.tall - ONE_POST_BESIDE
    for place, letter in enumerate(LARGEST_TEXTS, 1):
        if lines_of(text, letter * BOLD, size.wide) * letter * ONE_POST_LINE <= room:
            return place
    return len(LARGEST_TEXTS)


def codes_on_a_sheet(size: PaperSize) -> int:
    """How many strips with keep codes."""
    return int((size.tall - HEAD - SPARE) // CODE_TALL)
