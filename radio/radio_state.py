"""What a radio says of itself, for people: no device's number, no other's name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Concern(Enum):
    """Something about how the radio is set up that a steward should know."""

    REGION_UNSET = "region_unset"
    """Without a region a radio transmits nothing."""

    SILENCED = "silenced"
    """It is told not to transmit."""

    ROUTER_ROLE = "router_role"
    """It repeats before all others and drops what it doesn't know: not for a hub."""

    PUBLISHED_KEY = "published_key"
    """A channel that bears our name has a key that is printed in Meshtastic's source,
    or none: nothing is said on it."""

    NO_NEIGHBOURS_CHANNEL = "no_neighbours_channel"
    """Nowhere to say something to all neighbours; direct messages work."""

    BLUETOOTH_PIN = "bluetooth_pin"
    """Anybody can pair with it: the PIN is the one that all radios come with."""


@dataclass(frozen=True, slots=True)
class RadioState:
    """A radio at one moment; "" and None where it does not say.

    `channel_use`: what part of the last minute the channel was in use; `own_use`:
    what part of the last hour this radio transmitted; `battery_percent`: None also
    for one without a battery; `powered`: it hangs on a plug; `heard_at`: when anything
    came from another radio, by the monotonic clock; `gps_offset_s`: what the time by
    its own GPS, in seconds since 1970, is ahead of the monotonic clock.
    """

    firmware: str = ""
    region: str = ""
    preset: str = ""
    role: str = ""
    battery_percent: int | None = None
    powered: bool = False
    channel_use: float | None = None
    own_use: float | None = None
    heard_at: float | None = None
    gps_offset_s: float | None = None
    concerns: tuple[Concern, ...] = ()
