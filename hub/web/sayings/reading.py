"""Which ready phrase a post's text is, in whatever language it was chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from hub.domain.languages import LANGUAGES, Language
from hub.web.sayings import SAYINGS, Saying
from hub.web.wording import Wording, sayings_wording_of

MAX_COUNT = 999
LONGEST = 120
"""No ready phrase has so many letters; longer texts need not be looked at."""

FORMS = range(1, 103)
"""Numbers that take every plural form of every language: a test knows better."""

NUMBER = re.compile(r"\s*(\d+)\s*")
PLACE = "#"
ALIKE = {0x2019: "'"}
"""Keyboards have one apostrophe or the other."""


@dataclass(frozen=True, slots=True)
class ReadSaying:
    """A ready phrase, how many it says, if it counts, and the languages that say it so.

    The words alone may tell the count, as "two people" in Arabic.
    """

    saying: Saying
    count: int | None
    languages: tuple[Language, ...]


def read_saying(text: str) -> ReadSaying | None:
    """The ready phrase that the text is; None for words of somebody's own."""
    if len(text) > LONGEST:
        return None
    key, number = _key(text)
    known = _all_known().get(key)
    if known is None:
        return None
    count = known.count if number is None else number
    if known.saying.counted and count is None:  # the text itself had a PLACE
        return None
    return replace(known, count=count)


def said_in(text: str, language: Language) -> str | None:
    """The same ready phrase in that language.

    None where the text is none, or is said so in that language already.
    """
    read = read_saying(text)
    if read is None or language in read.languages:
        return None
    return sayings_wording_of(language).say(read.saying.counting(read.count or 1))


def language_of_saying(text: str) -> Language | None:
    """The language of the ready phrase that the text is, where only one says it so."""
    read = read_saying(text)
    if read is None or len(read.languages) > 1:
        return None
    return read.languages[0]


def _key(text: str) -> tuple[str, int | None]:
    """The text as it is compared, and the number in it that a phrase may have."""
    plain = unicodedata.normalize("NFC", text.casefold()).translate(ALIKE)
    plain, count = _without_number(plain)
    return " ".join(plain.split()).rstrip(" .。"), count


def _without_number(text: str) -> tuple[str, int | None]:
    found = NUMBER.search(text)
    if found is None or len(found[1]) > len(str(MAX_COUNT)) or not int(found[1]):
        return text, None
    return f"{text[: found.start()]} {PLACE} {text[found.end() :]}", int(found[1])


@cache
def _all_known() -> dict[str, ReadSaying]:
    """Every way to say every ready phrase, as it is compared."""
    known: dict[str, ReadSaying] = {}
    for language in LANGUAGES:
        wording = sayings_wording_of(language)
        for saying in SAYINGS:
            for key, count in set(_ways(saying, wording)):
                before = known[key].languages if key in known else ()
                known[key] = ReadSaying(saying, count, (*before, language))
    return known


def _ways(saying: Saying, wording: Wording) -> Iterator[tuple[str, int | None]]:
    """How one language says it; with a count where the words alone tell it."""
    for count in FORMS if saying.counted else (1,):
        key, said = _key(wording.say(saying.counting(count)))
        yield key, count if saying.counted and said is None else None
