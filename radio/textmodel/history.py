"""What stands before the next symbol, as keys under which a model may know it.

A key is 30 bits of a hash over what it speaks of; two that meet by chance cost a
little space, never exactness, as writer and reader meet the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from radio.textmodel.symbols import START

ORDERS = 6
"""Symbols right before the next one that a key speaks of, at most."""

WORD = ORDERS + 1
WORD_1 = WORD + 1
WORD_21 = WORD + 2
WORD_2 = WORD + 3
WORD_3 = WORD + 4
LANGUAGE_2 = WORD + 5
LANGUAGE_WORD = WORD + 6
KINDS = LANGUAGE_WORD + 1
"""Kinds of keys: 0 stands for no context, which has no key; then the orders; the word
so far, with the words before it; the language with two symbols, or the word so far."""

CASE_KINDS = 8
"""Kinds of keys for the case of a letter; again 0 has no key."""

LANGUAGES = 16
"""At most so many, and number 0 is none."""

NO_KEY = -1
MASK = 0xFFFF_FFFF
SPREAD = 0x9E37_79B1  # a prime near 2**32 over the golden ratio
STEP = 0x2C1B_3C6D


def _key(number: int) -> int:
    number = (number & MASK) * SPREAD & MASK
    return ((number ^ number >> 15) * STEP & MASK) >> 2


class History:
    """Walks along a text; `script_of` knows the letters, and what script they are of.

    `word` and the three before it are hashes; so are the keys.
    """

    def __init__(self, script_of: dict[int, int]) -> None:
        self._script_of = script_of
        self.script = 0
        self.language = 0  # 0 while unknown
        self.length = 0
        self.word = 0
        self.words = (0, 0, 0)
        self._last = (START,) * ORDERS
        self._capitals = (2, 2)  # of the two letters before: 2 while there are none
        self._seen = (0, 0)  # small letters and capitals, counted up to 3
        self._votes = [0] * LANGUAGES
        self._starts = 0  # words with small and with capital first letters, up to 3
        self._begun = False  # whether the letter before began a word
        self._ended: int = START  # what ended the word before

    def keys(self) -> list[int]:
        """A key for each kind, in their order."""
        salt = (self.script + 1) * 0x01F3_5A7D
        word = self.word + salt
        last, second, third = self.words
        hashed = salt
        keys = [NO_KEY]
        for symbol in self._last[: self.length + 1]:
            hashed = (hashed + symbol) * STEP & MASK
            keys.append(((hashed ^ hashed >> 13) * SPREAD & MASK) >> 2)
            hashed += 0x51ED_270B
        keys.extend([NO_KEY] * (ORDERS + 1 - len(keys)))
        language = (self.language + 1) * 0x3C6E_F372
        two = self._last[0] * 0x0101_7A3B + self._last[1] + salt
        keys += [
            _key(word * 3),
            _key(word * 5 + last * 7),
            _key(word * 11 + last * 13 + second * 17),
            _key(word * 19 + second * 23),
            _key(word * 29 + third * 31),
            _key(two * 37 + language),
            _key(word * 41 + language),
        ]
        return keys

    def case_keys(self, symbol: int) -> list[int]:
        """Keys for the case of the letter `symbol`, which comes next."""
        near = self._capitals[0]
        shape = self.shape
        word = (self.word + symbol) * STEP & MASK
        return [
            NO_KEY,
            _key((shape * 0x0200_0000 + (0 if self.word else self._ended)) * 43),
            _key((shape * 0x0200_0000 + symbol) * 47),
            _key(word * 53 + near),
            _key((self.words[0] * 4 + near) * 59 + (word if self.word else 0) + 1),
            _key((shape * 16 + self._seen[0] * 4 + self._seen[1]) * 61),
            _key(((shape * 16 + self._starts) * 0x0008_0000 + self._ended) * 71)
            if not self.word
            else NO_KEY,
            _key((word * 16 + self._starts) * 73 + near * 79),
        ]

    @property
    def shape(self) -> int:
        """Of the word so far: whether it has begun, and its last letters' case."""
        near, far = self._capitals
        return near * 3 + far + (9 if self.word else 0)

    def push(self, symbol: int) -> bool:
        """Take the next symbol; says whether it ended a word."""
        self._last = (symbol, *self._last[:-1])
        self.length += 1
        script = self._script_of.get(symbol)
        if script is not None:
            self.script = script
            self._begun = not self.word
            self.word = (self.word + symbol) * STEP & MASK or 1
            return False
        self._ended = symbol
        if not self.word:
            return False
        self.words = (self.word, *self.words[:2])
        self.word = 0
        return True

    def push_case(self, capital: bool) -> None:
        """Take the case of the letter pushed last."""
        self._capitals = (int(capital), self._capitals[0])
        if self._begun:
            small, capitals = self._starts & 3, self._starts >> 2
            if capital:
                capitals = min(capitals + 1, 3)
            else:
                small = min(small + 1, 3)
            self._starts = capitals << 2 | small
        small, capitals = self._seen
        if capital:
            self._seen = (small, min(capitals + 1, 3))
        else:
            self._seen = (min(small + 1, 3), capitals)

    def vote(self, counts: Iterable[tuple[int, int]]) -> None:
        """Let the word that has ended speak for languages, each by its count.

        A key may be another context's by chance, so a number may be no language.
        """
        heard = [each for each in counts if each[0] < LANGUAGES]
        whole = sum(count for _, count in heard)
        for language, count in heard:
            self._votes[language] += 16 * count // whole
        self.language = self._votes.index(max(self._votes))

    def word_key(self) -> int:
        """The key that knows the languages of the word that has just ended."""
        return _key(self.words[0] * 67)
