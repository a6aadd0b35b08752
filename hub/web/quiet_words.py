"""What the quiet screen says. Counts and kinds only: nobody's words, nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import Kind
from hub.web.phrases import Phrase, phrase, plural
from hub.web.status_part import Light

RADIO: Mapping[Light, Phrase] = MappingProxyType(
    {
        Light.WELL: phrase("Radio: well"),
        Light.UNSURE: phrase("Radio: unsteady"),
        Light.ILL: phrase("Radio: down"),
    }
)
"""In one word."""


def tally(kind: Kind, count: int) -> Phrase:
    """What the large number beside it counts."""
    if kind is Kind.NEED:
        return plural("need", "needs", count)
    return plural("offer", "offers", count)


def of_category(category: Phrase, count: int) -> Phrase:
    """How many of one kind, for who does not see the picture."""
    return phrase("%(category)s: %(count)s", category=category, count=count)


def met(count: int) -> Phrase | None:
    """What neighbours did for each other lately."""
    if not count:
        return None
    return plural("%(count)s met this week", "%(count)s met this week", count)


def which_alert(number: int, count: int) -> Phrase | None:
    """Where there are several, they take turns."""
    if count < 2:
        return None
    return phrase("Alert %(number)s of %(count)s", number=number, count=count)
