"""How a virtual radio is set up: identity, keys, channels, settings, as it keeps them.

What a real radio has in flash: it outlives being switched off.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from meshtastic.protobuf import channel_pb2, config_pb2, mesh_pb2, module_config_pb2

from radio.regions import duty_cycle
from radio.simulator.channels import CHANNELS, Channel
from radio.simulator.firmware import Firmware
from radio.simulator.first_settings import (
    Section,
    every_section,
    first_channels,
    first_config,
    rebroadcast_mode_of,
)
from radio.simulator.pkc import KeyPair
from radio.simulator.setup import (
    DEFAULT_NAMES,
    Identity,
    RadioKind,
    RadioSetup,
    node_id,
)

_LoRa = config_pb2.Config.LoRaConfig


class Configuration:
    """One radio's settings; admin messages change them, and new firmware."""

    def __init__(
        self, who: Identity, setup: RadioSetup, kind: RadioKind | None = None
    ) -> None:
        kind = kind or RadioKind()
        self.number = who.number
        self.firmware = Firmware.parse(kind.firmware)
        self.host_queue = kind.host_queue
        self.owner = user(who)
        self.channels = first_channels(setup, kind)
        self._address_number = who.number
        self._key_seed = f"porchlight key {setup.seed} {who.number}"
        self._preset = setup.preset
        self._config = first_config(setup, kind)
        self._module_config = every_section(module_config_pb2.ModuleConfig)
        self._was_on = False
        self._make_keys()

    def boot(self) -> bool:
        """Power comes on; whether it was on before.

        Firmware from 2.8 on takes its number from its key, yet not at the very first
        boot, when it has no key (measured).
        """
        again, self._was_on = self._was_on, True
        self.number = self._address_number
        if again and self.keys and self.firmware.is_numbered_by_key:
            self.number = zlib.crc32(self.keys.public)
        self.owner.id = node_id(self.number)
        return again

    @property
    def identity(self) -> Identity:
        """Who the radio is now."""
        return Identity(self.number, self.owner.long_name, self.owner.short_name)

    @property
    def keys(self) -> KeyPair | None:
        """The radio's own; it makes them when its region is set."""
        private = self._config["security"].security.private_key
        return KeyPair(bytes(private)) if private else None

    @property
    def hop_limit(self) -> int:
        """Hops for packets of which the host says nothing."""
        hop_limit: int = self._lora.hop_limit
        return hop_limit

    @property
    def may_transmit(self) -> bool:
        """A radio without a region, or told not to, transmits nothing."""
        unset = _LoRa.RegionCode.UNSET
        return bool(self._lora.tx_enabled and self._lora.region != unset)

    @property
    def duty_cycle(self) -> float:
        """For what part of an hour its region lets it transmit."""
        if self._lora.override_duty_cycle:
            return 1.0
        return duty_cycle(_LoRa.RegionCode.Name(self._lora.region))

    @property
    def device(self) -> config_pb2.Config.DeviceConfig:
        """Role, and what it repeats."""
        return self._config["device"].device

    @property
    def has_gps(self) -> bool:
        """Whether a GPS of its own is in use."""
        modes = config_pb2.Config.PositionConfig.GpsMode
        return bool(self._config["position"].position.gps_mode == modes.ENABLED)

    def channel_keys(self) -> Mapping[int, Channel]:
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
        role = self.device.role
        if not _replace(self._config, section):
            return False
        if self.device.role != role:
            self.device.rebroadcast_mode = rebroadcast_mode_of(self.device.role)
        self._make_keys()
        return True

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

    @property
    def _lora(self) -> config_pb2.Config.LoRaConfig:
        return self._config["lora"].lora

    def _make_keys(self) -> None:
        security = self._config["security"].security
        has_region = self._lora.region != _LoRa.RegionCode.UNSET
        if has_region and not security.private_key:
            private = hashlib.sha256(self._key_seed.encode()).digest()
            security.private_key = private
        if security.private_key:
            security.public_key = KeyPair(bytes(security.private_key)).public
            self.owner.public_key = security.public_key


def user(who: Identity) -> mesh_pb2.User:
    """A radio's public self."""
    return mesh_pb2.User(
        id=who.node_id,
        long_name=who.long_name,
        short_name=who.short_name,
        hw_model=mesh_pb2.HardwareModel.PORTDUINO,
    )


def metadata(own: Configuration) -> mesh_pb2.DeviceMetadata:
    """What the device is and can do."""
    return mesh_pb2.DeviceMetadata(
        firmware_version=str(own.firmware),
        device_state_version=24,
        hw_model=mesh_pb2.HardwareModel.PORTDUINO,
        role=own.device.role,
        hasPKC=True,
    )


def _replace(sections: dict[str, Section], section: Section) -> bool:
    name = section.WhichOneof("payload_variant")
    if name is None:
        return False
    sections[name].CopyFrom(section)
    return True
