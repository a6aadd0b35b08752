"""What a message has to tell a model: each symbol with the keys before it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from radio.textmodel.history import CASE_KINDS, KINDS, NO_KEY, History
from radio.textmodel.model import Alphabet
from radio.textmodel.symbols import Unit, units_of
from radio.training.texts import LANGUAGES, Text

SYMBOL_BITS = 12
WORDS_REACHED = 3
"""Words that a context may speak of; a longer reach in symbols has as many at most."""

WordCounts = Mapping[int, Sequence[tuple[int, int]]]
"""By a word's key: how much it speaks for which languages."""


def fact(key: int, number: int) -> int:
    """A context and what follows it, in one number."""
    return key << SYMBOL_BITS | number


@dataclass(frozen=True)
class Trace:
    """A message as rows: what followed, then the keys before it (0 where none is)."""

    symbols: array[int]
    case: array[int]

    def rows(self) -> Iterator[tuple[Sequence[int], bool]]:
        """The rows, and whether they are about case."""
        for start in range(0, len(self.symbols), KINDS):
            yield self.symbols[start : start + KINDS], False
        for start in range(0, len(self.case), CASE_KINDS):
            yield self.case[start : start + CASE_KINDS], True

    def facts(self) -> frozenset[int]:
        """All facts, each once however often the message has it."""
        found: set[int] = set()
        for row, _ in self.rows():
            number = row[0]
            found.update([key << SYMBOL_BITS | number for key in row[1:] if key])
        return frozenset(found)


class Tracer:
    """Walks along messages as packing will."""

    def __init__(self, alphabet: Alphabet, words: WordCounts) -> None:
        self._alphabet = alphabet
        self._words = words
        self._small = {c: small for small, c in alphabet.capital_of.items()}
        self._known = alphabet.symbols

    def units(self, text: Text) -> Iterator[Unit]:
        """The steps of a message."""
        return units_of(text.text, self._small, self._known)

    @staticmethod
    def language(text: Text) -> int:
        """The number of its language; 0 is none."""
        return LANGUAGES.index(text.language) + 1

    def word_facts(self, text: Text) -> frozenset[int]:
        """What language the words of a message are of."""
        history = History(self._alphabet.script_of)
        language = self.language(text)
        ended = (history.push(unit.symbol) for unit in self.units(text))
        return frozenset(fact(history.word_key(), language) for end in ended if end)

    def trace(self, text: Text) -> Trace:
        """The rows of a message.

        The last row of a short real one is left out: its longest contexts would reach
        back to the beginning, and with what follows be the message itself.
        """
        history = History(self._alphabet.script_of)
        symbols, case = array("I"), array("I")
        words, cased = 1, False
        for unit in self.units(text):
            tree = self._alphabet.trees[history.script]
            _add(symbols, tree.number_of[unit.symbol], history.keys())
            cased = unit.symbol in self._alphabet.capital_of
            if cased:
                _add(case, int(unit.capital), history.case_keys(unit.symbol))
            if history.push(unit.symbol):
                words += 1
                history.vote(self._words.get(history.word_key(), ()))
            if cased:
                history.push_case(unit.capital)
        if not text.own and words <= WORDS_REACHED + 1:
            del symbols[-KINDS:]
            del case[len(case) - CASE_KINDS * cased :]
        return Trace(symbols, case)


def _add(rows: array[int], followed: int, keys: Sequence[int]) -> None:
    rows.append(followed)
    rows.extend([0 if key == NO_KEY else key for key in keys[1:]])
