"""Every word that the status page says of the radio itself, in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hub.web.words import counted
from radio.radio_state import Concern

HEARD, CHANNEL, SPOKE = "Heard any radio", "Channel in use", "This radio spoke"
BATTERY, REGION, PRESET, FIRMWARE = "Battery", "Region", "Speed", "Its program"
OWN_PRESET = "set by hand"
ON_A_PLUG = "on a plug"
TEXTS = "Texts to people's radios"

CONCERNS: Mapping[Concern, str] = MappingProxyType(
    {
        Concern.REGION_UNSET: (
            "Nobody has told it the region, so it sends nothing: set it up."
        ),
        Concern.SILENCED: "It is set to send nothing.",
        Concern.ROUTER_ROLE: (
            "It is set up as a router. That is for mountain tops: here it gets in the "
            "way of others. Set its role to client."
        ),
        Concern.PUBLISHED_KEY: (
            "A channel of ours has a key that everybody knows. We say nothing on it: "
            "give it a new key."
        ),
        Concern.NO_NEIGHBOURS_CHANNEL: (
            "It has no neighbours' channel. People's own radios reach us by direct "
            "message."
        ),
        Concern.BLUETOOTH_PIN: (
            "Its Bluetooth PIN is the one that all radios come with: anybody near can "
            "change it. Set another."
        ),
    }
)


def percent(share: float | None) -> str:
    """A part of the whole, as people say it."""
    if share is None:
        return ""
    return f"{round(100 * share)} %" if share >= 0.01 or not share else "under 1 %"


def channel_use(share: float | None) -> str:
    """How much of the last minute somebody was on the channel."""
    return f"{percent(share)} of the last minute" if share is not None else ""


def own_use(share: float | None) -> str:
    """How much of the last hour it transmitted, also for others."""
    return f"{percent(share)} of the last hour" if share is not None else ""


def battery(percent_left: int | None, powered: bool) -> str:
    """What it lives on."""
    if powered:
        return ON_A_PLUG
    return f"{percent_left} %" if percent_left is not None else ""


def preset(name: str) -> str:
    """How fast it sends, by Meshtastic's name: LONG_FAST is Long Fast."""
    return name.replace("_", " ").title() or OWN_PRESET


def firmware(version: str) -> str:
    """Without what only its makers read."""
    return f"Meshtastic {'.'.join(version.split('.')[:3])}" if version else ""


def texts_dropped(count: int) -> str:
    """How many texts could not be said."""
    if not count:
        return ""
    return f"{counted(count, 'text')} to people's radios had to be let go."
