"""What the status page says of the radio as a device."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.web.phrases import Phrase, Share, Words, phrase, plural
from radio.radio_state import Concern

HEARD = phrase("Heard any radio")
CHANNEL = phrase("Channel in use")
SPOKE = phrase("This radio spoke")
BATTERY = phrase("Battery")
REGION = phrase("Region")
PRESET = phrase("Speed")
FIRMWARE = phrase("Its program")
OWN_PRESET = phrase("set by hand")
ON_A_PLUG = phrase("on a plug")
TEXTS = phrase("Texts to people's radios")

CONCERNS: Mapping[Concern, Phrase] = MappingProxyType(
    {
        Concern.REGION_UNSET: phrase(
            "Nobody has told it the region, so it sends nothing: set it up."
        ),
        Concern.SILENCED: phrase("It is set to send nothing."),
        Concern.ROUTER_ROLE: phrase(
            "It is set up as a router. That is for mountain tops: here it gets in the "
            "way of others. Set its role to client."
        ),
        Concern.PUBLISHED_KEY: phrase(
            "A channel of ours has a key that everybody knows. We say nothing on it: "
            "give it a new key."
        ),
        Concern.NO_NEIGHBOURS_CHANNEL: phrase(
            "It has no neighbours' channel. People's own radios reach us by direct "
            "message."
        ),
        Concern.BLUETOOTH_PIN: phrase(
            "Its Bluetooth PIN is the one that all radios come with: anybody near can "
            "change it. Set another."
        ),
    }
)


def channel_use(share: float | None) -> Phrase | None:
    """How much of the last minute somebody was on the channel."""
    if share is None:
        return None
    if 0 < share < 0.01:
        return phrase("under %(share)s of the last minute", share=Share(0.01))
    return phrase("%(share)s of the last minute", share=Share(share))


def own_use(share: float | None) -> Phrase | None:
    """How much of the last hour it transmitted, also for others."""
    if share is None:
        return None
    if 0 < share < 0.01:
        return phrase("under %(share)s of the last hour", share=Share(0.01))
    return phrase("%(share)s of the last hour", share=Share(share))


def battery(percent_left: int | None, powered: bool) -> Phrase | None:
    """What it lives on."""
    if powered:
        return ON_A_PLUG
    if percent_left is None:
        return None
    return phrase("%(share)s left", share=Share(percent_left / 100))


def preset(name: str) -> Words:
    """How fast it sends, by Meshtastic's name: LONG_FAST is Long Fast."""
    return name.replace("_", " ").title() or OWN_PRESET


def firmware(version: str) -> str:
    """Without what only its makers read."""
    return f"Meshtastic {'.'.join(version.split('.')[:3])}" if version else ""


def texts_dropped(count: int) -> Phrase | None:
    """How many texts could not be said."""
    if not count:
        return None
    return plural(
        "%(count)s text to people's radios had to be let go.",
        "%(count)s texts to people's radios had to be let go.",
        count,
    )
