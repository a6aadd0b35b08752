"""Posts as lines of a text: as many as fit, and one in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.domain.changes import Kind
from hub.mesh.texting.answers.filling import fill, on_one_line
from hub.mesh.texting.answers.fitting import byte_length, parts, shorten
from hub.mesh.texting.answers.wording import Wording
from hub.mesh.texting.lexicon import label_in
from radio.texts import MAX_TEXT_BYTES

_MAX_LINE_BYTES = 64
"""Of the words in a list, so that several lines fit."""


@dataclass(frozen=True, slots=True)
class Line:
    """A post in a list. `taken`: a neighbour is on it."""

    short_id: str
    kind: Kind
    words: str
    category: str = "other"
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A text with the first `shown` of some lines."""

    text: str
    shown: int


def page_of(lines: Sequence[Line], wording: Wording) -> Page:
    """As many of the lines as fit; one at least."""
    texts = [_line(each, wording) for each in lines]
    shown = 1
    while shown < len(texts) and _fits(texts, shown + 1, wording):
        shown += 1
    return Page(_page(texts, shown, wording), shown)


def in_full(line: Line, wording: Wording) -> tuple[str, ...]:
    """The whole post, in several texts where it is long."""
    return parts(f"{_head(line, wording)}: {_words(line, wording)}")


def _line(line: Line, wording: Wording) -> str:
    words = shorten(_words(line, wording), _MAX_LINE_BYTES)
    return f"{_head(line, wording)}: {words}"


def _words(line: Line, wording: Wording) -> str:
    return on_one_line(line.words) or label_in(wording.code, line.category)


def _head(line: Line, wording: Wording) -> str:
    kind = wording.need if line.kind is Kind.NEED else wording.offer
    return f"{line.short_id} {kind}" + (f" ({wording.taken})" if line.taken else "")


def _page(texts: Sequence[str], shown: int, wording: Wording) -> str:
    left = len(texts) - shown
    tail = [fill(wording.more_follows, count=left)] if left else []
    return "\n".join([*texts[:shown], *tail])


def _fits(texts: Sequence[str], shown: int, wording: Wording) -> bool:
    return byte_length(_page(texts, shown, wording)) <= MAX_TEXT_BYTES
