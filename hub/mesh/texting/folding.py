"""Words as they compare: without case, accents, width, vowel signs and article."""
# ruff: noqa: RUF001 (signs and letters of many scripts are meant)

from __future__ import annotations

import unicodedata

_OTHER_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        # Arabic letters that are written in several ways
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ـ": "",
    }
)
_ARTICLES = ("ال", "بال", "فال", "كال", "لل")
_ACCUSATIVES = ("اً", "ًا")
_MIN_STEM = 3
_MIN_AFTER_AND = 2
MAX_WORD = 40
"""Longer words are no words; only so much of them is looked at."""


def spelled(word: str) -> str:
    """The word as written, but for case, width and the way its accents are stored."""
    return unicodedata.normalize("NFKC", word[:MAX_WORD]).casefold()


def fold(word: str) -> str:
    """The word's plain letters and digits."""
    # Letters with a hamza come apart in NFKD, so the table sees the whole ones first.
    whole = spelled(word).translate(_OTHER_LETTERS)
    for ending in _ACCUSATIVES:
        whole = whole.removesuffix(ending)
    apart = unicodedata.normalize("NFKD", whole).translate(_OTHER_LETTERS)
    plain = "".join(_digit(each) for each in apart if _is_plain(each))
    return _without_article(plain) if "\u0600" <= plain[:1] <= "\u06ff" else plain


def _is_plain(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN"


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _without_article(word: str) -> str:
    """Arabic writes "and", "the", "with the", "for the" onto the word."""
    if word.startswith("و") and len(word) - 1 >= _MIN_AFTER_AND:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _MIN_STEM:
            return word[len(article) :].removeprefix("و") or word
    return word
