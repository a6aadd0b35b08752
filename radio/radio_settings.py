"""How a Meshtastic radio is set up, in plain values; neither its library nor what the
settings should be enters.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from radio.meshtastic_channels import is_private

NO_REGION = "UNSET"
"""A radio that was not told where it is; it transmits nothing."""

MOST_CHANNELS = 8
"""Places for channels in one radio (firmware, MAX_NUM_CHANNELS)."""

PUBLISHED_PINS = (0, 123456)
"""123456 is every new radio's; 0 is what an empty setting reads as."""


@dataclass(frozen=True, slots=True)
class RadioChannel:
    """One channel that is in use.

    `position_bits`: how exactly the radio tells its place there, 0 for not at all; None
    where nothing is set, and some firmware then tells all. `on_internet`: what is said
    there goes on to a server, or comes from one.
    """

    name: str
    key: bytes = field(repr=False)
    position_bits: int | None = 0
    on_internet: bool = False

    @property
    def has_private_key(self) -> bool:
        """Whether only those can read it who were given the key."""
        return is_private(self.key)

    @property
    def key_name(self) -> str:
        """Four digits by which people can compare keys; they lead to no key."""
        return hashlib.sha256(b"porchlight channel key " + self.key).hexdigest()[:4]


@dataclass(frozen=True, slots=True)
class RadioSettings:
    """Those settings of a radio that matter to a hub.

    Names of regions, presets, roles and modes are Meshtastic's own. `frequency_slot` 0:
    by the primary channel's name. `channels`: those in use, the primary first.
    """

    region: str
    preset: str
    uses_preset: bool
    frequency_slot: int
    hop_limit: int
    transmits: bool
    breaks_duty_cycle: bool
    ok_to_mqtt: bool
    mqtt: bool
    long_name: str
    short_name: str
    takes_messages: bool
    ham: bool
    role: str
    rebroadcast: str
    saves_power: bool
    smart_position: bool
    position_interval_s: int
    node_info_interval_s: int
    telemetry_interval_s: int
    pairing: str
    pin: int = field(repr=False)
    channels: tuple[RadioChannel, ...]

    @property
    def has_pin_of_its_own(self) -> bool:
        """Whether Bluetooth asks for a fixed PIN that not everybody knows."""
        return self.pairing == "FIXED_PIN" and self.pin not in PUBLISHED_PINS


@dataclass(frozen=True, slots=True)
class RadioReport:
    """What a radio says of itself; None and "" where it does not say.

    `managed`: it takes no settings from the machine that it hangs on. `powered`: it
    hangs on a plug. `queue_free` of `queue_size` places wait for packets.
    """

    settings: RadioSettings
    node: str
    firmware: str
    hardware: str
    managed: bool
    battery_percent: int | None
    powered: bool
    queue_free: int | None
    queue_size: int | None
