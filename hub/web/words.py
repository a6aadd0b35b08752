"""Every phrase that the pages say of the domain's values."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.domain.changes import Kind, Lifetime, Urgency
from hub.domain.expiry import State
from hub.web.phrases import Phrase, phrase, plural

KINDS: Mapping[Kind, Phrase] = MappingProxyType(
    {Kind.NEED: phrase("Need"), Kind.OFFER: phrase("Offer")}
)

NOTHING: Mapping[Kind, Phrase] = MappingProxyType(
    {
        Kind.NEED: phrase("Nothing is needed right now."),
        Kind.OFFER: phrase("No offers just now."),
    }
)
"""Where there is none of a kind."""

URGENCIES: Mapping[Urgency, Phrase] = MappingProxyType(
    {
        Urgency.NOW: phrase("Right now"),
        Urgency.TODAY: phrase("Today"),
        Urgency.WEEK: phrase("This week"),
        Urgency.WHENEVER: phrase("Whenever"),
    }
)

LIFETIMES: Mapping[Lifetime, Phrase] = MappingProxyType(
    {
        Lifetime.SIX_HOURS: phrase("6 hours"),
        Lifetime.DAY: phrase("1 day"),
        Lifetime.THREE_DAYS: phrase("3 days"),
        Lifetime.WEEK: phrase("1 week"),
        Lifetime.TWO_WEEKS: phrase("2 weeks"),
        Lifetime.MONTH: phrase("1 month"),
        Lifetime.STANDING: phrase("Without an end"),
    }
)

STATES: Mapping[State, Phrase] = MappingProxyType(
    {
        State.OPEN: phrase("Open"),
        State.CLAIMED: phrase("A neighbour is on it"),
        State.ARRANGED: phrase("Arranged"),
        State.PARTLY_MET: phrase("Partly met"),
        State.MET: phrase("Met: thank you, neighbours"),
        State.WITHDRAWN: phrase("Taken down"),
        State.DONE_BY_OTHERS: phrase("Done by others"),
        State.EXPIRED: phrase("Its time is over"),
    }
)

CATEGORIES: Mapping[str, Phrase] = MappingProxyType(
    {
        "food": phrase("Food & water"),
        "health": phrase("Medicine & health"),
        "care": phrase("Children & care"),
        "shelter": phrase("Home & shelter"),
        "supplies": phrase("Things & supplies"),
        "rides": phrase("Rides & errands"),
        "company": phrase("Company & comfort"),
        "papers": phrase("Papers & language"),
        "other": phrase("Something else"),
        "water": phrase("Water"),
        "meals": phrase("Meals"),
        "shopping": phrase("Shopping"),
        "medicine": phrase("Medicine"),
        "mental_health": phrase("A listening ear"),
        "health_advice": phrase("Health advice"),
        "childcare": phrase("Looking after children"),
        "elder_care": phrase("Looking in on someone"),
        "pets": phrase("Pets"),
        "housing": phrase("A place to stay"),
        "warmth": phrase("Warmth"),
        "repairs": phrase("Repairs"),
        "cleaning": phrase("Cleaning things"),
        "clothes": phrase("Clothes & blankets"),
        "power": phrase("Power & batteries"),
        "tools": phrase("Tools"),
        "errands": phrase("Errands"),
        "accompaniment": phrase("Coming along"),
        "comfort": phrase("Comfort"),
        "recreation": phrase("Play & fun"),
        "translation": phrase("Translation"),
        "benefits": phrase("Forms & benefits"),
        "legal": phrase("Rights & law"),
        "money": phrase("Money"),
        "technology": phrase("Phones & computers"),
        "internet": phrase("Internet"),
        "safety": phrase("Safety"),
    }
)

CLOCK_UNKNOWN = phrase("We are not sure of the time, so nothing runs out for now.")
ONLY_HERE = phrase("Only people in this building see this. It never goes out by radio.")
NO_RADIO = phrase("This board has no radio, so only people in this building see this.")
NOBODY_HEARD = phrase(
    "We hear no other hub at the moment, so we can't tell how far this got."
)
HOW_WE_COUNT = phrase(
    "Hubs tell now and then what they have. We count those heard in the last day."
)
CAME_BY_RADIO = phrase("This was posted in another building. It is looked after there.")

HERE_ONLY = phrase("this building only")
HERE, ELSEWHERE = phrase("this building"), phrase("another building")
ALL_HUBS, THIS_HUB = phrase("All buildings, by radio"), phrase("This building only")
ALL_HUBS_MORE = phrase("Your words go out to the hubs of other buildings.")
ALL_HUBS_LATER = phrase("This board has no radio: they see it once there is one.")
THIS_HUB_MORE = phrase("It never leaves this hub.")

ALONE = phrase("This board stands alone")
CONNECTING = phrase("Looking for the radio")
DOWN = phrase("The radio is not answering; trying again")


def age(age_s: float) -> Phrase:
    """How long ago, as people say it."""
    minutes = int(age_s // 60)
    if minutes < 1:
        return phrase("just now")
    if minutes < 60:
        return plural("%(count)s minute ago", "%(count)s minutes ago", minutes)
    if minutes < 24 * 60:
        return plural("%(count)s hour ago", "%(count)s hours ago", minutes // 60)
    return plural("%(count)s day ago", "%(count)s days ago", minutes // (24 * 60))


def counted(kind: Kind, count: int) -> Phrase:
    """So many needs, or offers."""
    if kind is Kind.NEED:
        return plural("%(count)s need", "%(count)s needs", count)
    return plural("%(count)s offer", "%(count)s offers", count)


def quantity(kind: Kind, left: int | None) -> Phrase | None:
    """How many, or how much, is still needed or there."""
    if left is None:
        return None
    if kind is Kind.NEED:
        return plural("for %(count)s", "for %(count)s", left)
    return plural("%(count)s left", "%(count)s left", left)


def proof(proved: bool) -> Phrase:
    """Whether another hub's signature vouches for its post."""
    if proved:
        return phrase("confirmed by its hub")
    return phrase("its hub has yet to confirm it")


def hubs_heard(count: int) -> Phrase:
    """How many other hubs the radio heard lately."""
    if count == 0:
        return phrase("No other hub heard yet")
    return plural("%(count)s other hub heard", "%(count)s other hubs heard", count)


def held_by(count: int, others: int) -> Phrase:
    """How many of the other hubs are known to hold a post; beside a picture of one."""
    if count == 0:
        return phrase("not on other hubs yet")
    if count == others:
        return plural("on the other hub too", "on all %(count)s other hubs", others)
    return plural(
        "on %(some)s of %(count)s other hub",
        "on %(some)s of %(count)s other hubs",
        others,
        some=count,
    )


def delivered(count: int, others: int) -> Phrase:
    """The same in full."""
    if count == 0:
        return plural(
            "The other hub we hear does not have this yet, as far as we know.",
            "None of the %(count)s other hubs we hear has this yet, as far as we know.",
            others,
        )
    if count == others:
        return plural(
            "The other hub has this too.",
            "All %(count)s other hubs have this too.",
            others,
        )
    return plural(
        "%(count)s of the %(others)s other hubs has this too.",
        "%(count)s of the %(others)s other hubs have this too.",
        count,
        others=others,
    )
