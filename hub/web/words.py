"""Every word that the pages say of the domain's values, in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import MAX_HOURS, MAX_QUANTITY, Kind, Urgency
from hub.domain.checks import Problem
from hub.domain.expiry import State
from hub.domain.texts import (
    CONTACT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
)

KINDS: Mapping[Kind, str] = MappingProxyType({Kind.NEED: "Need", Kind.OFFER: "Offer"})

URGENCIES: Mapping[Urgency, str] = MappingProxyType(
    {
        Urgency.NOW: "Right now",
        Urgency.TODAY: "Today",
        Urgency.WEEK: "This week",
        Urgency.WHENEVER: "Whenever",
    }
)

STATES: Mapping[State, str] = MappingProxyType(
    {
        State.OPEN: "Open",
        State.CLAIMED: "A neighbour is on it",
        State.ARRANGED: "Arranged",
        State.PARTLY_MET: "Partly met",
        State.MET: "Met: thank you, neighbours",
        State.WITHDRAWN: "Taken down",
        State.DONE_BY_OTHERS: "Done by others",
        State.EXPIRED: "Its time is over",
    }
)

CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "food": "Food & water",
        "health": "Medicine & health",
        "care": "Children & care",
        "shelter": "Home & shelter",
        "supplies": "Things & supplies",
        "rides": "Rides & errands",
        "company": "Company & comfort",
        "papers": "Papers & language",
        "other": "Something else",
        "water": "Water",
        "meals": "Meals",
        "shopping": "Shopping",
        "medicine": "Medicine",
        "mental_health": "A listening ear",
        "health_advice": "Health advice",
        "childcare": "Looking after children",
        "elder_care": "Looking in on someone",
        "pets": "Pets",
        "housing": "A place to stay",
        "warmth": "Warmth",
        "repairs": "Repairs",
        "cleaning": "Cleaning things",
        "clothes": "Clothes & blankets",
        "power": "Power & batteries",
        "tools": "Tools",
        "errands": "Errands",
        "accompaniment": "Coming along",
        "comfort": "Comfort",
        "recreation": "Play & fun",
        "translation": "Translation",
        "benefits": "Forms & benefits",
        "legal": "Rights & law",
        "money": "Money",
        "technology": "Phones & computers",
        "internet": "Internet",
        "safety": "Safety",
    }
)

PROBLEMS: Mapping[Problem, str] = MappingProxyType(
    {
        Problem.UNKNOWN_KIND: "Please choose: a need or an offer.",
        Problem.UNKNOWN_CATEGORY: "Please choose what it is about.",
        Problem.UNKNOWN_URGENCY: "Please choose how soon.",
        Problem.UNKNOWN_PLACE: "Please choose a place from the list, or none.",
        Problem.UNKNOWN_REACH: "Please choose who will see it.",
        Problem.BAD_QUANTITY: (
            f"Please give a number from 1 to {MAX_QUANTITY}, or leave it empty."
        ),
        Problem.UNKNOWN_LIFETIME: "Please choose how long it should stay.",
        Problem.STANDING_NEED: "Only an offer can stay without an end.",
        Problem.BAD_HOURS: f"Please say for how many hours: 1 to {MAX_HOURS}.",
        Problem.EMPTY_TEXT: "Please say it in a few words.",
        Problem.LONG_TEXT: (
            f"That is a little too long: {TEXT_LIMIT} letters fit. Please make it "
            "shorter."
        ),
        Problem.LONG_NOTE: f"That is a little too long: {NOTE_LIMIT} letters fit.",
        Problem.LONG_THANKS: f"That is a little too long: {THANKS_LIMIT} letters fit.",
        Problem.LONG_HANDLE: f"Please choose a shorter name: {HANDLE_LIMIT} letters.",
        Problem.LONG_NAME: f"Please choose a shorter name: {PLACE_NAME_LIMIT} letters.",
        Problem.LONG_CONTACT: f"Please keep it shorter: {CONTACT_LIMIT} letters.",
        Problem.NAME_TAKEN: "Somebody else has that name here.",
        Problem.NO_CONSENT: (
            "Please say that the helper you choose may see how to reach you, or leave "
            "it empty."
        ),
        Problem.UNPRINTABLE_TEXT: (
            "There are signs in it that can't be shown. Please type it again."
        ),
    }
)

BROKEN_TEXT = (
    "Part of what you typed did not arrive whole. Please look it over and try again."
)
NOT_KEPT = (
    "The hub can't keep anything new right now. Nothing was posted. Please tell a "
    "steward, or try again in a while."
)
WRONG_CODE = "That is not the code of this post. Please look at it once more."
NOT_INTRODUCED = (
    "The other building is not known well enough here yet to write to it in private. "
    "Please try again in a while."
)
CLOCK_UNKNOWN = "We are not sure of the time, so nothing runs out for now."
ONLY_HERE = "Only people in this building see this. It never goes out by radio."
NO_RADIO = "This board has no radio, so only people in this building see this."
NOBODY_HEARD = "We hear no other hub at the moment, so we can't tell how far this got."
HOW_WE_COUNT = (
    "Hubs tell now and then what they have. We count those heard in the last day."
)
CAME_BY_RADIO = "This was posted in another building. It is looked after there."
KEY_REUSED = "This form has been used for another post. Please send it once more."


def problems(found: Mapping[str, Problem]) -> dict[str, str]:
    """What is wrong with each field."""
    return {name: PROBLEMS[problem] for name, problem in found.items()}


def age(age_s: float) -> str:
    """How long ago, as people say it."""
    minutes = int(age_s // 60)
    if minutes < 1:
        return "just now"
    for unit, length in (("day", 24 * 60), ("hour", 60), ("minute", 1)):
        count = minutes // length
        if count:
            return f"{counted(count, unit)} ago"
    return "just now"


def counted(count: int, thing: str) -> str:
    """So many of a thing."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def quantity(kind: Kind, left: int | None) -> str:
    """How many, or how much, is still needed or there."""
    if left is None:
        return ""
    return f"for {left}" if kind is Kind.NEED else f"{left} left"


def proof(proved: bool) -> str:
    """Whether another hub's signature vouches for its post."""
    return "confirmed by its hub" if proved else "its hub has yet to confirm it"


def wait(seconds: float) -> str:
    """Too many wrong codes: when to try again."""
    minutes = int(seconds // 60) + 1
    when = "in a minute" if minutes == 1 else f"in {minutes} minutes"
    return f"That was tried too often. Please try again {when}."


def hubs_heard(count: int) -> str:
    """How many other hubs the radio heard lately."""
    if count == 0:
        return "No other hub heard yet"
    return f"{counted(count, 'other hub')} heard"


def held_by(count: int, others: int) -> str:
    """How many of the other hubs are known to hold a post; beside a picture of one."""
    return f"{count} of {others}"


def delivered(count: int, others: int) -> str:
    """The same in full."""
    if count == 0:
        one = "The other hub we hear does not have"
        none = one if others == 1 else f"None of the {others} other hubs we hear has"
        return f"{none} this yet, as far as we know."
    if others == 1:
        return "The other hub has this too."
    if count == others:
        return f"All {others} other hubs have this too."
    has = "has" if count == 1 else "have"
    return f"{count} of the {others} other hubs {has} this too."
