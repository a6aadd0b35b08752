"""The network's key as words to write down and type in; pure, and nothing is kept.

Fifteen words of seven letters, such as `bakomir`: consonant, vowel, consonant, vowel,
consonant, vowel, consonant. The first six letters carry 18 bits of the key, then of its
check; the last letter makes one wrong letter, or two words that changed places, known
by the word. Nobody needs a list of words, and nobody's language is preferred.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

KEY_BYTES = 32
COUNT = 15
PLACES = range(1, COUNT + 1)
CHECK_BITS = 14
WORD_BITS = 18

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aiou"
_PATTERN = re.compile(f"(?:[{CONSONANTS}][{VOWELS}]){{3}}[{CONSONANTS}]")
_WIDTHS = (4, 2, 4, 2, 4, 2)
_HEX = re.compile(r"[0-9a-f]{64}")


class WordsWrong(Exception):
    """These words are no key; the message holds none of them.

    `count`: how many there were, where there are to be fifteen. `wrong`: which of them
    can't be right, from 1; empty where each alone might be. `right`: the others, None
    for all.
    """

    def __init__(self, count: int, right: Mapping[int, str] | None = None) -> None:
        super().__init__(f"{count} words")
        self.count = count
        self.right = right or {}
        self.wrong = [] if right is None else [at for at in PLACES if at not in right]


def words_of(key: bytes) -> list[str]:
    """The fifteen words of a key."""
    number = int.from_bytes(key) << CHECK_BITS | _check(key)
    parts = [
        number >> WORD_BITS * (COUNT - 1 - place) & (1 << WORD_BITS) - 1
        for place in range(COUNT)
    ]
    return [_word(part, place) for place, part in enumerate(parts, 1)]


def typed_words(typed: str) -> list[str]:
    """What a person typed or pasted as words, whatever stands between them."""
    return re.findall(r"[a-z]+", typed.casefold())


def key_of(typed: str, known: Mapping[int, str] | None = None) -> bytes:
    """The key that fifteen words mean, or 64 hexadecimal digits. Raises WordsWrong.

    `known`: words that were right before, by place; then `typed` are those between.
    """
    digits = "".join(typed.casefold().split())
    if _HEX.fullmatch(digits):
        return bytes.fromhex(digits)
    words, kept = typed_words(typed), dict(known or {})
    missing = [place for place in PLACES if place not in kept]
    if len(words) != len(missing):
        raise WordsWrong(len(words) + len(kept), kept)
    return _key_of_words({**kept, **dict(zip(missing, words, strict=True))})


def _key_of_words(words: Mapping[int, str]) -> bytes:
    right = {at: word for at, word in words.items() if is_right(word, at)}
    if len(right) < COUNT:
        raise WordsWrong(COUNT, right)
    number = 0
    for place in PLACES:
        number = number << WORD_BITS | _bits(words[place])
    key = (number >> CHECK_BITS).to_bytes(KEY_BYTES)
    if _check(key) != number & (1 << CHECK_BITS) - 1:
        raise WordsWrong(COUNT)
    return key


def is_right(word: str, place: int) -> bool:
    """Whether it can be the word at that place, from 1."""
    return bool(_PATTERN.fullmatch(word)) and word == _word(_bits(word), place)


def _check(key: bytes) -> int:
    digest = hashlib.sha256(b"porchlight key words 1" + key).digest()
    return int.from_bytes(digest[:2]) >> 16 - CHECK_BITS


def _word(bits: int, place: int) -> str:
    parts, left = [], WORD_BITS
    for width in _WIDTHS:
        left -= width
        parts.append(bits >> left & (1 << width) - 1)
    letters = [
        (CONSONANTS if width == 4 else VOWELS)[part]
        for width, part in zip(_WIDTHS, parts, strict=True)
    ]
    return "".join(letters) + CONSONANTS[_last(parts, place)]


def _bits(word: str) -> int:
    bits = 0
    for letter, width in zip(word, _WIDTHS, strict=False):
        part = (CONSONANTS if width == 4 else VOWELS).index(letter)
        bits = bits << width | part
    return bits


def _last(parts: Sequence[int], place: int) -> int:
    """A sum in GF(16) with another weight for each letter and for the place: one
    wrong letter, or two that changed places, always change it."""
    total = 0
    weight = 1
    for part in (*parts, place):
        total ^= _times(part, weight)
        weight = _times(weight, 2)
    return total


def _times(one: int, other: int) -> int:
    product = 0
    for _ in range(4):
        product ^= one if other & 1 else 0
        one = (one << 1) ^ (0b10011 if one & 8 else 0)
        other >>= 1
    return product
