"""The checks that every field goes through, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from hub.domain.texts import is_printable, shows_something, tidy_text


class Problem(Enum):
    """What can be wrong with one field; the pages put it into words."""

    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_URGENCY = "unknown_urgency"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_REACH = "unknown_reach"
    BAD_QUANTITY = "bad_quantity"
    UNKNOWN_LIFETIME = "unknown_lifetime"
    STANDING_NEED = "standing_need"
    BAD_HOURS = "bad_hours"
    EMPTY_CODE = "empty_code"
    EMPTY_TEXT = "empty_text"
    LONG_TEXT = "long_text"
    LONG_NOTE = "long_note"
    LONG_THANKS = "long_thanks"
    LONG_HANDLE = "long_handle"
    LONG_NAME = "long_name"
    LONG_CONTACT = "long_contact"
    NAME_TAKEN = "name_taken"
    NO_CONSENT = "no_consent"
    NO_HELPER = "no_helper"
    UNPRINTABLE_TEXT = "unprintable_text"


class DraftInvalid(Exception):
    """The draft can't be posted; `problems` says why, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(each.value for each in problems.values())))
        self.problems = problems


NO_NUMBER = -1
"""What stands where something else than a fitting number was given."""


def number_in(value: object, most: int) -> int | None:
    """A number from 1 to `most`, None where nothing was said, else NO_NUMBER."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and len(value) < 16:
        digits = value.strip()
        value = int(digits) if digits.isascii() and digits.isdecimal() else NO_NUMBER
    if not isinstance(value, int) or isinstance(value, bool):
        return NO_NUMBER
    return value if 1 <= value <= most else NO_NUMBER


def tidied(value: object) -> str:
    """A text without space around it; empty for what is none."""
    return tidy_text(value) if isinstance(value, str) else ""


def given(fields: Mapping[str, str], name: str) -> str:
    """The code that was typed there: an empty one is no guess. Raises DraftInvalid."""
    typed = fields.get(name, "")
    if not typed.strip():
        raise DraftInvalid({name: Problem.EMPTY_CODE})
    return typed


def checked_text(field: str, text: str, limit: int, too_long: Problem) -> str:
    """A text that can be shown. Raises DraftInvalid for that field."""
    problem = problem_with(text, limit, too_long)
    if problem:
        raise DraftInvalid({field: problem})
    return text


def problem_with(text: str, limit: int, too_long: Problem) -> Problem | None:
    """What is wrong with a text, or None."""
    if not is_printable(text):
        return Problem.UNPRINTABLE_TEXT
    if not shows_something(text):
        return Problem.EMPTY_TEXT
    return too_long if len(text) > limit else None
