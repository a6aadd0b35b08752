"""What a Meshtastic radio tells of itself and of the channel, read from its own
messages; the library itself does not enter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from radio.airtime import PRESETS, Preset
from radio.meshtastic_channels import Channels
from radio.radio_state import Concern, RadioState

Use = tuple[float, float]
"""What part of the last minute the channel was in use, and what part of the last hour
the radio transmitted."""

OFTEN_TAKEN = "LONG_FAST"
"""The preset that a radio has from the start; also for presets that are too new."""

ON_A_PLUG = 101
"""The battery level of a radio that is not on battery (telemetry.proto: above 100)."""

BY_GPS, GPS_ON = 2, 1
"""Position: a place that the radio's own GPS found; PositionConfig: a GPS in use."""

ROUTERS = frozenset({"ROUTER", "ROUTER_CLIENT", "REPEATER", "ROUTER_LATE"})
FIXED_PIN, DEFAULT_PINS = 1, frozenset({0, 123456})
"""BluetoothConfig: the mode with a PIN of one's own, and that PIN before one has it."""

NARROW_KHZ = {31: 31.25, 62: 62.5, 200: 203.125, 400: 406.25, 800: 812.5, 1600: 1625.0}
"""Bandwidths that the settings name in whole kHz (RadioInterface.cpp)."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """A radio's report of itself; None where it does not say."""

    battery_percent: int | None = None
    powered: bool = False
    use: Use | None = None


def metrics_in(told: Any) -> Metrics:
    """What is in a DeviceMetrics message that makes sense."""
    level = told.battery_level
    powered = level >= ON_A_PLUG
    known = told.HasField("battery_level") and not powered
    return Metrics(level if known else None, powered, _use(told))


def _use(told: Any) -> Use | None:
    if not told.HasField("channel_utilization"):
        return None
    channel, sent = told.channel_utilization / 100, told.air_util_tx / 100
    plausible = all(math.isfinite(each) and 0 <= each <= 2 for each in (channel, sent))
    return (channel, sent) if plausible else None


def has_gps(position_config: Any) -> bool:
    """Whether the radio's place, and with it the time, is that of a GPS of its own."""
    return position_config.gps_mode == GPS_ON and not position_config.fixed_position


def gps_time_in(position: Any, position_config: Any) -> int | None:
    """Seconds since 1970, where a radio's own GPS stands for it; else None.

    A radio with a GPS lets nobody on the air set its clock (firmware, PositionModule::
    hasQualityTimesource); one without believes others. Where it is, is nothing to us.
    """
    found = position.latitude_i or position.longitude_i
    by_gps = position.location_source == BY_GPS and has_gps(position_config)
    return position.time or None if found and by_gps else None


def hops_of(hop_start: int, hop_limit: int) -> int | None:
    """How many radios repeated a packet; None where it does not say where it began."""
    hops = hop_start - hop_limit
    return hops if hops >= 0 else None


def enum_name(message: Any, field: str) -> str:
    """The name of an enumeration's value; "" for one that is too new to be known."""
    kind = message.DESCRIPTOR.fields_by_name[field].enum_type
    known = kind.values_by_number.get(getattr(message, field))
    return str(known.name) if known else ""


def preset_name(lora: Any) -> str:
    """The preset's name; "" for settings of one's own, or a preset that is too new."""
    return enum_name(lora, "modem_preset") if lora.use_preset else ""


def modem_of(lora: Any) -> Preset:
    """How the radio modulates; a preset that we don't know counts as LONG_FAST."""
    own = (lora.bandwidth, lora.spread_factor, lora.coding_rate)
    if lora.use_preset or not all(own):
        return PRESETS.get(enum_name(lora, "modem_preset"), PRESETS[OFTEN_TAKEN])
    khz = NARROW_KHZ.get(lora.bandwidth, float(lora.bandwidth))
    return Preset("", round(1000 * khz), lora.spread_factor, lora.coding_rate)


def may_transmit(lora: Any) -> bool:
    """A radio without a region, or told not to, transmits nothing."""
    return bool(lora.tx_enabled and lora.region)


def state_in(config: Any, metrics: Metrics, channels: Channels) -> RadioState:
    """A radio's state by its settings (a LocalConfig message) and its report."""
    channel_use, own_use = metrics.use or (None, None)
    return RadioState(
        region=enum_name(config.lora, "region") if config.lora.region else "",
        preset=preset_name(config.lora),
        role=enum_name(config.device, "role"),
        battery_percent=metrics.battery_percent,
        powered=metrics.powered,
        channel_use=channel_use,
        own_use=own_use,
        concerns=tuple(concerns_in(config, channels)),
    )


def concerns_in(config: Any, channels: Channels) -> Iterator[Concern]:
    """What a steward should know of a radio's settings (a LocalConfig message)."""
    if not config.lora.region:
        yield Concern.REGION_UNSET
    elif not config.lora.tx_enabled:
        yield Concern.SILENCED
    if enum_name(config.device, "role") in ROUTERS:
        yield Concern.ROUTER_ROLE
    if channels.published:
        yield Concern.PUBLISHED_KEY
    if channels.neighbours is None:
        yield Concern.NO_NEIGHBOURS_CHANNEL
    bluetooth = config.bluetooth
    pins = bluetooth.enabled and bluetooth.mode == FIXED_PIN
    if pins and bluetooth.fixed_pin in DEFAULT_PINS:
        yield Concern.BLUETOOTH_PIN
