"""A vocabulary made ready for searching, and how much of a text is in its language."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import TypeVar

from hub.domain.changes import Kind
from hub.mesh.texting.phrases import STRICT, Phrases
from hub.mesh.texting.reading import Word, read
from hub.mesh.texting.vocabulary import Keyword, Vocabulary
from hub.mesh.texting.words import VOCABULARIES

Meaning = TypeVar("Meaning")

_SAME_LETTERS = 0.5
"""A word with its accents right says a little more than one without."""

_LIKELY = 0.6
"""A language with less of a text than this share of the best is unlikely."""

_MIN_MISSPELLED = 5
"""Letters; shorter keywords are too much like other words."""


class Cue(Enum):
    """What tells a need or an offer; each is a field of the vocabulary."""

    NEEDING = "needing"
    NEEDED = "needed"
    LACKING = "lacking"
    OFFERING = "offering"
    OFFERED = "offered"
    IDLE = "idle"


class Lexicon:
    """One language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.code = vocabulary.code
        self._tonal = vocabulary.tonal
        self.names = self._phrases({None: vocabulary.names})
        self.keywords = self._phrases(vocabulary.keywords)
        self.kinds = self._phrases(
            {Kind.NEED: vocabulary.needs, Kind.OFFER: vocabulary.offers}
        )
        self.topics = self._phrases(vocabulary.topics)
        self.labels = {name: _first(words) for name, words in vocabulary.topics.items()}
        self.capitals = {
            keyword: _first(words).upper()
            for keyword, words in vocabulary.keywords.items()
        }
        self.cues = self._phrases({cue: getattr(vocabulary, cue.value) for cue in Cue})
        self.pleading = self._phrases({None: vocabulary.pleading})
        self.plights = self._phrases(vocabulary.plights)
        self.voiding = self._phrases({None: vocabulary.voiding})
        self.chat = self._phrases({None: vocabulary.chat})
        self.numbers = self._numbers(vocabulary.numbers)
        self.counting = self._phrases({None: vocabulary.counting})
        self.counted = self._phrases({None: vocabulary.counted})
        self.uncounted = self._phrases({None: vocabulary.uncounted})
        self.places = self._phrases({None: vocabulary.places})
        # In any language: "ăn" is to eat, and no article of English.
        self.fillers: Phrases[None] = Phrases(tonal=True)
        self.fillers.add(vocabulary.fillers, None)
        self.common = self._phrases({None: vocabulary.common})
        self.long_keywords = tuple(_long_keywords(vocabulary))
        parts = [each for each in vars(self).values() if isinstance(each, Phrases)]
        self._keys = frozenset(key for part in parts for key in part.folded())
        self._exact = frozenset(word for part in parts for word in part.spellings())

    def knows(self, key: str) -> bool:
        """Whether a folded word is one of the language's."""
        return key in self._keys

    def share(self, words: Sequence[Word]) -> float:
        """How many of the words are the language's."""
        known = sum(each.key in self._keys for each in words)
        return known + _SAME_LETTERS * sum(each.exact in self._exact for each in words)

    def _phrases(self, meanings: Mapping[Meaning, str]) -> Phrases[Meaning]:
        phrases: Phrases[Meaning] = Phrases(tonal=self._tonal)
        for meaning, written in meanings.items():
            phrases.add(written, meaning)
        return phrases

    def _numbers(self, written: str) -> Phrases[int]:
        numbers: Phrases[int] = Phrases(tonal=self._tonal)
        for number, words in enumerate(written.split(","), start=1):
            numbers.add(words.replace("/", ","), number)
        return numbers


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """Every language of the product, made on first use."""
    return tuple(Lexicon(each) for each in VOCABULARIES)


def likely_languages(words: Sequence[Word]) -> list[Lexicon]:
    """The languages that a text may well be in, the likeliest first."""
    best = best_languages(words)
    least = _LIKELY * best[0].share(words) if best else 0.0
    return [each for each in best if each.share(words) >= least]


def best_languages(words: Sequence[Word]) -> list[Lexicon]:
    """The languages with any of these words, the likeliest first."""
    shares = [(each.share(words), each) for each in lexicons()]
    known = [pair for pair in shares if pair[0]]
    return [each for _, each in sorted(known, key=lambda pair: -pair[0])]


def language_of(words: Sequence[Word], keyword: Collection[str] = ()) -> str | None:
    """The language that most of the words are of; where several have as many, the one
    that the keyword is of; None where that doesn't tell either."""
    shares = {each.code: each.share(words) for each in lexicons()}
    most = max(shares.values())
    best = {code for code, share in shares.items() if most and share == most}
    if len(best) > 1:
        best &= set(keyword)
    return best.pop() if len(best) == 1 else None


def label_in(code: str, category: str) -> str:
    """How answers name a category in a language; empty for unknown ones."""
    return next((x.labels.get(category, "") for x in lexicons() if x.code == code), "")


def keyword_in(code: str, keyword: Keyword) -> str:
    """How answers write a keyword in a language."""
    spoken = next((each for each in lexicons() if each.code == code), lexicons()[0])
    return spoken.capitals[keyword]


def _first(written: str) -> str:
    return " ".join(written.partition(",")[0].split()).removeprefix(STRICT)


def _long_keywords(vocabulary: Vocabulary) -> Iterator[tuple[str, Keyword]]:
    """Keywords of one word that are long enough to be known with a letter wrong."""
    for keyword, written in vocabulary.keywords.items():
        for phrase in written.split(","):
            words = read(phrase).words
            if len(words) == 1 and len(words[0].key) >= _MIN_MISSPELLED:
                yield words[0].key, keyword
