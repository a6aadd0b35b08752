"""Finds phrases among the words of a text, by their first word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hub.mesh.texting.reading import Word, read

Meaning = TypeVar("Meaning")

_LONGEST_BEFORE = 4

STRICT = "="
"""Before a phrase that without its accents is a word of another language."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """A phrase found. `sure`: as its vocabulary writes it, or it may lose accents."""

    meaning: Meaning
    length: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Meaning]):
    keys: tuple[str, ...]
    exact: tuple[str, ...]
    strict: bool
    meaning: Meaning


class Phrases(Generic[Meaning]):
    """Phrases and what they mean; of two that begin alike the longer one is found.

    `tonal`: words differ by their accents alone, so in a text with accents only those
    count that have the right ones.
    """

    def __init__(self, *, tonal: bool = False) -> None:
        self._tonal = tonal
        self._by_first: dict[str, list[_Phrase[Meaning]]] = defaultdict(list)

    def add(self, phrases: str, meaning: Meaning) -> None:
        """Phrases with commas between them."""
        for written in phrases.split(","):
            phrase = written.strip()
            words = read(phrase.removeprefix(STRICT)).words
            if not words:
                continue
            keys = tuple(each.key for each in words)
            exact = tuple(each.exact for each in words)
            same = self._by_first[keys[0]]
            same.append(_Phrase(keys, exact, phrase.startswith(STRICT), meaning))
            same.sort(key=lambda each: -len(each.keys))

    def at(self, words: Sequence[Word], place: int) -> Found[Meaning] | None:
        """The longest phrase that begins at that word."""
        for each in self._by_first.get(words[place].key, ()):
            length = len(each.keys)
            here = words[place : place + length]
            if tuple(word.key for word in here) == each.keys and _whole(here):
                exact = tuple(word.exact for word in here) == each.exact
                if self._tonal and here[0].marked and not exact:
                    continue
                return Found(each.meaning, length, exact or not each.strict)
        return None

    def right_before(self, words: Sequence[Word], place: int) -> bool:
        """Whether a phrase ends at the word before that place."""
        for start in range(max(place - _LONGEST_BEFORE, 0), place):
            found = self.at(words, start)
            if found and found.sure and start + found.length == place:
                return True
        return False

    def all_in(self, words: Sequence[Word]) -> Iterator[tuple[int, Found[Meaning]]]:
        """Every phrase from left to right, none inside another, with its place."""
        place = 0
        while place < len(words):
            found = self.at(words, place)
            if found is None:
                place += 1
            else:
                yield place, found
                place += found.length

    def folded(self) -> Iterator[str]:
        """Every word of the phrases, folded."""
        for same in self._by_first.values():
            for each in same:
                yield from each.keys

    def spellings(self) -> Iterator[str]:
        """Every word of the phrases, with its accents."""
        for same in self._by_first.values():
            for each in same:
                yield from each.exact


def _whole(words: Sequence[Word]) -> bool:
    """No phrase reaches from one sentence into the next."""
    return words[0].clause == words[-1].clause
