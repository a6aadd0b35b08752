"""Passphrases: words that a steward chose, kept only as a salted hash."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from hub.domain.secret_hash import SecretHash

LEAST_LETTERS = 12
"""With a wait of 5 s between wrong ones (hub/service/stewards.py) that is plenty."""

MOST_LETTERS = 200
LEAST_DIFFERENT = 5
LEAST_OF_THEIR_OWN = 6
LEAST_TELLING = 4
"""A shorter name is in many words by chance."""

_WIDE_FROM = "\u2e80"
"""From here on a sign is a syllable or a word of its own, and counts twice."""

_EVERYBODYS = (
    *("porchlight", "password", "passphrase", "steward", "letmein", "welcome"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijkl"),
    *("0123456789", "1234567890", "9876543210"),
)
"""What is tried first by whoever guesses."""


class Weakness(Enum):
    """Why a passphrase can't be taken."""

    SHORT = "short"
    LONG = "long"
    PLAIN = "plain"
    """A few letters over and over, or what everybody would try first."""


class WeakPassphrase(Exception):
    """It is too easy to guess; the message holds nothing of it."""

    def __init__(self, weakness: Weakness) -> None:
        super().__init__(weakness.value)
        self.weakness = weakness


@dataclass(frozen=True, slots=True)
class PhraseHash(SecretHash):
    """What the hub keeps of a passphrase."""

    @staticmethod
    def folded(typed: str) -> str:
        """Its words, however spaced and in capitals or not."""
        return _folded(typed[: 2 * MOST_LETTERS])


def check_passphrase(typed: str, known: Iterable[str] = ()) -> None:
    """Raise WeakPassphrase for one that is easy to guess.

    `known`: what everybody in the house knows, such as the hub's name.
    """
    phrase = _folded(typed)
    if len(phrase) > MOST_LETTERS:
        raise WeakPassphrase(Weakness.LONG)
    if _weight(phrase) < LEAST_LETTERS:
        raise WeakPassphrase(Weakness.SHORT)
    bare = phrase.replace(" ", "")
    words = [_folded(each).replace(" ", "") for each in (*known, *_EVERYBODYS)]
    for word in words:
        if len(word) >= LEAST_TELLING:
            bare = bare.replace(word, "")
    if len(set(phrase)) < LEAST_DIFFERENT or _weight(bare) < LEAST_OF_THEIR_OWN:
        raise WeakPassphrase(Weakness.PLAIN)


def _weight(phrase: str) -> int:
    return sum(2 if each >= _WIDE_FROM else 1 for each in phrase)


def _folded(typed: str) -> str:
    """As people say it: phones put capitals and wide spaces where they like."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
