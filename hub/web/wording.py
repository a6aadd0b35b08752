"""Phrases in one language: our catalogues, and how Babel writes its numbers.

Knows no request: whoever asks says which language.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

import kiosk
from hub.domain.languages import ENGLISH, Language
from hub.web.phrases import Part, Phrase, Share, Words

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""What stands between them has its own direction and does not turn its neighbours'."""

UNGROUPED = 1000
"""Smaller numbers look the same in all our languages; a board has hundreds of them,
and Babel takes a while for each."""


class Wording:
    """One language's way to say things."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def gettext(self, text: str) -> str:
        """The words for a text of a template; its places are not filled yet."""
        return self._catalogue.gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The same where a count decides."""
        return self._catalogue.ngettext(one, many, count)

    def say(self, words: Words) -> str:
        """A phrase in this language; a neighbour's own words as they are."""
        if isinstance(words, str):
            return words
        if words.many:
            said = self.ngettext(words.text, words.many, words.count)
        else:
            said = self.gettext(words.text)
        return said % {name: self._shown(part) for name, part in words.parts}

    def all_of(self, lines: Iterable[Phrase]) -> str:
        """Several, one behind the other."""
        return " ".join(map(self.say, lines))

    def _shown(self, part: Part) -> str:
        if isinstance(part, Phrase):
            return self.say(part)
        if isinstance(part, Share):
            return format_percent(part.value, locale=self.language.code)
        if isinstance(part, int):
            return str(part) if 0 <= part < UNGROUPED else self._grouped(part)
        turns = self.language.direction == "rtl"
        return f"{ISOLATE}{part}{END_ISOLATE}" if turns else part

    def _grouped(self, number: int) -> str:
        return format_decimal(number, locale=self.language.code)


@cache
def wording_of(language: Language) -> Wording:
    """The wording of a language, read from its catalogues when it is first asked for.

    It says the ready phrases too: no words stand in both catalogues.
    """
    catalogue = _catalogue(language, kiosk.PAGES)
    catalogue.add_fallback(_catalogue(language, kiosk.SAYINGS))
    return Wording(language, catalogue)


@cache
def sayings_wording_of(language: Language) -> Wording:
    """The wording of the ready phrases alone: all languages of it are soon read."""
    return Wording(language, _catalogue(language, kiosk.SAYINGS))


def _catalogue(language: Language, domain: str) -> NullTranslations:
    """As it stands in the file, so that no compiled copy can be older than it."""
    if language == ENGLISH:
        return NullTranslations()
    with kiosk.catalogue_of(language.code, domain).open("rb") as lines:
        read = read_po(lines, locale=language.code, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return GNUTranslations(compiled)
