"""The ready phrases with which a neighbour posts without typing. No request in here.

Their words in other languages stand in a catalogue of their own, so that a post made
of one can be shown in the language of whoever reads it.
"""

from __future__ import annotations

from functools import cache

from hub.domain.changes import Kind
from hub.web.sayings.needs import NEEDS
from hub.web.sayings.offers import OFFERS
from hub.web.sayings.saying import Saying
from hub.web.sayings.single_words import WORDS

SAYINGS = NEEDS + OFFERS

__all__ = ["SAYINGS", "WORDS", "Saying", "saying_of", "sayings_for"]


@cache
def sayings_for(kind: Kind, group: str) -> tuple[Saying, ...]:
    """Those for a tile, the most frequent first."""
    return tuple(
        each for each in SAYINGS if (each.kind, each.category.group) == (kind, group)
    )


def saying_of(name: str) -> Saying | None:
    """The one with that id."""
    return next((each for each in SAYINGS if each.id == name), None)
