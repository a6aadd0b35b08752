"""Finds the need or the offer in a text that has no keyword.

Precise rather than eager: it wants a cue ("we need") and a thing that is needed near
it, in one sentence. No command is understood here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hub.domain.changes import Kind
from hub.mesh.texting.amounts import quantity_of
from hub.mesh.texting.commands import Post
from hub.mesh.texting.lexicon import Cue, Lexicon, likely_languages
from hub.mesh.texting.phrases import Found
from hub.mesh.texting.reading import Reading, Word, without_ellipsis
from hub.mesh.texting.topics import OTHER

_REACH = 7
"""Words between a cue and its thing; twice as many in Chinese, where
each is a syllable."""

_LACKED = 3
"""Between "no" and what is missing."""

_BEFORE = 4
"""Between a thing and "is needed" after it."""

_SOON = 5
"""Words from a thing to the "please" after it."""

_ESSENTIAL = frozenset(
    {
        "water",
        "food",
        "meals",
        "medicine",
        "health",
        "care",
        "shelter",
        "housing",
        "warmth",
        "clothes",
        "supplies",
        "cleaning",
        "money",
    }
)
"""Where "there is no …" is a need. No power or signal is the talk of the day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells."""

    kind: Kind
    category: str


def recognise(reading: Reading) -> tuple[Post, str] | None:
    """The post that the text plainly is, and its language; None where it isn't one."""
    for lexicon in likely_languages(reading.words):
        for _, clause in groupby(reading.words, key=lambda each: each.clause):
            words = tuple(clause)
            told = _told(words, lexicon)
            if told:
                return _post(reading, told, lexicon), lexicon.code
    return None


def _post(reading: Reading, told: Told, lexicon: Lexicon) -> Post:
    words, goes_on = without_ellipsis(reading.text)
    quantity = quantity_of(reading.words, lexicon)
    return Post(told.kind, words, told.category, quantity, goes_on)


def _told(words: Sequence[Word], lexicon: Lexicon) -> Told | None:
    if any(found.sure for _, found in lexicon.chat.all_in(words)):
        return None
    for place, cue in lexicon.cues.all_in(words):
        if cue.meaning is Cue.IDLE:
            continue
        if lexicon.voiding.right_before(words, place):
            return None
        told = _by(cue, place, words, lexicon)
        if told:
            return told
    for _, plight in lexicon.plights.all_in(words):
        if plight.sure:
            return Told(Kind.NEED, plight.meaning)
    return _pleaded(words, lexicon)


def _pleaded(words: Sequence[Word], lexicon: Lexicon) -> Told | None:
    """A thing to begin with, and a "please" soon after it: "diapers size 3 please"."""
    start = int(len(words) > 1 and words[0].key.isdecimal())
    thing = lexicon.topics.at(words, start)
    if not thing or not thing.sure or thing.meaning == OTHER:
        return None
    for place in range(start + thing.length, min(len(words), _SOON + thing.length)):
        if lexicon.pleading.at(words, place):
            return Told(Kind.NEED, thing.meaning)
        if lexicon.common.at(words, place):
            return None
    return None


def _by(
    cue: Found[Cue], place: int, words: Sequence[Word], lexicon: Lexicon
) -> Told | None:
    """What a cue tells together with the words around it."""
    after = place + cue.length
    reach = _REACH * (2 if _is_han(words[place]) else 1)
    near = {
        Cue.NEEDING: words[after : after + reach],
        Cue.OFFERING: words[after : after + reach],
        Cue.LACKING: words[after : after + _LACKED],
        Cue.NEEDED: words[max(place - _BEFORE, 0) : place],
        Cue.OFFERED: words[max(place - _BEFORE, 0) : place],
    }[cue.meaning]
    kind = Kind.OFFER if cue.meaning in (Cue.OFFERING, Cue.OFFERED) else Kind.NEED
    for category in _named(near, lexicon):
        if _fits(category, cue.meaning):
            return Told(kind, category)
    return None


def _named(near: Sequence[Word], lexicon: Lexicon) -> list[str]:
    """The things that the words name; "help" only after them."""
    found = (each for _, each in lexicon.topics.all_in(near) if each.sure)
    return sorted((each.meaning for each in found), key=OTHER.__eq__)


def _fits(category: str, cue: Cue) -> bool:
    if cue is Cue.LACKING:
        return category in _ESSENTIAL
    return category != OTHER or cue in (Cue.NEEDING, Cue.NEEDED)


def _is_han(word: Word) -> bool:
    return word.key >= "\u3400"
