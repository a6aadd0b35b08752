"""Every phrase about claiming, and about what writer and helper have to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import Kind
from hub.domain.expiry import HOUR_S, Moment, State
from hub.domain.post import Post
from hub.web.phrases import Phrase, phrase, plural

I_HELP: Mapping[Kind, Phrase] = MappingProxyType(
    {Kind.NEED: phrase("I can help"), Kind.OFFER: phrase("I'd like some")}
)
I_HELP_TOO: Mapping[Kind, Phrase] = MappingProxyType(
    {Kind.NEED: phrase("I can help too"), Kind.OFFER: phrase("I'd like some too")}
)

HOURS: Mapping[int, Phrase] = MappingProxyType(
    {
        2: phrase("In 2 hours"),
        6: phrase("Today"),
        24: phrase("By tomorrow"),
        72: phrase("In 3 days"),
    }
)
"""Until when a neighbour wants to be there, by the hours that a claim is good for."""

USUAL_HOURS = 6

TAKEN: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase(
            "Somebody is on it already: how good. You can stand by, in case they can't "
            "make it."
        ),
        Kind.OFFER: phrase(
            "Somebody would like it already. Say so too: there may be enough for you "
            "both."
        ),
    }
)

NAME_STAYS = phrase("The writer sees it. It stays in this building.")
NAME_TRAVELS = phrase(
    "The writer sees it. It travels by radio with your answer and others may see it "
    "too, so please no full name."
)

A_NEIGHBOUR, YOU = phrase("A neighbour"), phrase("You")
THE_WRITER = phrase("Who posted it")

NEEDED_YET: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase("Is it still needed?"),
        Kind.OFFER: phrase("Is it still there?"),
    }
)
RENEW: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase("Yes, still needed"),
        Kind.OFFER: phrase("Yes, still there"),
    }
)
MET: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase("It's met. Thank you!"),
        Kind.OFFER: phrase("It's all given. Thank you!"),
    }
)
PARTLY: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase("Some of it is met"),
        Kind.OFFER: phrase("Some of it is given"),
    }
)

DONE: Mapping[str, Phrase] = MappingProxyType(
    {
        "own": phrase("Welcome back."),
        "renew": phrase("Thank you. It stays on the board."),
        "met": phrase("How good. Thank you for telling us!"),
        "withdrawn": phrase("It is off the board."),
        "done_by_others": phrase("It is off the board. How good that it is done."),
        "partly_met": phrase("Thank you. The board says so now."),
        "arrange": phrase("It is arranged. Your helper sees it too."),
        "release": phrase("We tell them, with thanks."),
        "note": phrase("Your words are on their way."),
        "correct": phrase("It is put right."),
        "thank": phrase("Your thanks stand here for all to see."),
        "back": phrase("You handed it back. Thank you for having been there."),
    }
)
"""What is said after a step."""

NOT_NEEDED = phrase(
    "You said that you would be there. It is in good hands now: thank you all the same."
)
HAS_ENDED = phrase("This has ended in the meantime. Thank you for wanting to help.")
NOTHING_TO_CHANGE = phrase("That can't be changed here any more.")
HELPED_BEFORE = phrase(
    "You said this before, and it counts. Send it once more only for somebody else "
    "who is there too."
)
CODE_FIRST = phrase("Please type your keep code first. What you wrote is kept.")


_STANDING: Mapping[State, Mapping[Kind, Phrase]] = MappingProxyType(
    {
        State.OPEN: {
            Kind.NEED: phrase("Nobody is on it yet."),
            Kind.OFFER: phrase("It is there for whoever can use it."),
        },
        State.PARTLY_MET: {
            Kind.NEED: phrase("Some of it is met, some is still needed."),
            Kind.OFFER: phrase("Some of it is given, some is still there."),
        },
        **{
            state: {Kind.NEED: said, Kind.OFFER: said}
            for state, said in (
                (State.ARRANGED, phrase("It is arranged with a neighbour.")),
                (State.MET, phrase("It is met. Thank you, neighbours!")),
                (State.WITHDRAWN, phrase("Its writer took it down.")),
                (State.DONE_BY_OTHERS, phrase("It was done by others.")),
                (State.EXPIRED, phrase("Its time is over.")),
            )
        },
    }
)


def standing(post: Post, moment: Moment) -> Phrase:
    """How it stands with a post, in a sentence for everybody."""
    kind = post.posted.kind
    if moment.state is State.CLAIMED:
        return _on_it(kind, len(post.claims) - len(moment.ran_out))
    if moment.state is State.PARTLY_MET and post.quantity_left is not None:
        return _left(kind, post.quantity_left)
    return _STANDING[moment.state][kind]


def _on_it(kind: Kind, count: int) -> Phrase:
    if kind is Kind.NEED:
        return plural("A neighbour is on it.", "%(count)s neighbours are on it.", count)
    return plural(
        "A neighbour would like it.", "%(count)s neighbours would like it.", count
    )


def _left(kind: Kind, left: int) -> Phrase:
    if kind is Kind.NEED:
        return plural(
            "Partly met: still needed for %(count)s.",
            "Partly met: still needed for %(count)s.",
            left,
        )
    return plural("%(count)s left.", "%(count)s left.", left)


def time_left(left_s: float) -> Phrase:
    """For how long a claim is still good."""
    if left_s <= 0:
        return phrase("the time is over")
    if left_s < HOUR_S:
        return phrase("planned within the hour")
    hours = round(left_s / HOUR_S)
    return plural(
        "planned within %(count)s hour", "planned within %(count)s hours", hours
    )
