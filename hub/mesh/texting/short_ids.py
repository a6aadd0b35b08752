"""Short names of posts, for typing on a radio; no board in here, only ids."""
# ruff: noqa: RUF001 (signs and letters of many scripts are meant)

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable

from hub.domain.ids import PostId

DIGITS = "34679"
LETTERS = "CFHJKMPQRTWXY"
"""No two symbols look alike, on paper or on a radio's small screen: of 0, O, D and Q,
of 6, G and B, of M and N, of Y, V and U, only one is here, and neither 1, I, L, 2, Z,
5, S nor 8. Without vowels there are no words in it."""

SHORTEST, LONGEST = 3, 8

_SYMBOLS = LETTERS + DIGITS
_PAIRS = tuple(
    first + second
    for first in _SYMBOLS
    for second in _SYMBOLS
    if first in DIGITS or second in DIGITS
)
"""What follows the first letter has a digit in it: so no short id is a keyword, and
none is a number, `4TH` or `7PM`."""

_READ_AS = str.maketrans("O0DGBNVUAE8I1LZ2", "QQQ66MYY4337777" + "7")
"""Symbols that are in no short id, and the one each is mistaken for."""

_BETWEEN = " -_.:#'\"·–—"


def short_id(post: PostId, among: Iterable[PostId]) -> str:
    """The post's name, as long as it must be to be told from the others in `among`.

    It is a beginning of the same long name on every hub, so a hub that shows one
    symbol more or less still understands what the other showed.
    """
    name = _long_name(post)
    others = [_long_name(each) for each in among if each != post]
    for length in range(SHORTEST, LONGEST):
        if not any(each.startswith(name[:length]) for each in others):
            return name[:length]
    return name


def resolve(typed: str, posts: Iterable[PostId]) -> tuple[PostId, ...]:
    """Every post that may be meant by what was typed, in the order of their ids."""
    start = usual_form(typed)
    if len(start) < SHORTEST:
        return ()
    return tuple(sorted(each for each in posts if _long_name(each).startswith(start)))


def usual_form(typed: str) -> str:
    """What was typed in capitals, with no spaces, and misread symbols put right; empty
    where a short id can't be meant."""
    plain = unicodedata.normalize("NFKC", typed[: 4 * LONGEST]).upper()
    plain = "".join(each for each in plain if each not in _BETWEEN)
    if not plain.isascii() or not plain.isalnum() or len(plain) > LONGEST:
        return ""
    return plain.translate(_READ_AS)


def could_be(typed: str) -> bool:
    """Whether a hub may have shown a short id that reads so: a letter, and a digit
    within the next two symbols. A word without a digit is never taken for one."""
    start = usual_form(typed)
    return (
        len(start) >= SHORTEST
        and start[0] in LETTERS
        and start[1:SHORTEST] in _PAIRS
        and all(each in _SYMBOLS for each in start)
        and any(each.isdecimal() for each in typed)
    )


def _long_name(post: PostId) -> str:
    digest = hashlib.blake2s(str(post).encode(), person=b"short id").digest()
    number = int.from_bytes(digest)
    number, letter = divmod(number, len(LETTERS))
    number, pair = divmod(number, len(_PAIRS))
    name = LETTERS[letter] + _PAIRS[pair]
    while len(name) < LONGEST:
        number, symbol = divmod(number, len(_SYMBOLS))
        name += _SYMBOLS[symbol]
    return name
