"""What somebody asks to see of the board: what it is about, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import url_for

from hub.domain.categories import GROUPS
from hub.domain.changes import Kind

SHOWN = 100
"""Cards in a column, and how many more a touch brings: what a phone draws at once."""

MOST_SHOWN = 2000
"""More than this is on no wall, and takes an old phone a minute to draw."""

_NAMES = frozenset(group.name for group in GROUPS)
_COLUMNS = {Kind.NEED: "needs", Kind.OFFER: "offers"}


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """`about`: one of the nine groups, or empty for all; the most cards by column."""

    about: str = ""
    needs: int = SHOWN
    offers: int = SHOWN

    def most(self, kind: Kind) -> int:
        """How many cards of that kind are shown."""
        return self.needs if kind is Kind.NEED else self.offers

    def turned_to(self, about: str) -> BoardQuery:
        """The same board about something else, from its top."""
        return BoardQuery(about)

    def with_more(self, kind: Kind) -> BoardQuery:
        """The next cards of that kind too."""
        if kind is Kind.NEED:
            return replace(self, needs=self.needs + SHOWN)
        return replace(self, offers=self.offers + SHOWN)

    def url(self, endpoint: str = "board.show") -> str:
        """Where it is shown; what is as always is left out."""
        asked: dict[str, str | int] = {"about": self.about} if self.about else {}
        for kind, name in _COLUMNS.items():
            if self.most(kind) != SHOWN:
                asked[name] = self.most(kind)
        return url_for(endpoint, **asked)  # type: ignore[arg-type]


def query_of(asked: Mapping[str, str]) -> BoardQuery:
    """What an address asks for; what makes no sense there asks for nothing."""
    about = asked.get("about", "")
    return BoardQuery(
        about if about in _NAMES else "",
        _count_of(asked.get("needs", "")),
        _count_of(asked.get("offers", "")),
    )


def _count_of(text: str) -> int:
    """In whole steps, so that few different boards are asked for."""
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return SHOWN
    steps = -(-int(text) // SHOWN)
    return min(max(steps, 1) * SHOWN, MOST_SHOWN)
