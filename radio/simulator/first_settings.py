"""A radio's settings before anybody changes them: a hub's, or as from the shop."""

from __future__ import annotations

from typing import TypeAlias

from meshtastic.protobuf import channel_pb2, config_pb2, module_config_pb2

from radio.simulator.channels import CHANNELS
from radio.simulator.setup import RadioKind, RadioSetup, hub_key

HUB_CHANNEL = 1
"""Index of the private channel."""

HUB_CHANNEL_NAME = "porchlight"
DEFAULT_KEY = b"\x01"
DEFAULT_PIN = 123456
POSITION_BITS = 13
"""A fresh radio tells on its first channel where it is, to some kilometres."""

Section: TypeAlias = config_pb2.Config | module_config_pb2.ModuleConfig

_LoRa = config_pb2.Config.LoRaConfig
_Device = config_pb2.Config.DeviceConfig
_Position = config_pb2.Config.PositionConfig
_Bluetooth = config_pb2.Config.BluetoothConfig


def first_channels(setup: RadioSetup, kind: RadioKind) -> list[channel_pb2.Channel]:
    """All places for channels; the hubs' channel on a radio that is set up."""
    channels = [channel_pb2.Channel(index=index) for index in range(CHANNELS)]
    channels[0].role = channel_pb2.Channel.Role.PRIMARY
    channels[0].settings.psk = DEFAULT_KEY
    if kind.fresh:
        channels[0].settings.module_settings.position_precision = POSITION_BITS
        return channels
    hub = channels[HUB_CHANNEL]
    hub.role = channel_pb2.Channel.Role.SECONDARY
    hub.settings.name = HUB_CHANNEL_NAME
    hub.settings.psk = hub_key(setup.seed)
    return channels


def first_config(setup: RadioSetup, kind: RadioKind) -> dict[str, config_pb2.Config]:
    """Every section of the settings."""
    sections = every_section(config_pb2.Config)
    device = sections["device"].device
    device.node_info_broadcast_secs = 10_800
    device.role = _Device.Role.Value(kind.role)
    device.rebroadcast_mode = rebroadcast_mode_of(device.role)
    lora = sections["lora"].lora
    lora.use_preset = lora.tx_enabled = True
    lora.modem_preset = _LoRa.ModemPreset.Value(setup.preset)
    lora.region = _LoRa.RegionCode.Value("UNSET" if kind.fresh else kind.region)
    lora.hop_limit = setup.hop_limit
    lora.tx_power = 30
    if kind.gps:
        sections["position"].position.gps_mode = _Position.GpsMode.ENABLED
    if kind.fresh:
        sections["position"].position.position_broadcast_secs = 900
        sections["position"].position.position_broadcast_smart_enabled = True
        sections["bluetooth"].bluetooth.enabled = True
        # One without a screen to show another PIN on (firmware, NodeDB.cpp).
        sections["bluetooth"].bluetooth.mode = _Bluetooth.PairingMode.FIXED_PIN
        sections["bluetooth"].bluetooth.fixed_pin = DEFAULT_PIN
    return sections


def rebroadcast_mode_of(
    role: int,
) -> config_pb2.Config.DeviceConfig.RebroadcastMode.ValueType:
    """What a change of role sets: routers repeat the usual ports alone
    (firmware, NodeDB.cpp)."""
    modes = _Device.RebroadcastMode
    return modes.CORE_PORTNUMS_ONLY if role == _Device.Role.ROUTER else modes.ALL


def every_section(kind: type[Section]) -> dict[str, Section]:
    """All sections of a kind, in the order of their numbers, at their defaults."""
    sections = {}
    for field in kind.DESCRIPTOR.fields:
        section = kind()
        getattr(section, field.name).SetInParent()
        sections[field.name] = section
    return sections
