"""Understands commands about one post: a keyword and a short id, in either order."""

from __future__ import annotations

from collections.abc import Sequence

from hub.mesh.texting import short_ids
from hub.mesh.texting.commands import About, OnPost
from hub.mesh.texting.keywords import keyword_at
from hub.mesh.texting.manners import after_politeness, core
from hub.mesh.texting.reading import Reading, Word
from hub.mesh.texting.vocabulary import ABOUT

_FINAL = frozenset({About.MET, About.STILL, About.DROP})
"""After the id these stand alone: "K7Q is met, good to hear" is talk about it."""


def on_post(reading: Reading, words: Sequence[Word]) -> OnPost | None:
    """The command, where there is one."""
    return _keyword_first(reading, words) or _id_first(reading, words)


def _keyword_first(reading: Reading, words: Sequence[Word]) -> OnPost | None:
    heard = keyword_at(words, 0, expected=True)
    if not heard or heard.keyword not in ABOUT:
        return None
    place = after_politeness(words, heard.length)
    length = _typed_id_at(words, place) or _shown_id_at(words, place)
    if not length and ABOUT[heard.keyword] is About.NOTE:
        place += 1  # "note on K7Q", whatever "on" is in their language
        length = _shown_id_at(words, place)
    if not length:
        return None
    rest = reading.after_words(words, place + length)
    about = _asked(ABOUT[heard.keyword], reading)
    return OnPost(about, _id(words[place : place + length]), rest)


def _id_first(reading: Reading, words: Sequence[Word]) -> OnPost | None:
    length = _shown_id_at(words, 0)
    if not length:
        return None
    short_id = _id(words[:length])
    place = after_politeness(words, length)
    if place == len(words):
        return OnPost(About.READ, short_id)
    heard = keyword_at(words, place, expected=True)
    if not heard or heard.keyword not in ABOUT:
        return None
    about = ABOUT[heard.keyword]
    following = words[place + heard.length :]
    if about in _FINAL and core(following):
        return None
    rest = reading.after_words(words, place + heard.length)
    return OnPost(_asked(about, reading), short_id, rest)


def _asked(about: About, reading: Reading) -> About:
    """ "K7Q still needed?" is a question, which the post itself answers."""
    return About.READ if about in _FINAL and reading.asks else about


def _shown_id_at(words: Sequence[Word], place: int) -> int:
    """How many words there make a short id that a hub may have shown; 0 if none. It may
    have dashes in it, or be spelled: K 7 Q."""
    typed = ""
    for length, word in enumerate(words[place : place + short_ids.LONGEST], start=1):
        typed += word.exact
        if not _goes_on(words, place + length):
            if short_ids.could_be(typed):
                return length
            if len(typed) > length:
                return 0
    return 0


def _typed_id_at(words: Sequence[Word], place: int) -> int:
    """1 where the word may be taken for a short id: letters and digits, mixed."""
    typed = words[place].exact if place < len(words) else ""
    mixed = not typed.isdecimal() and not typed.isalpha()
    long_enough = len(short_ids.usual_form(typed)) >= short_ids.SHORTEST
    return int(mixed and long_enough and not _goes_on(words, place + 1))


def _goes_on(words: Sequence[Word], place: int) -> bool:
    """Whether that word is joined to the one before, by a dash."""
    return place < len(words) and words[place].glued and words[place].exact.isascii()


def _id(words: Sequence[Word]) -> str:
    return short_ids.usual_form("".join(each.exact for each in words))
