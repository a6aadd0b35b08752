"""A text as words that can be compared, each with its place in what was typed.

Here nothing is understood yet. Total: any string reads as something.
"""
# ruff: noqa: RUF001 (signs and letters of many scripts are meant)

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hub.mesh.texting.folding import fold, spelled

MAX_CHARACTERS = 500
"""A radio's text has 237 bytes at most; more than this is not read."""

MAX_MARKS = 4
"""Marks on one letter: Vietnamese and Arabic need two, Hebrew three."""

_OVERRIDES = "\u202d\u202e"
_BREAKS = ".!?;…。！？；؟؛\n"
_ASKING = ("?", "？", "؟")
_ELLIPSES = ("…", "...", "。。。", "．．．")
_EDGES = " \t\n:,;.=>→➡►▶•·●~*|/\\-–—_«»“”„‘’\"'`：，。、،؛「」『』＂＇"
_CLOSING = " \t\n,;:–—-«»“”„‘’\"'`：，、،「」『』＂＇"


@dataclass(frozen=True, slots=True)
class Word:
    """`key`: folded, to compare; `exact`: with its accents; `clause`: number of the
    sentence; `mention`: after an @; `glued`: to the word before, by a dash or nothing;
    `marked`: some word of the text has an accent, so its writer types them.
    """

    key: str
    exact: str
    start: int
    end: int
    clause: int
    mention: bool
    glued: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """`text`: what was typed, without what can't be printed."""

    text: str
    words: tuple[Word, ...]

    @property
    def asks(self) -> bool:
        """Whether the text ends with a question mark, in any script."""
        return self.text.endswith(_ASKING)

    def after_words(self, words: Sequence[Word], count: int) -> str:
        """What was typed after so many of its words, without signs at its edges; empty
        where no word follows."""
        if count >= len(words):
            return ""
        start = words[count - 1].end if count else words[0].start
        return self.text[start:].lstrip(_EDGES).rstrip(_CLOSING)


def read(typed: str) -> Reading:
    """Read a text from a radio."""
    text = printable(typed[:MAX_CHARACTERS])
    return Reading(text, tuple(_words(text)))


def printable(typed: str) -> str:
    """The text without control characters, overrides, heaps of marks, halves of
    characters; on one line, but for line ends that end a sentence."""
    kept: list[str] = []
    marks = 0
    for each in unicodedata.normalize("NFC", typed):
        category = unicodedata.category(each)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MAX_MARKS or each in _OVERRIDES or category == "Cs":
            continue
        kept.append(_plain(each, category))
    lines = (" ".join(line.split()) for line in "".join(kept).splitlines())
    return "\n".join(line for line in lines if line)


def _plain(character: str, category: str) -> str:
    if category == "Cc":
        return "\n" if character == "\n" else " "
    if "\uff10" <= character <= "\uff5a" and category[0] in "LN":
        return unicodedata.normalize("NFKC", character)  # as wide as a Chinese one
    return character


def without_ellipsis(words: str) -> tuple[str, bool]:
    """The words without dots at their end, and whether these say that more follows."""
    for ellipsis in _ELLIPSES:
        if words.endswith(ellipsis):
            return words.rstrip("….。． "), True
    return words, False


def _words(text: str) -> Iterator[Word]:
    end, clause = 0, 0
    marked = any("\u00c0" <= each <= "\u1eff" for each in text)
    for first, last in _spans(text):
        before = text[end:first]
        clause += any(_breaks(text, place) for place in range(end, first))
        key = fold(text[first:last])
        if not key:
            continue
        yield Word(
            key,
            spelled(text[first:last]),
            first,
            last,
            clause,
            mention=before.endswith("@"),
            glued=end > 0 and before in ("", "-", "–", "_", "·"),
            marked=marked,
        )
        end = last


def _breaks(text: str, place: int) -> bool:
    """A dot ends a sentence only where none of its neighbours is a digit: 3.5."""
    sign = text[place]
    if sign not in _BREAKS:
        return False
    return not (sign == "." and text[place + 1 : place + 2].isdigit())


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where words are. Chinese has no spaces: each of its characters is a word."""
    scripts = _scripts(text)
    starts = [
        place
        for place, (before, here) in enumerate(pairwise(["", *scripts]))
        if here != before or here == "han"
    ]
    for start, following in pairwise([*starts, len(text)]):
        if scripts[start]:
            yield start, following


def _scripts(text: str) -> list[str]:
    """Of each character; a mark belongs to the letter before it."""
    scripts: list[str] = []
    for each in text:
        script = _script(each)
        if script == "mark":
            script = scripts[-1] if scripts else ""
            script = "letter" if script == "han" else script
        scripts.append(script)
    return scripts


def _script(character: str) -> str:
    """What words are made of; empty for what stands between them."""
    category = unicodedata.category(character)
    if category[0] == "M" or character in "\u200c\u200d\u0640":
        return "mark"
    if category[0] not in "LN":
        return ""
    if "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff":
        return "han"
    if character >= "\U00020000":
        return "han" if character <= "\U0003ffff" else "letter"
    if "\u0600" <= character <= "\u08ff" and category[0] == "L":
        return "arabic"
    return "letter"
