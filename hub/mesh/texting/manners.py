"""Greetings, "please" and calls to the hub: words beside a command, no part of it."""

from __future__ import annotations

from collections.abc import Sequence

from hub.mesh.texting.keywords import keyword_at
from hub.mesh.texting.lexicon import lexicons
from hub.mesh.texting.reading import Word

_HUBS_NAMES = frozenset({"hub", "porchlight", "bot"})


def addressed(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without those that only call the hub or greet it."""
    start = 0
    while start < len(words) and not keyword_at(words, start):
        word = words[start]
        called = word.mention or word.key in _HUBS_NAMES
        polite = politeness_at(words, start) or int(called)
        if not polite:
            break
        start += polite
    return words[start:]


def politeness_at(words: Sequence[Word], place: int) -> int:
    """How many words there are just politeness; 0 if none."""
    if place >= len(words):
        return 0
    found = (each.fillers.at(words, place) for each in lexicons())
    return max((each.length for each in found if each and each.sure), default=0)


def after_politeness(words: Sequence[Word], place: int) -> int:
    """The next place with a word that is none."""
    while polite := politeness_at(words, place):
        place += polite
    return place


def core(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without politeness, wherever it stands."""
    left: list[Word] = []
    place = 0
    while place < len(words):
        polite = politeness_at(words, place)
        if not polite:
            left.append(words[place])
        place += polite or 1
    return tuple(left)
