"""Phrases as a page in English says them."""

from __future__ import annotations

from hub.domain.languages import ENGLISH
from hub.web.phrases import Phrase
from hub.web.wording import wording_of


def english(words: Phrase | None) -> str:
    """The words; none for nothing."""
    return wording_of(ENGLISH).say(words) if words is not None else ""
