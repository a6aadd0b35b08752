"""How neighbours' own words are shown: a ready phrase in the reader's language, all
else as it was written, and in which language, where that is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from hub.domain.languages import Language
from hub.web.sayings.reading import said_in
from hub.web.speaking import current_wording
from hub.web.text_language import language_of_text


@dataclass(frozen=True, slots=True)
class ShownWords:
    """`tag`: the language (BCP 47), empty where it is not known; `written`: the words
    as they came, where others are shown in their place.
    """

    text: str
    tag: str
    written: str = ""


def show_words(app: Flask) -> None:
    """Let the templates ask: `text|shown`."""
    app.jinja_env.filters["shown"] = _shown


def shown_words(text: str, language: Language) -> ShownWords:
    """A neighbour's words for a reader of that language."""
    ready = said_in(text, language)
    if ready is not None:
        return ShownWords(ready, language.tag, text)
    own = language_of_text(text)
    return ShownWords(text, own.tag if own is not None else "")


def _shown(text: str) -> ShownWords:
    return shown_words(text, current_wording().language)
