"""A radio's settings in the messages that Meshtastic's library holds, read and written.

The messages come from outside; the library itself does not enter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from radio.radio_settings import RadioChannel, RadioSettings

DISABLED, PRIMARY, SECONDARY = 0, 1, 2
"""Roles of a channel's place (channel.proto)."""

CONFIG = ("device", "lora", "position", "power", "bluetooth")
"""Sections in the order in which they are written: a role brings settings of its own
(firmware, installRoleDefaults), so it goes first."""

MODULE_CONFIG = ("telemetry", "mqtt")

FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "role": ("device", "role"),
        "rebroadcast": ("device", "rebroadcast_mode"),
        "node_info_interval_s": ("device", "node_info_broadcast_secs"),
        "region": ("lora", "region"),
        "preset": ("lora", "modem_preset"),
        "uses_preset": ("lora", "use_preset"),
        "frequency_slot": ("lora", "channel_num"),
        "hop_limit": ("lora", "hop_limit"),
        "transmits": ("lora", "tx_enabled"),
        "breaks_duty_cycle": ("lora", "override_duty_cycle"),
        "ok_to_mqtt": ("lora", "config_ok_to_mqtt"),
        "smart_position": ("position", "position_broadcast_smart_enabled"),
        "position_interval_s": ("position", "position_broadcast_secs"),
        "saves_power": ("power", "is_power_saving"),
        "pairing": ("bluetooth", "mode"),
        "pin": ("bluetooth", "fixed_pin"),
        "telemetry_interval_s": ("telemetry", "device_update_interval"),
        "mqtt": ("mqtt", "enabled"),
    }
)
"""Where each plain setting is: its section, and its name there."""

OWNER = ("long_name", "short_name", "takes_messages", "ham")
"""What others see of the radio."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a radio told of itself, in the library's messages.

    `sections` of settings by name; `places` for channels, all of them; `user`: who it
    is to others.
    """

    sections: Mapping[str, Any]
    places: Sequence[Any]
    user: Any

    @property
    def settings(self) -> RadioSettings:
        """The same in plain values."""
        plain = {
            name: _value(self.sections[section], field)
            for name, (section, field) in FIELDS.items()
        }
        used = [each for each in self.places if each.role != DISABLED]
        return RadioSettings(
            **plain,
            long_name=self.user.long_name,
            short_name=self.user.short_name,
            takes_messages=not self.user.is_unmessagable,
            ham=self.user.is_licensed,
            channels=tuple(map(channel_of, used)),
        )


def told_sections(config: Any, module_config: Any) -> dict[str, Any]:
    """The sections that a radio told, of those that matter here."""
    return {
        name: getattr(holder, name)
        for holder, names in ((config, CONFIG), (module_config, MODULE_CONFIG))
        for name in names
        if holder.HasField(name)
    }


def channel_of(place: Any) -> RadioChannel:
    """The channel at that place."""
    told = place.settings
    tells = told.HasField("module_settings")
    return RadioChannel(
        told.name,
        bytes(told.psk),
        told.module_settings.position_precision if tells else None,
        told.uplink_enabled or told.downlink_enabled,
    )


def section_changes(now: RadioSettings, then: RadioSettings) -> Iterator[str]:
    """The sections that differ, in the order in which they are to be written."""
    different = {
        section
        for name, (section, _field) in FIELDS.items()
        if getattr(now, name) != getattr(then, name)
    }
    return (each for each in (*CONFIG, *MODULE_CONFIG) if each in different)


def fill_section(
    message: Any, section: str, now: RadioSettings, then: RadioSettings
) -> None:
    """Change what is to change in that section, and leave all else as it is."""
    for name, (holder, field) in FIELDS.items():
        value = getattr(then, name)
        if holder == section and value != getattr(now, name):
            _set(message, field, value)


def fill_owner(user: Any, then: RadioSettings) -> None:
    """Who the radio is to others, in an empty message."""
    user.long_name, user.short_name = then.long_name, then.short_name
    user.is_unmessagable, user.is_licensed = not then.takes_messages, then.ham


def owner_changes(now: RadioSettings, then: RadioSettings) -> bool:
    """Whether others are to see it differently."""
    return any(getattr(now, name) != getattr(then, name) for name in OWNER)


def fill_place(place: Any, index: int, channel: RadioChannel | None) -> None:
    """Make an empty message that puts the channel, or none, into that place."""
    place.index = index
    if channel is None:
        place.role = DISABLED
        return
    place.role = SECONDARY if index else PRIMARY
    fill_channel(place.settings, channel)


def place_changes(held: Any, then: Any) -> bool:
    """Whether a place is to hold something else than it does."""
    if held.role != then.role:
        return True
    return then.role != DISABLED and channel_of(held) != channel_of(then)


def fill_channel(told: Any, channel: RadioChannel) -> None:
    """A channel's settings, in an empty message."""
    told.name = channel.name
    told.psk = channel.key
    told.uplink_enabled = told.downlink_enabled = channel.on_internet
    if channel.position_bits is not None:
        # Without this, "nothing is set" and "0" would look the same on the wire.
        told.module_settings.SetInParent()
        told.module_settings.position_precision = channel.position_bits


def fill_joining(lora: Any, settings: RadioSettings) -> None:
    """What a radio needs to hear the hub's, in an empty section: no more than that."""
    for name in ("region", "preset", "uses_preset", "frequency_slot", "hop_limit"):
        _set(lora, FIELDS[name][1], getattr(settings, name))
    lora.tx_enabled = True


def _value(message: Any, field: str) -> Any:
    """A number's name where it has one; the number in words where it is too new."""
    value = getattr(message, field)
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    if kind is None:
        return value
    known = kind.values_by_number.get(value)
    return known.name if known else str(value)


def _set(message: Any, field: str, value: Any) -> None:
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    if kind is not None:
        known = kind.values_by_name.get(value)
        value = known.number if known else int(value)
    setattr(message, field, value)
