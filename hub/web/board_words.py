"""Every phrase that is said on the board alone."""

from __future__ import annotations

from hub.domain.changes import Kind
from hub.web.phrases import Phrase, phrase, plural

EVERYTHING = phrase("All")

MANY = 10
"""More than that helps nobody to choose, and would be news on every card."""


def fits(kind: Kind, count: int) -> Phrase:
    """How many posts of the other kind could meet one of this kind."""
    if count >= MANY:
        need = kind is Kind.NEED
        return phrase("many offers may fit") if need else phrase("many needs may fit")
    if kind is Kind.NEED:
        return plural("%(count)s offer may fit", "%(count)s offers may fit", count)
    return plural("%(count)s need may fit", "%(count)s needs may fit", count)


def met_this_week(count: int) -> Phrase:
    """What all of them did together; of nobody in particular."""
    return plural(
        "%(count)s need met this week. Thank you, neighbours.",
        "%(count)s needs met this week. Thank you, neighbours.",
        count,
    )
