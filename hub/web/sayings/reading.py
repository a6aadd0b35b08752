"""Which ready phrase a post's text is, in whatever language it was chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
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
class _Known:
    """`count` where the words say it without a number, as "two people" in Arabic."""

    saying: Saying
    count: int | None
    languages: tuple[Language, ...]


def read_saying(text: str) -> tuple[Saying, int | None] | None:
    """The ready phrase that the text is, and how many it says, if it counts."""
    found = _read(text)
    return found and (found[0].saying, found[1])


def said_in(text: str, language: Language) -> str | None:
    """The same ready phrase in that language.

    None where the text is none, or is said so in that language already.
    """
    found = _read(text)
    if found is None or language in found[0].languages:
        return None
    known, count = found
    return sayings_wording_of(language).say(known.saying.counting(count or 1))


def language_of_saying(text: str) -> Language | None:
    """The language of the ready phrase that the text is, where only one says it so."""
    found = _read(text)
    if found is None or len(found[0].languages) > 1:
        return None
    return found[0].languages[0]


def _read(text: str) -> tuple[_Known, int | None] | None:
    if len(text) > LONGEST:
        return None
    key, count = _key(text)
    known = _all_known().get(key)
    if known is None:
        return None
    count = known.count if count is None else count
    if known.saying.counted and count is None:  # the text itself had a PLACE
        return None
    return known, count


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
def _all_known() -> dict[str, _Known]:
    """Every way to say every ready phrase, as it is compared."""
    known: dict[str, _Known] = {}
    for language in LANGUAGES:
        wording = sayings_wording_of(language)
        for saying in SAYINGS:
            for key, count in set(_ways(saying, wording)):
                before = known[key].languages if key in known else ()
                known[key] = _Known(saying, count, (*before, language))
    return known


def _ways(saying: Saying, wording: Wording) -> Iterator[tuple[str, int | None]]:
    """How one language says it; with a count where the words alone tell it."""
    for count in FORMS if saying.counted else (1,):
        key, said = _key(wording.say(saying.counting(count)))
        yield key, count if saying.counted and said is None else None
