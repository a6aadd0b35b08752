"""A post that is being written, step by step: what was said so far, kept by the hub.

Every form of a step brings along all that was said before it, so that nothing is lost
where the session is over or the hub was started anew.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.domain.categories import CATEGORIES
from hub.domain.changes import MAX_QUANTITY
from hub.domain.checks import NO_NUMBER, number_in
from hub.web.sessions import current_session

FIELDS = (
    "category",
    "text",
    "quantity",
    "urgency",
    "place",
    "reach",
    "lifetime",
    "contact",
    "contact_consent",
)
"""What a draft holds, as `check_draft` names it."""

MOST_KEPT = 600
"""Letters of each field that are remembered: twice what fits in a post."""

USUAL = {"urgency": "week", "reach": "all_hubs"}
"""What is chosen where nobody chose."""


def draft_of(token: str) -> dict[str, str] | None:
    """What was said so far, or None where nothing is known of such a draft."""
    known = current_session().draft(token)
    return None if known is None else dict(known)


def forget_draft(token: str) -> None:
    """It is on the board."""
    current_session().drafts.pop(token, None)


def add_to_draft(token: str, said: Mapping[str, str]) -> dict[str, str]:
    """Remember what a step said besides; all that was said so far.

    What a form brings along counts over what is remembered: it is what the neighbour
    saw. An unchecked box is not in a form, so a step says what it asks for.
    """
    draft = {**USUAL, **(current_session().draft(token) or {}), **_known(said)}
    current_session().keep_draft(token, draft)
    return draft


def stepped(quantity: str, by: str) -> str:
    """How many, one more or one less; empty is not said."""
    number = count_in(quantity) + {"more": 1, "less": -1}.get(by, 0)
    return str(min(number, MAX_QUANTITY)) if number > 0 else ""


def count_in(quantity: str) -> int:
    """How many were said, as far as it is a number; 0 where it is not said."""
    number = number_in(quantity, MAX_QUANTITY)
    return number if number is not None and number != NO_NUMBER else 0


def group_of(draft: Mapping[str, str]) -> str:
    """The tile that was touched, or the one of the finer category; empty for none."""
    category = CATEGORIES.get(draft.get("category", ""))
    return category.group if category is not None else ""


def _known(said: Mapping[str, str]) -> dict[str, str]:
    return {name: said[name][:MOST_KEPT] for name in FIELDS if name in said}
