"""What a radio tells of itself and of the channel, and nothing that can't be."""

from __future__ import annotations

import pytest
from meshtastic.protobuf import config_pb2, localonly_pb2, telemetry_pb2

from radio.meshtastic_channels import Channels
from radio.meshtastic_reports import (
    concerns_in,
    enum_name,
    hops_of,
    may_transmit,
    metrics_in,
    modem_of,
    preset_name,
)
from radio.radio_state import Concern

Lora = config_pb2.Config.LoRaConfig
Role = config_pb2.Config.DeviceConfig.Role
TOO_NEW = 77
BOTH = Channels(hubs=1, neighbours=2)


def _lora(**fields: object) -> Lora:
    return Lora(**{"use_preset": True, "tx_enabled": True, "region": 1} | fields)


def _config(lora: Lora | None = None) -> localonly_pb2.LocalConfig:
    config = localonly_pb2.LocalConfig()
    config.lora.CopyFrom(lora or _lora())
    return config


def test_metrics_tell_of_the_channel_and_the_battery() -> None:
    told = telemetry_pb2.DeviceMetrics(
        channel_utilization=12.5, air_util_tx=1.5, battery_level=83
    )

    metrics = metrics_in(told)

    assert metrics.use == pytest.approx((0.125, 0.015))
    assert (metrics.battery_percent, metrics.powered) == (83, False)


def test_a_radio_on_a_plug_has_no_percent() -> None:
    metrics = metrics_in(telemetry_pb2.DeviceMetrics(battery_level=101))

    assert (metrics.battery_percent, metrics.powered) == (None, True)


def test_what_a_radio_does_not_say_is_not_known() -> None:
    metrics = metrics_in(telemetry_pb2.DeviceMetrics())

    assert (metrics.use, metrics.battery_percent, metrics.powered) == (
        None,
        None,
        False,
    )


@pytest.mark.parametrize("channel", [-1.0, float("nan"), float("inf"), 1e9])
def test_figures_that_cant_be_true_tell_nothing(channel: float) -> None:
    told = telemetry_pb2.DeviceMetrics(channel_utilization=channel)

    assert metrics_in(told).use is None


def test_hops_are_counted_from_where_a_packet_began() -> None:
    assert hops_of(3, 3) == 0
    assert hops_of(3, 1) == 2


def test_a_packet_of_old_firmware_does_not_say_its_hops() -> None:
    assert hops_of(0, 2) is None


def test_a_preset_that_is_too_new_is_no_reason_to_fail() -> None:
    lora = _lora(modem_preset=TOO_NEW)

    assert preset_name(lora) == ""
    assert modem_of(lora).name == "LONG_FAST"


def test_a_modem_of_ones_own_is_taken_as_it_is() -> None:
    lora = _lora(use_preset=False, bandwidth=62, spread_factor=8, coding_rate=6)

    modem = modem_of(lora)

    assert preset_name(lora) == ""
    assert (modem.bandwidth_hz, modem.spreading_factor, modem.coding_rate) == (
        62_500,
        8,
        6,
    )


def test_a_region_that_is_too_new_has_no_name_yet_transmits() -> None:
    lora = _lora(region=TOO_NEW)

    assert enum_name(lora, "region") == ""
    assert may_transmit(lora)


def test_a_radio_that_is_set_up_well_is_no_concern() -> None:
    assert list(concerns_in(_config(), BOTH)) == []


@pytest.mark.parametrize(
    ("lora", "concern"),
    [
        (_lora(region=0), Concern.REGION_UNSET),
        (_lora(tx_enabled=False), Concern.SILENCED),
    ],
)
def test_a_radio_that_transmits_nothing_is_a_concern(
    lora: Lora, concern: Concern
) -> None:
    assert not may_transmit(lora)
    assert list(concerns_in(_config(lora), BOTH)) == [concern]


@pytest.mark.parametrize("role", [Role.ROUTER, Role.REPEATER, Role.ROUTER_LATE])
def test_a_router_is_a_concern(role: int) -> None:
    config = _config()
    config.device.role = role

    assert list(concerns_in(config, BOTH)) == [Concern.ROUTER_ROLE]


def test_channels_that_are_not_as_they_should_be_are_a_concern() -> None:
    channels = Channels(hubs=1, neighbours=None, published=True)

    assert list(concerns_in(_config(), channels)) == [
        Concern.PUBLISHED_KEY,
        Concern.NO_NEIGHBOURS_CHANNEL,
    ]


@pytest.mark.parametrize(
    ("enabled", "mode", "pin", "concerned"),
    [
        (True, "FIXED_PIN", 123456, True),
        (True, "FIXED_PIN", 731905, False),
        (True, "RANDOM_PIN", 123456, False),
        (False, "FIXED_PIN", 123456, False),
    ],
)
def test_a_pin_that_everybody_knows_is_a_concern(
    enabled: bool, mode: str, pin: int, concerned: bool
) -> None:
    config = _config()
    config.bluetooth.enabled = enabled
    config.bluetooth.mode = config_pb2.Config.BluetoothConfig.PairingMode.Value(mode)
    config.bluetooth.fixed_pin = pin

    assert (Concern.BLUETOOTH_PIN in concerns_in(config, BOTH)) is concerned
