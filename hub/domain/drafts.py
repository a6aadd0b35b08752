"""Checking what a person typed, before it becomes a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
from hub.domain.checks import (
    NO_NUMBER,
    DraftInvalid,
    Problem,
    checked_text,
    number_in,
    problem_with,
    tidied,
)
from hub.domain.contact import Contact
from hub.domain.reach import Reach
from hub.domain.texts import (
    ALERT_LIMIT,
    CONTACT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
    tidy_line,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A post that may go on the board; `contact` stays on this hub, None if not given.

    Only `posted` can become a record.
    """

    posted: Posted
    reach: Reach = Reach.ALL_HUBS
    contact: Contact | None = None


def check_draft(fields: Mapping[str, object]) -> Draft:
    """The post that `fields` describe: kind, category, text, and what else was said.

    Urgency, place, quantity, lifetime, reach and contact may be left out; a contact
    needs `contact_consent` too. Numbers may be text, as forms send them. Raises
    DraftInvalid with every problem at once.
    """
    problems: dict[str, Problem] = {}
    kind = _kind(fields.get("kind"), problems)
    urgency = _urgency(fields.get("urgency"), problems)
    draft = Draft(
        Posted(
            kind=kind,
            category=_category(fields.get("category"), problems),
            urgency=urgency,
            text=_text(fields.get("text"), problems),
            place=_place(fields.get("place"), problems),
            quantity=_quantity(fields.get("quantity"), problems),
            lifetime=_lifetime(fields.get("lifetime"), kind, urgency, problems),
        ),
        _reach(fields.get("reach"), problems),
        _contact(fields, problems),
    )
    if problems:
        raise DraftInvalid(problems)
    return draft


def check_text(value: object) -> str:
    """The words of a post, put right. Raises DraftInvalid for the field `text`."""
    return checked_text("text", tidied(value), TEXT_LIMIT, Problem.LONG_TEXT)


def check_left(value: object) -> int:
    """How much is left, 0 where it is not said. Raises DraftInvalid for `left`."""
    left = 0 if value in (0, "0") else number_in(value, MAX_QUANTITY) or 0
    if left == NO_NUMBER:
        raise DraftInvalid({"left": Problem.BAD_QUANTITY})
    return left


def check_note(value: object) -> str:
    """A message under a post. Raises DraftInvalid for the field `note`."""
    return checked_text("note", tidied(value), NOTE_LIMIT, Problem.LONG_NOTE)


def check_thanks(value: object) -> str:
    """A word of thanks. Raises DraftInvalid for the field `thanks`."""
    return checked_text("thanks", tidied(value), THANKS_LIMIT, Problem.LONG_THANKS)


def check_alert(value: object) -> str:
    """The words of an alert. Raises DraftInvalid for the field `alert`."""
    return checked_text("alert", tidied(value), ALERT_LIMIT, Problem.LONG_NOTE)


def check_handle(value: object) -> str:
    """What a helper wants to be called, on one line, empty for no name at all.

    Raises DraftInvalid for the field `handle`.
    """
    handle = tidy_line(tidied(value))
    if not handle:
        return ""
    return checked_text("handle", handle, HANDLE_LIMIT, Problem.LONG_HANDLE)


def check_place_name(value: object) -> str:
    """The name of a coarse place, on one line, empty to take it off the list.

    Raises DraftInvalid for the field `place_name`.
    """
    name = tidy_line(tidied(value))
    if not name:
        return ""
    return checked_text("place_name", name, PLACE_NAME_LIMIT, Problem.LONG_NAME)


def check_place_number(value: object) -> int:
    """A number in the list of places. Raises DraftInvalid for the field `place`."""
    number = number_in(value, MAX_PLACE)
    if number is None or number == NO_NUMBER:
        raise DraftInvalid({"place": Problem.UNKNOWN_PLACE})
    return number


def check_hours(value: object) -> int:
    """For how many hours. Raises DraftInvalid for the field `hours`."""
    hours = number_in(value, MAX_HOURS)
    if hours is None or hours == NO_NUMBER:
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


def _place(value: object, problems: dict[str, Problem]) -> int | None:
    place = number_in(value, MAX_PLACE)
    if place == NO_NUMBER:
        problems["place"] = Problem.UNKNOWN_PLACE
    return place


def _quantity(value: object, problems: dict[str, Problem]) -> int | None:
    quantity = number_in(value, MAX_QUANTITY)
    if quantity == NO_NUMBER:
        problems["quantity"] = Problem.BAD_QUANTITY
    return quantity


def _lifetime(
    value: object, kind: Kind, urgency: Urgency, problems: dict[str, Problem]
) -> Lifetime:
    if value in (None, ""):
        return USUAL_LIFETIMES[urgency]
    try:
        lifetime = Lifetime(value)
    except ValueError:
        problems["lifetime"] = Problem.UNKNOWN_LIFETIME
        return USUAL_LIFETIMES[urgency]
    if lifetime is Lifetime.STANDING and kind is Kind.NEED:
        problems["lifetime"] = Problem.STANDING_NEED
    return lifetime


def _reach(value: object, problems: dict[str, Problem]) -> Reach:
    if value in (None, ""):
        return Reach.ALL_HUBS
    try:
        return Reach(value)
    except ValueError:
        # Never wider than was meant: the draft is refused.
        problems["reach"] = Problem.UNKNOWN_REACH
        return Reach.THIS_HUB


def _contact(
    fields: Mapping[str, object], problems: dict[str, Problem]
) -> Contact | None:
    contact = tidy_line(tidied(fields.get("contact")))
    if not contact:
        return None
    problem = problem_with(contact, CONTACT_LIMIT, Problem.LONG_CONTACT)
    if problem is None and fields.get("contact_consent") not in (True, "yes"):
        problem = Problem.NO_CONSENT
    if problem is not None:
        problems["contact"] = problem
    return Contact(contact)


def _text(value: object, problems: dict[str, Problem]) -> str:
    text = tidied(value)
    problem = problem_with(text, TEXT_LIMIT, Problem.LONG_TEXT)
    if problem:
        problems["text"] = problem
    return text
