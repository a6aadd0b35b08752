"""Checking what a person typed, before it becomes a post."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import Enum

from hub.domain.categories import CATEGORIES, Category
from hub.domain.changes import Kind, Posted, Urgency

TEXT_LIMIT = 280
"""Characters (Unicode code points) in a post."""


class Problem(Enum):
    """What can be wrong with one field; the pages put it into words."""

    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_URGENCY = "unknown_urgency"
    EMPTY_TEXT = "empty_text"
    LONG_TEXT = "long_text"
    UNPRINTABLE_TEXT = "unprintable_text"


class DraftInvalid(Exception):
    """The draft can't be posted; `problems` says why, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(each.value for each in problems.values())))
        self.problems = problems


def check_draft(fields: Mapping[str, object]) -> Posted:
    """The post that `fields` (kind, category, text, urgency) describe.

    Urgency may be left out. Raises DraftInvalid with every problem at once.
    """
    problems: dict[str, Problem] = {}
    kind = _kind(fields.get("kind"), problems)
    category = _category(fields.get("category"), problems)
    urgency = _urgency(fields.get("urgency"), problems)
    text = _text(fields.get("text"), problems)
    if problems:
        raise DraftInvalid(problems)
    return Posted(kind, category, urgency, text)


def _kind(value: object, problems: dict[str, Problem]) -> Kind:
    try:
        return Kind(value)
    except ValueError:
        problems["kind"] = Problem.UNKNOWN_KIND
        return Kind.NEED


def _category(value: object, problems: dict[str, Problem]) -> Category:
    found = CATEGORIES.get(value) if isinstance(value, str) else None
    if found is None:
        problems["category"] = Problem.UNKNOWN_CATEGORY
        return CATEGORIES["other"]
    return found


def _urgency(value: object, problems: dict[str, Problem]) -> Urgency:
    if value in (None, ""):
        return Urgency.WHENEVER
    try:
        return Urgency(value)
    except ValueError:
        problems["urgency"] = Problem.UNKNOWN_URGENCY
        return Urgency.WHENEVER


def _text(value: object, problems: dict[str, Problem]) -> str:
    text = tidy_text(value) if isinstance(value, str) else ""
    if not is_printable(text):
        problems["text"] = Problem.UNPRINTABLE_TEXT
    elif not any(unicodedata.category(each)[0] in "LNPS" for each in text):
        problems["text"] = Problem.EMPTY_TEXT  # spaces and joiners show nothing
    elif len(text) > TEXT_LIMIT:
        problems["text"] = Problem.LONG_TEXT
    return text


def tidy_text(text: str) -> str:
    """One kind of line end, and no space around the words; letters untouched."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def is_printable(text: str) -> bool:
    """Whether `text` is whole Unicode: no lone surrogates, no control characters."""
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") and each not in "\n\t"
        for each in text
    )
