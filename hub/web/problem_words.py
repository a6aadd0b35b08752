"""Every phrase that says what is wrong with what came in, and why it was refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import MAX_HOURS, MAX_QUANTITY
from hub.domain.checks import Problem
from hub.domain.texts import (
    CONTACT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
)
from hub.web.phrases import Phrase, phrase, plural

PROBLEMS: Mapping[Problem, Phrase] = MappingProxyType(
    {
        Problem.UNKNOWN_KIND: phrase("Please choose: a need or an offer."),
        Problem.UNKNOWN_CATEGORY: phrase("Please choose what it is about."),
        Problem.UNKNOWN_URGENCY: phrase("Please choose how soon."),
        Problem.UNKNOWN_PLACE: phrase("Please choose a place from the list, or none."),
        Problem.UNKNOWN_REACH: phrase("Please choose who will see it."),
        Problem.BAD_QUANTITY: phrase(
            "Please give a number from 1 to %(most)s, or leave it empty.",
            most=MAX_QUANTITY,
        ),
        Problem.UNKNOWN_LIFETIME: phrase("Please choose how long it should stay."),
        Problem.STANDING_NEED: phrase("Only an offer can stay without an end."),
        Problem.BAD_HOURS: phrase(
            "Please say for how many hours: 1 to %(most)s.", most=MAX_HOURS
        ),
        Problem.EMPTY_CODE: phrase("Please fill this in."),
        Problem.EMPTY_TEXT: phrase("Please say it in a few words."),
        Problem.LONG_TEXT: phrase(
            "That is a little too long: %(most)s letters fit. Please make it shorter.",
            most=TEXT_LIMIT,
        ),
        Problem.LONG_NOTE: phrase(
            "That is a little too long: %(most)s letters fit.", most=NOTE_LIMIT
        ),
        Problem.LONG_THANKS: phrase(
            "That is a little too long: %(most)s letters fit.", most=THANKS_LIMIT
        ),
        Problem.LONG_HANDLE: phrase(
            "Please choose a shorter name: %(most)s letters.", most=HANDLE_LIMIT
        ),
        Problem.LONG_NAME: phrase(
            "Please choose a shorter name: %(most)s letters.", most=PLACE_NAME_LIMIT
        ),
        Problem.LONG_CONTACT: phrase(
            "Please keep it shorter: %(most)s letters.", most=CONTACT_LIMIT
        ),
        Problem.NAME_TAKEN: phrase("Somebody else has that name here."),
        Problem.NO_CONSENT: phrase(
            "Please say that the helper you choose may see how to reach you, or leave "
            "it empty."
        ),
        Problem.NO_HELPER: phrase("Nobody is on it yet."),
        Problem.UNPRINTABLE_TEXT: phrase(
            "There are signs in it that can't be shown. Please type it again."
        ),
    }
)

BROKEN_TEXT = phrase(
    "Part of what you typed did not arrive whole. Please look it over and try again."
)
STALE_FORM = phrase(
    "This page was open for a long time. What you typed is still here: please send it "
    "once more."
)
NOT_KEPT = phrase(
    "The hub can't keep anything new right now. Nothing was posted. Please tell a "
    "steward, or try again in a while."
)
NOT_THE_CODE = phrase("That is not the code. Please look at it once more.")
WRONG_CODE = phrase("That is not the code of this post. Please look at it once more.")
NOT_INTRODUCED = phrase(
    "The other building is not known well enough here yet to write to it in private. "
    "Please try again in a while."
)
KEY_REUSED = phrase(
    "This form has been used for another post. Please send it once more."
)


def problems(found: Mapping[str, Problem]) -> dict[str, Phrase]:
    """What is wrong with each field."""
    return {name: PROBLEMS[problem] for name, problem in found.items()}


def wait(seconds: float) -> Phrase:
    """Too many wrong codes: when to try again."""
    return plural(
        "That was tried too often. Please try again in a minute.",
        "That was tried too often. Please try again in %(count)s minutes.",
        int(seconds // 60) + 1,
    )


def slow_down(seconds: float) -> Phrase:
    """Too much was sent at once: when to send it again."""
    return plural(
        "A lot was sent at once. What you typed is still here: please send it again in "
        "a second.",
        "A lot was sent at once. What you typed is still here: please send it again in "
        "%(count)s seconds.",
        int(seconds) + 1,
    )
