"""What sets virtual radios up before they are first switched on. Values only."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from meshtastic.protobuf import config_pb2

from radio.simulator.firmware import Firmware
from radio.simulator.packet import MAX_HOP_LIMIT

HOST_QUEUES = (8, 16, 32)
"""Packets kept for an absent host: on small, middling and large radios
(mesh-pb-constants.h)."""

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

REGIONS = frozenset(config_pb2.Config.LoRaConfig.RegionCode.keys())
ROLES = frozenset(config_pb2.Config.DeviceConfig.Role.keys())


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a radio is to the others."""

    number: int
    long_name: str
    short_name: str

    @property
    def node_id(self) -> str:
        """The node number as people write it."""
        return node_id(self.number)


@dataclass(frozen=True, slots=True)
class RadioKind:
    """What a radio is and how it is set: firmware, memory, region, role.

    A `fresh` one is as it comes from the shop: no region, no name, no hubs' channel.
    One with `gps` has found where it is, and the time.
    """

    firmware: str = "2.7.26"
    host_queue: int = 32
    region: str = "US"
    role: str = "CLIENT"
    fresh: bool = False
    gps: bool = False

    def __post_init__(self) -> None:
        Firmware.parse(self.firmware)
        if self.host_queue not in HOST_QUEUES:
            raise ValueError(f"a host queue is of 8, 16 or 32, not {self.host_queue}")
        if self.region not in REGIONS:
            raise ValueError(f"no region is named {self.region!r}")
        if self.role not in ROLES:
            raise ValueError(f"no role is named {self.role!r}")


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


def node_id(number: int) -> str:
    """A node number as people write it."""
    return f"!{number:08x}"


def identity(index: int, seed: int, *, fresh: bool = False) -> Identity:
    """Radio `index` (from 0): a number as from its network address, and names."""
    key = hashlib.sha256(f"porchlight radio {seed} {index}".encode()).digest()
    number = 0x1000_0000 | zlib.crc32(key) & 0x6FFF_FFFF
    if fresh:
        last = f"{number & 0xFFFF:04x}"
        return Identity(number, f"Meshtastic {last}", last)
    return Identity(number, f"Porch Radio {index + 1}", f"PR{index + 1}")


def hub_key(seed: int) -> bytes:
    """The private channel's key: the same for all radios of a run."""
    return hashlib.sha256(f"porchlight channel {seed}".encode()).digest()
