"""How many a text is for, or of how much: "for 4", "3 blankets", "x2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hub.domain.changes import MAX_QUANTITY
from hub.mesh.texting.lexicon import Lexicon
from hub.mesh.texting.reading import Word

_TIMES = re.compile(r"(?:x(\d{1,3})|(\d{1,3})x)")
_TOPIC_WITHIN = 4
"""Words from a number to what it counts: "3 large adult diapers"."""


def quantity_of(words: Sequence[Word], lexicon: Lexicon) -> int | None:
    """The first number that counts people or things; not an address, hour or age."""
    for place in range(len(words)):
        number = _number(words, place, lexicon)
        if number and _counts(words, place, lexicon):
            return number
        times = _TIMES.fullmatch(words[place].key)
        if times:
            return _allowed(int(times[1] or times[2]))
    return None


def _number(words: Sequence[Word], place: int, lexicon: Lexicon) -> int | None:
    key = words[place].key
    if key.isascii() and key.isdecimal():
        return _allowed(int(key)) if len(key) <= 3 else None
    found = lexicon.numbers.at(words, place)
    return found.meaning if found and found.sure else None


def _allowed(number: int) -> int | None:
    return number if 1 <= number <= MAX_QUANTITY else None


def _counts(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    after = place + 1
    if after < len(words):
        if lexicon.uncounted.at(words, after) or words[after].key.isdecimal():
            return False
        if lexicon.counted.at(words, after):
            return True
    if lexicon.counting.right_before(words, place):
        return True
    if lexicon.places.right_before(words, place):
        return False
    counted = words[after : after + _TOPIC_WITHIN]
    return not place or any(lexicon.topics.all_in(counted))
