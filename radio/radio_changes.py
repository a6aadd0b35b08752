"""What is different about a radio's settings, in words for a person; no key enters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from radio.meshtastic_channels import HUBS, NEIGHBOURS
from radio.radio_plan import Wish, wanted
from radio.radio_settings import NO_REGION, RadioChannel, RadioSettings

_SHARED = "its name sets the frequency that all radios here share"


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that is to change."""

    what: str
    before: str
    after: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} -> {self.after} ({self.why})"


def changes(now: RadioSettings, then: RadioSettings) -> list[Change]:
    """What is to change, in the order in which a person would look at it."""
    return [
        Change(each.what, each.say(now), each.say(then), each.why)
        for each in _SETTINGS
        if any(getattr(now, name) != getattr(then, name) for name in each.fields)
    ] + _channel_changes(now.channels, then.channels)


def advice(now: RadioSettings, wish: Wish) -> list[Change]:
    """What should change on a radio that nobody sets up at the moment."""
    then = wanted(now, wish)
    found = changes(now, then)
    if then.region == NO_REGION:
        words = (NO_REGION, "where you are", "it is silent without one")
        found.insert(0, Change("region", *words))
    if wish.keys is None:
        found += _doubtful_channels(now.channels)
    return found


def fit_to_show(name: str) -> str:
    """A name that anybody may have given, fit for a terminal."""
    fit = "".join(each if each.isprintable() else "?" for each in name)
    return fit or "(unnamed)"


def _doubtful_channels(now: tuple[RadioChannel, ...]) -> list[Change]:
    """What can be said of channels without knowing what their keys should be."""
    found = [
        Change(f"channel {index}", in_words(each), "a private key", "anybody has that")
        for index, each in enumerate(now)
        if not each.has_private_key
    ]
    if HUBS not in [each.name for each in now]:
        found.append(Change("hubs' channel", "none", HUBS, "hubs hear no other there"))
    primary = now[0] if now else None
    if primary is None or primary.name != NEIGHBOURS:
        told = in_words(primary), NEIGHBOURS
        found.append(Change("channel 0, the primary", *told, _SHARED))
    return found


def _channel_changes(
    now: tuple[RadioChannel, ...], then: tuple[RadioChannel, ...]
) -> list[Change]:
    found = []
    for index in range(max(len(now), len(then))):
        before = now[index] if index < len(now) else None
        after = then[index] if index < len(then) else None
        if before != after:
            what = f"channel {index}" + ("" if index else ", the primary")
            found.append(
                Change(what, in_words(before), in_words(after), _reason(after))
            )
    return found


def in_words(channel: RadioChannel | None) -> str:
    """A channel as a person may see it: without its key."""
    if channel is None:
        return "none"
    private = channel.has_private_key
    key = f"private key {channel.key_name}" if private else "published key"
    also = ", tells where it is" * (channel.position_bits != 0)
    also += ", goes to the internet" * channel.on_internet
    return f"{fit_to_show(channel.name)}, {key}{also}"


def _reason(channel: RadioChannel | None) -> str:
    if channel is None:
        return "it stands elsewhere now, or anybody has its key"
    return {
        NEIGHBOURS: _SHARED,
        HUBS: "hubs alone have its key",
    }.get(channel.name, "yours, kept")


@dataclass(frozen=True, slots=True)
class _Setting:
    """One or a few fields that a person sees as one thing, and why it is so."""

    what: str
    fields: tuple[str, ...]
    say: Callable[[RadioSettings], str]
    why: str


def _plain(what: str, name: str, why: str) -> _Setting:
    return _Setting(what, (name,), lambda held: _word(getattr(held, name)), why)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return fit_to_show(str(value))


def _hours(what: str, name: str, why: str) -> _Setting:
    def say(held: RadioSettings) -> str:
        seconds = getattr(held, name)
        return f"every {seconds / 3600:.3g} h" if seconds else "as the firmware likes"

    return _Setting(what, (name,), say, why)


def _said_preset(held: RadioSettings) -> str:
    return held.preset if held.uses_preset else "custom"


def _said_slot(held: RadioSettings) -> str:
    return str(held.frequency_slot or "by the primary channel's name")


def _said_bluetooth(held: RadioSettings) -> str:
    if held.pairing == "FIXED_PIN" and not held.has_pin_of_its_own:
        return "the PIN that every new radio has"
    return {
        "FIXED_PIN": "a PIN of its own, shown once when it is set",
        "RANDOM_PIN": "a PIN on its screen",
        "NO_PIN": "no PIN",
    }.get(held.pairing, held.pairing)


_SETTINGS = (
    _plain("region", "region", "the law there says how much it may send"),
    _Setting(
        "modem preset",
        ("preset", "uses_preset"),
        _said_preset,
        "radios with another one don't hear each other",
    ),
    _Setting(
        "frequency slot",
        ("frequency_slot",),
        _said_slot,
        "radios on another one don't hear each other",
    ),
    _plain("name", "long_name", "others see it: a building's name, no person's"),
    _plain("short name", "short_name", "others see it beside messages"),
    _plain("takes messages", "takes_messages", "neighbours write to the hub"),
    _plain("ham radio", "ham", "hams may not encrypt, and here private things stay so"),
    _plain("role", "role", "routers drop hubs' frames and crowd the air"),
    _plain("rebroadcast", "rebroadcast", "it passes on for others, hubs' frames too"),
    _plain("hop limit", "hop_limit", "far enough; more crowds the air"),
    _plain("transmits", "transmits", "a hub must be heard"),
    _plain("breaks the duty cycle", "breaks_duty_cycle", "the law forbids it"),
    _plain("saves power", "saves_power", "it would sleep, and the hub lose it"),
    _plain("moves tell its position", "smart_position", "a hub stays where it is"),
    _hours("position, if at all", "position_interval_s", "a hub stays where it is"),
    _hours("node info", "node_info_interval_s", "airtime"),
    _hours("telemetry", "telemetry_interval_s", "airtime; the hub asks it directly"),
    _Setting(
        "Bluetooth",
        ("pairing", "pin"),
        _said_bluetooth,
        "who is near could take the radio over",
    ),
    _plain("MQTT", "mqtt", "what neighbours write stays off the internet"),
    _plain("OK to MQTT", "ok_to_mqtt", "what neighbours write stays off the internet"),
)
