"""What a hub's radio should be set to. Pure: no radio, no library, no printing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from radio.meshtastic_channels import HUBS, NEIGHBOURS
from radio.radio_settings import (
    MOST_CHANNELS,
    NO_REGION,
    RadioChannel,
    RadioReport,
    RadioSettings,
)

MAX_LONG_NAME_BYTES = 39
MAX_SHORT_NAME_BYTES = 4

HOP_LIMIT = 3
"""Meshtastic's own; more fills the air of a whole town."""

QUIET_INTERVAL_S = 6 * 3600
"""How rarely a hub's radio tells strangers of its battery; the hub asks it directly."""

NODE_INFO_INTERVAL_S = 3 * 3600
"""Meshtastic's own. Direct messages need the key that comes with it."""

LONGEST_NODE_INFO_INTERVAL_S = 24 * 3600

POSITION_INTERVAL_S = 24 * 3600


class CannotPlan(Exception):
    """The radio can't be set up so; the message says why, for a person."""


@dataclass(frozen=True, slots=True)
class ChannelKeys:
    """The keys of both channels of a network."""

    hubs: bytes = field(repr=False)
    neighbours: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a steward asks for; None: as the radio has it, if it has something.

    `keys` None: channels stay as they are. `pin`: a fresh one of six digits, for
    Bluetooth if it needs another. `frequency_slot` None: by the channel's name on a
    radio that was not a hub's before.
    """

    keys: ChannelKeys | None
    pin: int = field(repr=False)
    region: str | None = None
    name: str | None = None
    short_name: str | None = None
    preset: str | None = None
    frequency_slot: int | None = None


def wanted(now: RadioSettings, wish: Wish) -> RadioSettings:
    """The settings that the radio should have. Raises CannotPlan."""
    long_name, short_name = _names(now, wish)
    pairing, pin = _bluetooth(now, wish.pin)
    return replace(
        now,
        region=wish.region or now.region,
        preset=wish.preset or (now.preset if now.uses_preset else "LONG_FAST"),
        uses_preset=True,
        frequency_slot=_slot(now, wish.frequency_slot),
        hop_limit=HOP_LIMIT,
        transmits=True,
        breaks_duty_cycle=False,
        ok_to_mqtt=False,
        mqtt=False,
        long_name=long_name,
        short_name=short_name,
        takes_messages=True,
        ham=False,
        role="CLIENT",
        rebroadcast="ALL",
        saves_power=False,
        smart_position=False,
        position_interval_s=max(now.position_interval_s, POSITION_INTERVAL_S),
        node_info_interval_s=_node_info_interval_s(now.node_info_interval_s),
        telemetry_interval_s=max(now.telemetry_interval_s, QUIET_INTERVAL_S),
        pairing=pairing,
        pin=pin,
        channels=_channels(now.channels, wish.keys),
    )


def check(report: RadioReport, then: RadioSettings) -> None:
    """Whether the radio may be set so. Raises CannotPlan."""
    if report.managed:
        raise CannotPlan(
            "The radio is in managed mode: it takes settings from its owner's key "
            "alone. Switch that off with the app that switched it on."
        )
    if then.region == NO_REGION:
        raise CannotPlan("The radio's region is not set: say where you are.")
    if not all(each.has_private_key for each in then.channels):
        raise CannotPlan(
            "A channel would keep a published key, and nothing is sent on such a one."
        )


def short_name_of(name: str) -> str:
    """At most four bytes: first letters and house numbers, or how one word begins."""
    words = name.split()
    if len(words) > 1:
        name = "".join(word if word.isdecimal() else word[0] for word in words)
    return name.encode()[:MAX_SHORT_NAME_BYTES].decode(errors="ignore")


def _names(now: RadioSettings, wish: Wish) -> tuple[str, str]:
    long_name = _asked(wish.name, "name", MAX_LONG_NAME_BYTES) or now.long_name
    kept = now.short_name if long_name == now.long_name else ""
    asked = _asked(wish.short_name, "short name", MAX_SHORT_NAME_BYTES)
    return long_name, asked or kept or short_name_of(long_name)


def _asked(name: str | None, what: str, most_bytes: int) -> str | None:
    """A name that fits into the radio, None if none is asked for."""
    if name is None:
        return None
    name = name.strip()
    if not name or not name.isprintable() or len(name.encode()) > most_bytes:
        raise CannotPlan(
            f"{name!r} is no {what} for a radio: it has 1 to {most_bytes} bytes, which "
            "is as many plain letters, and fewer of others."
        )
    return name


def _slot(now: RadioSettings, asked: int | None) -> int:
    if asked is not None:
        return asked
    is_ours = now.channels and now.channels[0].name == NEIGHBOURS
    return now.frequency_slot if is_ours else 0


def _node_info_interval_s(now_s: int) -> int:
    kept = NODE_INFO_INTERVAL_S <= now_s <= LONGEST_NODE_INFO_INTERVAL_S
    return now_s if kept or not now_s else NODE_INFO_INTERVAL_S


def _bluetooth(now: RadioSettings, pin: int) -> tuple[str, int]:
    """A PIN of its own, also while Bluetooth is off: a button switches it on."""
    kept = now.pairing == "RANDOM_PIN" or now.has_pin_of_its_own
    return (now.pairing, now.pin) if kept else ("FIXED_PIN", pin)


def _channels(
    now: tuple[RadioChannel, ...], keys: ChannelKeys | None
) -> tuple[RadioChannel, ...]:
    """Ours first; others stay behind them if their key is private."""
    if keys is None:
        return now
    others = [
        replace(each, position_bits=0, on_internet=False)
        for each in now
        if each.has_private_key and each.name not in (NEIGHBOURS, HUBS)
    ]
    channels = (
        RadioChannel(NEIGHBOURS, keys.neighbours),
        RadioChannel(HUBS, keys.hubs),
        *others,
    )
    if len(channels) > MOST_CHANNELS:
        raise CannotPlan(
            f"The radio has {len(others)} other private channels, and no room for ours:"
            f" at most {MOST_CHANNELS - 2}. Delete some with Meshtastic's app first."
        )
    return channels
