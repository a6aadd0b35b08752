"""What the status page says of this hub, of the others, and of what goes between them.
Of the radio as a device radio_words.py speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from types import MappingProxyType

from hub import clock
from hub.web.hub_map import STRENGTHS
from hub.web.phrases import Phrase, Share, phrase, plural
from hub.web.words import age
from radio.budget import Hold
from radio.priority import Priority
from radio.seal import SealState

WELL = phrase("All is well.")
UNSURE = phrase("It works. Some things are not settled yet.")
ILL = phrase("Please tell a steward: something here needs a look.")

RADIO = phrase("Radio")
HUBS = phrase("Other hubs")
WAITING = phrase("Waiting to go out")
AIR = phrase("Time on the air")
CALLS = phrase("Calls for help")
CALLS_MORE = phrase(
    "They came by radio. Whoever looks after this hub finds on it who it was, and what "
    "they said."
)
STORE = phrase("What we keep")
CLOCK = phrase("Clock")
TRUST = phrase("Posts from elsewhere")

RADIO_NONE = phrase("This board has no radio.")
RADIO_CONNECTING = phrase("We are looking for the radio.")
RADIO_UP = phrase("The radio is on.")
RADIO_DOWN = phrase("The radio is not answering.")
RADIO_RETRIES = phrase("We keep trying. Whatever is posted waits here, safely.")
ALONE = phrase("What is posted here stays in this building.")
IMPOSTOR = phrase(
    "Another box speaks in this hub's name. Somebody may have copied its memory card."
)

SEALS: Mapping[SealState, Phrase | None] = MappingProxyType(
    {
        SealState.WELL: None,
        SealState.CANNOT_RESERVE: phrase(
            "It only listens: the memory card takes nothing new, and without it "
            "nothing may be sent."
        ),
        SealState.USED_UP: phrase(
            "It only listens: the hubs need a new network key, or this one has to be "
            "set up again from a backup."
        ),
    }
)

KINDS_WAITING: Mapping[Priority, Phrase] = MappingProxyType(
    {
        Priority.URGENT: phrase("Alerts"),
        Priority.PRESSING: phrase("Needs"),
        Priority.USUAL: phrase("Offers and all else"),
        Priority.REPAIR: phrase("Said again for hubs that missed it"),
        Priority.REQUEST: phrase("Asking for what we missed"),
        Priority.DIGEST: phrase("Telling what we hold"),
    }
)

HOLDS: Mapping[Hold, Phrase] = MappingProxyType(
    {
        Hold.SHARE: phrase(
            "We have used our share of the air. More comes each minute."
        ),
        Hold.CHANNEL: phrase(
            "Others are using the air just now. We let them go first."
        ),
        Hold.DUTY: phrase(
            "A radio may speak only so long in an hour. We wait until it may."
        ),
    }
)

NOTHING_WAITS = phrase("Nothing waits.")
WAITS_FOR_RADIO = phrase("All of it goes out when the radio works again.")
IN_TURN = phrase("Each goes out in its turn.")

STORES: Mapping[str, Phrase] = MappingProxyType(
    {
        "well": phrase("Every post is kept safely."),
        "restored": phrase("The file was damaged. We went on from a copy."),
        "full": phrase("The memory card is full."),
        "read_only": phrase("The memory card takes nothing new."),
    }
)
STORE_MORE: Mapping[str, Phrase | None] = MappingProxyType(
    {
        "well": None,
        "restored": phrase(
            "A few of the newest posts may be missing. The card may be worn."
        ),
        "full": phrase("You can read everything. Nothing new can be posted."),
        "read_only": phrase("You can read everything. Nothing new can be posted."),
    }
)

CLOCK_SURE = phrase("We are sure of the time.")
CLOCK_UNSURE = phrase("We are not sure of the time.")
CLOCK_UNSURE_MORE = phrase("So nothing runs out for now.")
CLOCK_SOURCES: Mapping[str, Phrase] = MappingProxyType(
    {
        clock.BATTERY: phrase("We have it from a clock with a battery."),
        clock.GPS: phrase("We have it from satellites, through the radio."),
        clock.NTP: phrase("We have it from a time server."),
        clock.STEWARD: phrase("A steward told us."),
        clock.PHONES: phrase("Phones of visitors agree on it."),
        clock.OWNER: phrase("We have it from whoever set up this hub."),
    }
)
"""By the names of hub.clock."""

POWER = phrase("Electricity")
PLUGGED_IN = phrase("This box is plugged in.")
ON_BATTERY = phrase("This box runs on its battery.")

TRUST_WELL = phrase("Nothing false was seen.")
TRUST_ILL = phrase("Something is not what its hub wrote.")

ARRIVES = (
    phrase("nearly everything arrives"),
    phrase("most arrives"),
    phrase("about half arrives"),
    phrase("little arrives"),
)
"""What one says of a line, from the thickest to the thinnest."""


def calls(count: int) -> Phrase:
    """How many radios called for help and have not been heard to be well."""
    return plural(
        "%(count)s call for help in the last day.",
        "%(count)s calls for help in the last day.",
        count,
    )


def hub(origin: int) -> str:
    """How a hub is named where several have to be told apart."""
    return f"{origin:08x}"


def hubs_heard(count: int) -> Phrase:
    """How many were heard within a day."""
    if count == 0:
        return phrase("We hear no other hub at the moment.")
    return plural(
        "%(count)s other hub heard in the last day.",
        "%(count)s other hubs heard in the last day.",
        count,
    )


def listed(count: int, hubs: int) -> Phrase | None:
    """That the page lists not all of them."""
    if count >= hubs:
        return None
    return phrase("These %(some)s of %(all)s were heard last.", some=count, all=hubs)


def heard(ago_s: float) -> Phrase:
    """When a hub was last heard."""
    return phrase("heard %(age)s", age=age(ago_s))


def hops(count: int | None) -> Phrase | None:
    """By how many radios between us a hub's words come."""
    if count is None:
        return None
    if count == 0:
        return phrase("directly")
    return plural(
        "passed on by %(count)s radio", "passed on by %(count)s radios", count
    )


def loss(share: float | None) -> Phrase | None:
    """How much of what a hub sends arrives here."""
    if share is None:
        return None
    return ARRIVES[bisect_left(STRENGTHS, share)]


def wanted(count: int) -> Phrase | None:
    """What others hold and we don't yet."""
    if not count:
        return None
    return plural(
        "We have yet to get %(count)s thing from them.",
        "We have yet to get %(count)s things from them.",
        count,
    )


def waiting(count: int) -> Phrase:
    """How much waits to be sent."""
    return plural("%(count)s thing waits.", "%(count)s things wait.", count)


def why(reason: str) -> Phrase | None:
    """What the radio's end says went wrong, in its own English."""
    return phrase("For whoever mends it: “%(why)s”", why=reason) if reason else None


def spoke(used_s: float) -> Phrase:
    """How long the radio sent in the last hour."""
    return phrase("We spoke for %(time)s in the last hour.", time=duration(used_s))


def may_speak(most_s: float) -> Phrase:
    """How long it may, at most."""
    return phrase(
        "We take %(time)s at most, so that others get their turn.",
        time=duration(most_s),
    )


def duration(seconds: float) -> Phrase:
    """How long, as people say it."""
    if seconds < 90:
        return plural("%(count)s second", "%(count)s seconds", round(seconds))
    return plural("%(count)s minute", "%(count)s minutes", round(seconds / 60))


def kept(posts: int) -> Phrase:
    """How many posts the hub has."""
    return plural(
        "We hold %(count)s post, those that are over too.",
        "We hold %(count)s posts, those that are over too.",
        posts,
    )


def clock_source(source: str) -> Phrase:
    """Who vouches for the time."""
    return CLOCK_SOURCES.get(source) or phrase("We have it from %(it)s.", it=source)


def clock_since(for_s: float) -> Phrase:
    """Since when that one does."""
    return phrase("We learned it %(age)s.", age=age(for_s))


def clock_step(ago_s: float) -> Phrase:
    """When the machine's own clock was seen to jump."""
    return phrase("The clock inside this box was set anew %(age)s.", age=age(ago_s))


def charge(percent: int | None) -> Phrase | None:
    """How full the battery is."""
    if percent is None:
        return None
    return phrase("The battery is at %(share)s.", share=Share(percent / 100))


def differs(first: int, last: int) -> Phrase:
    """Which of a hub's records are not what it signed."""
    if first == last:
        return phrase("number %(first)s is not what it signed", first=first)
    return phrase(
        "numbers %(first)s to %(last)s are not what it signed", first=first, last=last
    )


def came_from(senders: list[str]) -> Phrase | None:
    """By which hubs those came."""
    if not senders:
        return None
    return phrase("came by way of %(hubs)s", hubs=" · ".join(senders))


def forged(count: int) -> Phrase:
    """How many false records a hub sent."""
    return plural("sent %(count)s false thing", "sent %(count)s false things", count)
