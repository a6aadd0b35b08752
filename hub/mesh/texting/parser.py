"""Understands what a neighbour texts: commands in any of the product's languages.

Pure and total: every string is understood as something, if only as unclear words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hub.domain.changes import Kind
from hub.mesh.texting.about_post import on_post
from hub.mesh.texting.amounts import quantity_of
from hub.mesh.texting.answers import is_answer
from hub.mesh.texting.commands import (
    Command,
    Guess,
    Language,
    Listing,
    OnPost,
    Plain,
    Post,
    Said,
    Sos,
    Unclear,
)
from hub.mesh.texting.keywords import Heard, keyword_at
from hub.mesh.texting.lexicon import (
    Cue,
    best_languages,
    language_of,
    lexicons,
    likely_languages,
)
from hub.mesh.texting.manners import addressed, core
from hub.mesh.texting.reading import Reading, Word, read, without_ellipsis
from hub.mesh.texting.recogniser import recognise
from hub.mesh.texting.topics import OTHER, category_of
from hub.mesh.texting.vocabulary import ABOUT, PLAIN, Keyword

_MAX_LISTED = 4
"""Words of a LIST; with more it is a sentence about some list."""

_KINDS = {Keyword.NEED: Kind.NEED, Keyword.OFFER: Kind.OFFER}


def understand(text: str, *, by_person: bool = False) -> Said:
    """What a text says. `OK` may well be meant as `YES`, where something was asked.

    A text in a hub's words is unclear, unless it is known to be `by_person`.
    """
    reading = read(text)
    if not by_person and is_answer(reading.text):
        return Said(Unclear(reading.text), None)
    if reading.asks and not reading.words:
        return Said(Plain.HELP, None)
    words = addressed(reading.words)
    for rule in (_alone, on_post, _sos, _language, _listing, _post):
        command = rule(reading, words)
        if command is not None:
            heard = keyword_at(words, 0)
            return Said(command, language_of(words, heard.languages if heard else ()))
    told = recognise(reading)
    if told:
        return Said(Guess(told[0]), told[1])
    return Said(Unclear(reading.text), language_of(words))


def _alone(_: Reading, words: Sequence[Word]) -> Command | None:
    """A keyword and nothing else, or the name of a language."""
    for part in (words, core(words)):
        heard = keyword_at(part, 0)
        if heard and heard.length == len(part):
            return _bare(heard.keyword, part)
    return None


def _bare(keyword: Keyword, words: Sequence[Word]) -> Command | None:
    if keyword in PLAIN:
        return PLAIN[keyword]
    if keyword in ABOUT:
        return OnPost(ABOUT[keyword], "") if _is_chief(keyword, words) else None
    if keyword in _KINDS:
        return Post(_KINDS[keyword], "")
    others: dict[Keyword, Command] = {
        Keyword.LIST: Listing(),
        Keyword.SOS: Sos(""),
        Keyword.LANG: Language(None),
    }
    return others[keyword]


def _is_chief(keyword: Keyword, words: Sequence[Word]) -> bool:
    """Whether it is the word that answers use: "done" alone is no half command."""
    typed = " ".join(each.exact for each in words).upper()
    return any(each.capitals[keyword] == typed for each in lexicons())


def _sos(reading: Reading, words: Sequence[Word]) -> Command | None:
    heard = _begins(words, Keyword.SOS)
    # "Sos un genio": you are, in Argentina. Nothing later in a text calls an SOS off.
    if any(each.chat.at(words, 0) for each in lexicons() if heard):
        return None
    return Sos(reading.after_words(words, heard.length)) if heard else None


def _language(_: Reading, words: Sequence[Word]) -> Command | None:
    heard = _begins(words, Keyword.LANG)
    rest = core(words[heard.length :] if heard else words)
    for lexicon in lexicons():
        name = lexicon.names.at(rest, 0) if rest else None
        if name and name.length == len(rest) and (heard or len(rest[0].key) > 2):
            return Language(lexicon.code)
    return Language(None) if heard and len(rest) == 1 else None


def _listing(_: Reading, words: Sequence[Word]) -> Command | None:
    """LIST first or last, and of the rest what is a kind or a category."""
    left = core(words)
    if len(left) > _MAX_LISTED:
        return None
    first = keyword_at(left, 0)
    if first and first.keyword is Keyword.LIST:
        listing = _listed(left[first.length :])
        unknown = len(left) - first.length if listing == Listing() else 0
        return listing if unknown <= 1 else None
    last = keyword_at(left, len(left) - 1)
    if last and last.keyword is Keyword.LIST:
        listing = _listed(left[:-1])
        return None if listing == Listing() else listing
    return None


def _listed(words: Sequence[Word]) -> Listing:
    kind: Kind | None = None
    category: str | None = None
    for lexicon in best_languages(words):
        kinds = [each.meaning for _, each in lexicon.kinds.all_in(words)]
        kind = kind or (kinds[0] if kinds else None)
        category = category or category_of(words, lexicon)
    return Listing(kind, category)


def _post(reading: Reading, words: Sequence[Word]) -> Command | None:
    """NEED or OFFER, unless it begins a phrase of talk: "need to sleep". Where it may
    well be talk it is offered back: "need a hand?"."""
    heard = keyword_at(words, 0)
    if not heard or heard.keyword not in _KINDS or _is_talk(words):
        return None
    typed, goes_on = without_ellipsis(reading.after_words(words, heard.length))
    category, quantity = _what(words[heard.length :], words)
    post = Post(_KINDS[heard.keyword], typed, category, quantity, goes_on)
    rest = words[heard.length :]
    if (
        rest
        and not goes_on
        and (_asks(reading, words) or _is_talkative(reading, words, rest))
    ):
        return Guess(replace(post, words=reading.text))
    return post


def _asks(reading: Reading, words: Sequence[Word]) -> bool:
    """Whether the text is one sentence, and a question."""
    return reading.asks and words[0].clause == words[-1].clause


def _is_talkative(
    reading: Reading, words: Sequence[Word], rest: Sequence[Word]
) -> bool:
    """Whether it goes on as "need is over" or "need more coffee lol" do; who writes
    NEED in capitals means the command."""
    over = keyword_at(rest, 0)
    if over and over.keyword is Keyword.MET:
        return True
    if reading.text[words[0].start : words[0].end].isupper():
        return False
    return any(
        place and place + found.length == len(rest)
        for lexicon in likely_languages(words)
        for place, found in lexicon.chat.all_in(rest)
    )


def _is_talk(words: Sequence[Word]) -> bool:
    for lexicon in likely_languages(words):
        cue = lexicon.cues.at(words, 0)
        if lexicon.chat.at(words, 0) or (cue and cue.meaning is Cue.IDLE):
            return True
    return False


def _what(said: Sequence[Word], words: Sequence[Word]) -> tuple[str, int | None]:
    """Category and quantity, in the likeliest language that names one."""
    quantity: int | None = None
    category: str | None = None
    for lexicon in likely_languages(words):
        category = category or category_of(said, lexicon)
        quantity = quantity or quantity_of(said, lexicon)
    return category or OTHER, quantity


def _begins(words: Sequence[Word], keyword: Keyword) -> Heard | None:
    heard = keyword_at(words, 0)
    return heard if heard and heard.keyword is keyword else None
