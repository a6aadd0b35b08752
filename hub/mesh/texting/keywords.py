"""Finds keywords in any of the languages, one letter wrong forgiven."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hub.mesh.texting.lexicon import Lexicon, best_languages, lexicons
from hub.mesh.texting.reading import Word
from hub.mesh.texting.vocabulary import Keyword


@dataclass(frozen=True, slots=True)
class Heard:
    """A keyword at the beginning of some words: how many of them it takes, and in
    which languages it is one."""

    keyword: Keyword
    length: int
    languages: frozenset[str]


def keyword_at(
    words: Sequence[Word], place: int, *, expected: bool = False
) -> Heard | None:
    """The longest keyword there, in the likeliest language of the whole text.

    `expected`: what follows makes a keyword likely, so one without its accents counts
    even where it is another language's word.
    """
    if not 0 <= place < len(words):
        return None
    found = [
        (each.length, each.meaning, lexicon.code)
        for lexicon in best_languages(words)
        if (each := lexicon.keywords.at(words, place))
        and (expected or each.sure or _is_of(lexicon, words, place, each.length))
    ]
    if not found:
        return _misspelled(words[place].key)
    length, keyword, _ = max(found, key=lambda each: each[0])
    codes = {code for size, meant, code in found if (size, meant) == (length, keyword)}
    return Heard(keyword, length, frozenset(codes))


def _is_of(lexicon: Lexicon, words: Sequence[Word], place: int, length: int) -> bool:
    """Whether other words of the text are of that language, and of none more so."""
    others = (*words[:place], *words[place + length :])
    share = lexicon.share(others)
    return share > 0 and share >= max(each.share(others) for each in lexicons())


def _misspelled(key: str) -> Heard | None:
    """The one keyword that is a letter away; None where a language knows the word.

    Only in Latin letters: in Arabic the words next to a keyword are its other forms.
    """
    if not key.isascii() or any(each.knows(key) for each in lexicons()):
        return None
    near = [
        (meaning, lexicon.code)
        for lexicon in lexicons()
        for keyword, meaning in lexicon.long_keywords
        if one_apart(key, keyword)
    ]
    meanings = {meaning for meaning, _ in near}
    if len(meanings) != 1:
        return None
    return Heard(meanings.pop(), 1, frozenset(code for _, code in near))


def one_apart(typed: str, meant: str) -> bool:
    """Whether one letter was left out, added, changed, or two swapped; the first one
    is rarely missed, and makes another word."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant or typed[:1] != meant[:1]:
        return False
    start = _same_start(typed, meant)
    left, right = typed[start:], meant[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )


def _same_start(one: str, other: str) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
