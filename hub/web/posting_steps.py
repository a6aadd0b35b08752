"""What each step of a post shows: values for its template, no rules of the domain."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Lifetime
from hub.domain.texts import TEXT_LIMIT
from hub.web import words
from hub.web.drafts import FIELDS, count_in, group_of
from hub.web.hub_port import current_hub
from hub.web.presenters import (
    Choice,
    category_choices,
    lifetime_choices,
    place_choices,
    reach_choices,
    urgency_choices,
)
from hub.web.sayings import sayings_for

ASKED = {
    "what": ("category",),
    "words": ("text", "quantity"),
    "reach": (
        "urgency",
        "place",
        "reach",
        "lifetime",
        "contact",
        "contact_consent",
    ),
}
"""Which fields each step asks for; it brings the others along."""


class Step(Enum):
    """The steps on which something is asked; the fourth is that it is posted."""

    WHAT = "what"
    WORDS = "words"
    REACH = "reach"

    @property
    def number(self) -> int:
        """From 1."""
        return list(Step).index(self) + 1

    @property
    def before(self) -> Step | None:
        """The one that came before it."""
        return {Step.WORDS: Step.WHAT, Step.REACH: Step.WORDS}.get(self)


def step_of(problems: Collection[str], otherwise: Step) -> Step:
    """The first step on which something is to be mended."""
    for step in Step:
        if any(name in ASKED[step.value] for name in problems):
            return step
    return otherwise


def shown_step(kind: str, step: Step, draft: Mapping[str, str]) -> dict[str, Any]:
    """Everything that the template of a step asks for."""
    asked = ASKED[step.value]
    category = CATEGORIES.get(draft.get("category", ""), CATEGORIES["other"])
    return {
        "kind": kind,
        "step": step,
        "draft": {name: draft.get(name, "") for name in FIELDS},
        "carried": {
            name: draft[name] for name in FIELDS if name in draft and name not in asked
        },
        "about": Choice(category.name, words.CATEGORIES[category.name], category.name),
        **_choices(Kind(kind), step, draft),
    }


def _choices(kind: Kind, step: Step, draft: Mapping[str, str]) -> dict[str, Any]:
    if step is Step.WHAT:
        return {"categories": category_choices(), "chosen": group_of(draft)}
    if step is Step.WORDS:
        count = count_in(draft.get("quantity", "")) or 1
        found = sayings_for(kind, group_of(draft))
        shown = [
            Choice(each.id, each.counting(count), each.category.name) for each in found
        ]
        return {"text_limit": TEXT_LIMIT, "sayings": shown}
    ends = [each for each in Lifetime if each is not Lifetime.STANDING]
    return {
        "urgencies": urgency_choices(),
        "places": place_choices(current_hub().service.places()),
        "reaches": reach_choices(has_radio=current_hub().radio_status() is not None),
        "lifetimes": lifetime_choices(ends if kind is Kind.NEED else Lifetime),
    }
