"""Every word that the status page says of the radio and the hub itself, in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.web.words import age, counted
from radio.budget import Hold
from radio.priority import Priority
from radio.seal import SealState

WELL = "All is well."
UNSURE = "It works. Some things are not settled yet."
ILL = "Please tell a steward: something here needs a look."

RADIO, HUBS, WAITING, AIR = (
    "Radio",
    "Other hubs",
    "Waiting to go out",
    "Time on the air",
)
CALLS = "Calls for help"
CALLS_MORE = (
    "They came by radio. Whoever looks after this hub finds on it who it was, and what "
    "they said."
)
STORE, CLOCK, TRUST = "What we keep", "Clock", "Posts from elsewhere"

RADIO_NONE = "This board has no radio."
RADIO_CONNECTING = "We are looking for the radio."
RADIO_UP = "The radio is on."
RADIO_DOWN = "The radio is not answering."
RADIO_RETRIES = "We keep trying. Whatever is posted waits here, safely."
ALONE = "What is posted here stays in this building."
IMPOSTOR = (
    "Another box speaks in this hub's name. Somebody may have copied its memory card."
)

SEALS: Mapping[SealState, str] = MappingProxyType(
    {
        SealState.WELL: "",
        SealState.CANNOT_RESERVE: (
            "It only listens: the memory card takes nothing new, and without it "
            "nothing may be sent."
        ),
        SealState.USED_UP: (
            "It only listens: the hubs need a new network key, or this one has to be "
            "set up again from a backup."
        ),
    }
)

KINDS_WAITING: Mapping[Priority, str] = MappingProxyType(
    {
        Priority.URGENT: "Alerts",
        Priority.PRESSING: "Needs",
        Priority.USUAL: "Offers and all else",
        Priority.REPAIR: "Said again for hubs that missed it",
        Priority.REQUEST: "Asking for what we missed",
        Priority.DIGEST: "Telling what we hold",
    }
)

HOLDS: Mapping[Hold, str] = MappingProxyType(
    {
        Hold.SHARE: "We have used our share of the air. More comes each minute.",
        Hold.CHANNEL: "Others are using the air just now. We let them go first.",
        Hold.DUTY: "A radio may speak only so long in an hour. We wait until it may.",
    }
)

NOTHING_WAITS = "Nothing waits."
WAITS_FOR_RADIO = "All of it goes out when the radio works again."
IN_TURN = "Each goes out in its turn."

STORES: Mapping[str, str] = MappingProxyType(
    {
        "well": "Every post is kept safely.",
        "restored": "The file was damaged. We went on from a copy.",
        "read_only": "The memory card takes nothing new.",
    }
)
STORE_MORE: Mapping[str, str] = MappingProxyType(
    {
        "well": "",
        "restored": "A few of the newest posts may be missing. The card may be worn.",
        "read_only": "You can read everything. Nothing new can be posted.",
    }
)

CLOCK_SURE = "We are sure of the time."
CLOCK_UNSURE = "We are not sure of the time."
CLOCK_UNSURE_MORE = "So nothing runs out for now."
CLOCK_SOURCES: Mapping[str, str] = MappingProxyType(
    {"NTP": "a time server", "its owner": "whoever set up this hub"}
)
"""Where the name of a source is no word for neighbours."""

TRUST_WELL = "Nothing false was seen."
TRUST_ILL = "Something is not what its hub wrote."

LOSSES = (
    (0.1, "nearly everything arrives"),
    (0.35, "most arrives"),
    (0.65, "about half arrives"),
    (1.0, "little arrives"),
)
"""Up to which loss one says so."""


def calls(count: int) -> str:
    """How many radios called for help and have not been heard to be well."""
    return f"{counted(count, 'call')} for help in the last day."


def hub(origin: int) -> str:
    """How a hub is named where several have to be told apart."""
    return f"{origin:08x}"


def hubs_heard(count: int) -> str:
    """How many were heard within a day."""
    if count == 0:
        return "We hear no other hub at the moment."
    return f"{counted(count, 'other hub')} heard in the last day."


def listed(count: int, hubs: int) -> str:
    """That the page lists not all of them."""
    return f"These {count} of {hubs} were heard last." if count < hubs else ""


def heard(ago_s: float) -> str:
    """When a hub was last heard."""
    return f"heard {age(ago_s)}"


def hops(count: int | None) -> str:
    """By how many radios between us a hub's words come."""
    if count is None:
        return ""
    return f"passed on by {counted(count, 'radio')}" if count else "directly"


def loss(share: float | None) -> str:
    """How much of what a hub sends arrives here."""
    if share is None:
        return ""
    return next((words for most, words in LOSSES if share <= most), LOSSES[-1][1])


def wanted(count: int) -> str:
    """What others hold and we don't yet."""
    return f"We have yet to get {counted(count, 'thing')} from them." if count else ""


def waiting(count: int) -> str:
    """How much waits to be sent."""
    return f"{counted(count, 'thing')} {'waits' if count == 1 else 'wait'}."


def said(why: str) -> str:
    """What the radio's end says went wrong."""
    return f"For whoever mends it: “{why}”" if why else ""


def spoke(used_s: float) -> str:
    """How long the radio sent in the last hour."""
    return f"We spoke for {duration(used_s)} in the last hour."


def may_speak(most_s: float) -> str:
    """How long it may, at most."""
    return f"We take {duration(most_s)} at most, so that others get their turn."


def duration(seconds: float) -> str:
    """How long, as people say it."""
    if seconds < 90:
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")


def kept(posts: int) -> str:
    """How many posts the hub has."""
    return f"We hold {counted(posts, 'post')}, those that are over too."


def clock_source(source: str) -> str:
    """Who vouches for the time."""
    return f"We have it from {CLOCK_SOURCES.get(source, source)}."


def differs(first: int, last: int) -> str:
    """Which of a hub's records are not what it signed."""
    if first == last:
        return f"number {first} is not what it signed"
    return f"numbers {first} to {last} are not what it signed"


def came_from(senders: list[str]) -> str:
    """By which hubs those came."""
    return f"came by way of {', '.join(senders)}" if senders else ""


def forged(count: int) -> str:
    """How many false records a hub sent."""
    return f"sent {counted(count, 'false thing')}"
