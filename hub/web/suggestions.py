"""What the keyboard on the screen may complete: words and ready phrases as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from flask import Blueprint, abort, jsonify, request
from werkzeug.wrappers import Response

from hub.domain.categories import GROUPS
from hub.domain.changes import Kind
from hub.domain.languages import Language, language_of
from hub.web.phrases import Phrase
from hub.web.sayings import WORDS, Saying, sayings_for
from hub.web.wording import sayings_wording_of

pages = Blueprint("suggestions", __name__)

COUNTS = (4, 2, 3)
"""For how many: the first comes early in the list, the others at its end."""

KEPT_FOR_S = 3600


@pages.get("/suggestions/<code>.json")
def show(code: str) -> Response:
    """The list for one language, as keyboard.js wants it."""
    language = language_of(code)
    if language is None:
        abort(404)
    answer = jsonify({code: suggestions_in(language)})
    answer.headers["Cache-Control"] = f"max-age={KEPT_FOR_S}"
    answer.add_etag()
    return answer.make_conditional(request)


def suggestions_in(language: Language) -> list[str]:
    """Words and phrases in that language, the most useful first, each one once."""
    say = sayings_wording_of(language).say
    return list(dict.fromkeys(map(say, _phrases())))


def _phrases() -> Iterator[Phrase]:
    """A phrase of each group by turns, and a word between; then other counts."""
    sayings = list(_by_turns())
    first = [each.counting(COUNTS[0]) for each in sayings]
    for pair in zip_longest(WORDS, first):
        yield from (each for each in pair if each is not None)
    for count in COUNTS[1:]:
        yield from (each.counting(count) for each in sayings if each.counted)


def _by_turns() -> Iterator[Saying]:
    rows = [sayings_for(kind, group.name) for kind in Kind for group in GROUPS]
    turns = chain.from_iterable(zip_longest(*rows))
    return (each for each in turns if each is not None)
