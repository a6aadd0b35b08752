"""Checking what a person typed, before it becomes a record."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from hub.domain.categories import CATEGORIES, Category
from hub.domain.changes import (
    MAX_HOURS,
    MAX_PLACE,
    MAX_QUANTITY,
    USUAL_LIFETIMES,
    Kind,
    Lifetime,
    Posted,
    Urgency,
)
from hub.domain.texts import (
    ALERT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
    is_printable,
    shows_something,
    tidy_line,
    tidy_text,
)


class Problem(Enum):
    """What can be wrong with one field; the pages put it into words."""

    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_URGENCY = "unknown_urgency"
    UNKNOWN_PLACE = "unknown_place"
    BAD_QUANTITY = "bad_quantity"
    UNKNOWN_LIFETIME = "unknown_lifetime"
    STANDING_NEED = "standing_need"
    BAD_HOURS = "bad_hours"
    EMPTY_TEXT = "empty_text"
    LONG_TEXT = "long_text"
    LONG_NOTE = "long_note"
    LONG_THANKS = "long_thanks"
    LONG_HANDLE = "long_handle"
    LONG_NAME = "long_name"
    UNPRINTABLE_TEXT = "unprintable_text"


class DraftInvalid(Exception):
    """The draft can't be posted; `problems` says why, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(each.value for each in problems.values())))
        self.problems = problems


def check_draft(fields: Mapping[str, object]) -> Posted:
    """The post that `fields` describe: kind, category, text, and what else was said.

    Urgency, place, quantity and lifetime may be left out; numbers may be text, as
    forms send them. Raises DraftInvalid with every problem at once.
    """
    problems: dict[str, Problem] = {}
    kind = _kind(fields.get("kind"), problems)
    category = _category(fields.get("category"), problems)
    urgency = _urgency(fields.get("urgency"), problems)
    text = _text(fields.get("text"), problems)
    place = _number(fields.get("place"), MAX_PLACE)
    if place == _NO_NUMBER:
        problems["place"] = Problem.UNKNOWN_PLACE
    quantity = _number(fields.get("quantity"), MAX_QUANTITY)
    if quantity == _NO_NUMBER:
        problems["quantity"] = Problem.BAD_QUANTITY
    lifetime = _lifetime(fields.get("lifetime"), urgency, problems)
    if lifetime is Lifetime.STANDING and kind is Kind.NEED:
        problems.setdefault("lifetime", Problem.STANDING_NEED)
    if problems:
        raise DraftInvalid(problems)
    return Posted(kind, category, urgency, text, place, quantity, lifetime)


def check_note(value: object) -> str:
    """A message under a post. Raises DraftInvalid for the field `note`."""
    return _checked("note", _tidy(value), NOTE_LIMIT, Problem.LONG_NOTE)


def check_thanks(value: object) -> str:
    """A word of thanks. Raises DraftInvalid for the field `thanks`."""
    return _checked("thanks", _tidy(value), THANKS_LIMIT, Problem.LONG_THANKS)


def check_alert(value: object) -> str:
    """The words of an alert. Raises DraftInvalid for the field `alert`."""
    return _checked("alert", _tidy(value), ALERT_LIMIT, Problem.LONG_NOTE)


def check_handle(value: object) -> str:
    """What a helper wants to be called, on one line, empty for no name at all.

    Raises DraftInvalid for the field `handle`.
    """
    handle = tidy_line(_tidy(value))
    if not handle:
        return ""
    return _checked("handle", handle, HANDLE_LIMIT, Problem.LONG_HANDLE)


def check_place_name(value: object) -> str:
    """The name of a coarse place, on one line, empty to take it off the list.

    Raises DraftInvalid for the field `place_name`.
    """
    name = tidy_line(_tidy(value))
    if not name:
        return ""
    return _checked("place_name", name, PLACE_NAME_LIMIT, Problem.LONG_NAME)


def check_hours(value: object) -> int:
    """For how many hours. Raises DraftInvalid for the field `hours`."""
    hours = _number(value, MAX_HOURS)
    if hours is None or hours == _NO_NUMBER:
        raise DraftInvalid({"hours": Problem.BAD_HOURS})
    return hours


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


def _lifetime(
    value: object, urgency: Urgency, problems: dict[str, Problem]
) -> Lifetime:
    if value in (None, ""):
        return USUAL_LIFETIMES[urgency]
    try:
        return Lifetime(value)
    except ValueError:
        problems["lifetime"] = Problem.UNKNOWN_LIFETIME
        return USUAL_LIFETIMES[urgency]


_NO_NUMBER = -1


def _number(value: object, most: int) -> int | None:
    """A number from 1 to `most`, None where nothing was said, else _NO_NUMBER."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and len(value) < 16:
        digits = value.strip()
        value = int(digits) if digits.isascii() and digits.isdecimal() else _NO_NUMBER
    if not isinstance(value, int) or isinstance(value, bool):
        return _NO_NUMBER
    return value if 1 <= value <= most else _NO_NUMBER


def _text(value: object, problems: dict[str, Problem]) -> str:
    text = _tidy(value)
    problem = _problem(text, TEXT_LIMIT, Problem.LONG_TEXT)
    if problem:
        problems["text"] = problem
    return text


def _tidy(value: object) -> str:
    return tidy_text(value) if isinstance(value, str) else ""


def _checked(field: str, text: str, limit: int, too_long: Problem) -> str:
    problem = _problem(text, limit, too_long)
    if problem:
        raise DraftInvalid({field: problem})
    return text


def _problem(text: str, limit: int, too_long: Problem) -> Problem | None:
    if not is_printable(text):
        return Problem.UNPRINTABLE_TEXT
    if not shows_something(text):
        return Problem.EMPTY_TEXT
    return too_long if len(text) > limit else None
