"""How a virtual radio is set up: identity, channels, settings, as it keeps them.

What a real radio has in flash: it outlives being switched off.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from meshtastic.protobuf import channel_pb2, config_pb2, mesh_pb2, module_config_pb2

from radio.simulator.channels import CHANNELS, Channel
from radio.simulator.packet import MAX_HOP_LIMIT

FIRMWARE_VERSION = "2.7.26.0000000"
"""Whose behaviour this is; clients look at the first three numbers."""

HUB_CHANNEL = 1
"""Index of the private channel."""

HUB_CHANNEL_NAME = "porchlight"
DEFAULT_KEY = b"\x01"

DEFAULT_NAMES = {
    "SHORT_TURBO": "ShortTurbo",
    "SHORT_FAST": "ShortFast",
    "SHORT_SLOW": "ShortSlow",
    "MEDIUM_FAST": "MediumFast",
    "MEDIUM_SLOW": "MediumSlow",
    "LONG_TURBO": "LongTurbo",
    "LONG_FAST": "LongFast",
    "LONG_MODERATE": "LongMod",
    "LONG_SLOW": "LongSlow",
}
"""By preset: the name that an empty channel name stands for (DisplayFormatters)."""

Section: TypeAlias = config_pb2.Config | module_config_pb2.ModuleConfig


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a radio is to the others."""

    number: int
    long_name: str
    short_name: str

    @property
    def node_id(self) -> str:
        """The node number as people write it."""
        return f"!{self.number:08x}"


@dataclass(frozen=True, slots=True)
class RadioSetup:
    """What all radios of a run have in common."""

    preset: str = "LONG_FAST"
    hop_limit: int = 3
    seed: int = 0

    def __post_init__(self) -> None:
        if self.preset not in DEFAULT_NAMES:
            message = f"no modem preset is named {self.preset!r}"
            raise ValueError(message)
        if not 0 <= self.hop_limit <= MAX_HOP_LIMIT:
            message = f"a hop limit is 0 to {MAX_HOP_LIMIT}, not {self.hop_limit}"
            raise ValueError(message)


def identity(index: int, seed: int) -> Identity:
    """Radio `index` (from 0): the number is a CRC32 of a key, as since firmware 2.8."""
    key = hashlib.sha256(f"porchlight radio {seed} {index}".encode()).digest()
    number = 0x1000_0000 | zlib.crc32(key) & 0x6FFF_FFFF
    return Identity(number, f"Porch Radio {index + 1}", f"PR{index + 1}")


def hub_key(seed: int) -> bytes:
    """The private channel's key: the same for all radios of a run."""
    return hashlib.sha256(f"porchlight channel {seed}".encode()).digest()


class Configuration:
    """One radio's settings; admin messages change them, and nothing else does."""

    def __init__(self, who: Identity, setup: RadioSetup) -> None:
        self.number = who.number
        self.owner = user(who)
        self.channels = _channels(setup)
        self._preset = setup.preset
        self._config = _sections(config_pb2.Config)
        self._module_config = _sections(module_config_pb2.ModuleConfig)
        self._config["device"].device.node_info_broadcast_secs = 10_800
        self._config["lora"].lora.CopyFrom(_lora(setup))

    @property
    def hop_limit(self) -> int:
        """Hops for packets of which the host says nothing."""
        hop_limit: int = self._config["lora"].lora.hop_limit
        return hop_limit

    @property
    def may_transmit(self) -> bool:
        """A radio without a region, or told not to, transmits nothing."""
        lora = self._config["lora"].lora
        unset = config_pb2.Config.LoRaConfig.RegionCode.UNSET
        return bool(lora.tx_enabled and lora.region != unset)

    def keys(self) -> Mapping[int, Channel]:
        """The enabled channels by index."""
        disabled = channel_pb2.Channel.Role.DISABLED
        return {
            channel.index: Channel(
                channel.settings.name or DEFAULT_NAMES[self._preset],
                channel.settings.psk,
            )
            for channel in self.channels
            if channel.role != disabled
        }

    def config_sections(self) -> list[config_pb2.Config]:
        """Every section, in the order of its field number."""
        return list(self._config.values())

    def module_config_sections(self) -> list[module_config_pb2.ModuleConfig]:
        """Every section, in the order of its field number."""
        return list(self._module_config.values())

    def set_config(self, section: config_pb2.Config) -> bool:
        """Replace one section; False if it names none."""
        return _replace(self._config, section)

    def set_module_config(self, section: module_config_pb2.ModuleConfig) -> bool:
        """Replace one section; False if it names none."""
        return _replace(self._module_config, section)

    def set_channel(self, channel: channel_pb2.Channel) -> bool:
        """Replace the channel of that index; False if it can't be there.

        The primary channel is at 0 and nowhere else.
        """
        is_primary = channel.role == channel_pb2.Channel.Role.PRIMARY
        if not 0 <= channel.index < CHANNELS or is_primary != (channel.index == 0):
            return False
        self.channels[channel.index].CopyFrom(channel)
        return True

    def set_owner(self, owner: mesh_pb2.User) -> None:
        """Take over the names; the id stays."""
        self.owner.long_name = owner.long_name or self.owner.long_name
        self.owner.short_name = owner.short_name or self.owner.short_name
        self.owner.is_licensed = owner.is_licensed


def user(who: Identity) -> mesh_pb2.User:
    """A radio's public self.

    Without a public key: a client that sees one wants direct messages encrypted
    for it, which these radios don't do.
    """
    return mesh_pb2.User(
        id=who.node_id,
        long_name=who.long_name,
        short_name=who.short_name,
        hw_model=mesh_pb2.HardwareModel.PORTDUINO,
    )


def metadata() -> mesh_pb2.DeviceMetadata:
    """What the device can do."""
    return mesh_pb2.DeviceMetadata(
        firmware_version=FIRMWARE_VERSION,
        device_state_version=24,
        hw_model=mesh_pb2.HardwareModel.PORTDUINO,
    )


def _channels(setup: RadioSetup) -> list[channel_pb2.Channel]:
    channels = [channel_pb2.Channel(index=index) for index in range(CHANNELS)]
    channels[0].role = channel_pb2.Channel.Role.PRIMARY
    channels[0].settings.psk = DEFAULT_KEY
    hub = channels[HUB_CHANNEL]
    hub.role = channel_pb2.Channel.Role.SECONDARY
    hub.settings.name = HUB_CHANNEL_NAME
    hub.settings.psk = hub_key(setup.seed)
    return channels


def _lora(setup: RadioSetup) -> config_pb2.Config.LoRaConfig:
    lora = config_pb2.Config.LoRaConfig
    return lora(
        use_preset=True,
        modem_preset=lora.ModemPreset.Value(setup.preset),
        region=lora.RegionCode.US,
        hop_limit=setup.hop_limit,
        tx_enabled=True,
        tx_power=30,
    )


def _sections(kind: type[Section]) -> dict[str, Section]:
    sections = {}
    for field in kind.DESCRIPTOR.fields:
        section = kind()
        getattr(section, field.name).SetInParent()
        sections[field.name] = section
    return sections


def _replace(sections: dict[str, Section], section: Section) -> bool:
    name = section.WhichOneof("payload_variant")
    if name is None:
        return False
    sections[name].CopyFrom(section)
    return True
