"""LoRa airtime and Meshtastic's modem presets: numbers only, no radio."""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType

PREAMBLE_SYMBOLS = 16
"""Meshtastic's preamble (firmware, RadioInterface.h)."""

LOW_DATA_RATE_SYMBOL_S = 0.016
"""From this symbol time on, LoRa's low-data-rate optimisation is on."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One modem preset: bandwidth in Hz, spreading factor, coding rate 4/x."""

    name: str
    bandwidth_hz: int
    spreading_factor: int
    coding_rate: int

    @property
    def symbol_s(self) -> float:
        """Length of one LoRa symbol in seconds."""
        return float(2**self.spreading_factor) / self.bandwidth_hz

    @property
    def slot_s(self) -> float:
        """Meshtastic's contention slot in seconds: 2.5 symbols and 7.6 ms.

        The 7.6 ms are propagation, turnaround and the host's handling; LONG_FAST
        comes to 28 ms.
        """
        return 2.5 * self.symbol_s + 0.0076


def _presets(*presets: Preset) -> MappingProxyType[str, Preset]:
    return MappingProxyType({preset.name: preset for preset in presets})


PRESETS = _presets(
    Preset("SHORT_TURBO", 500_000, 7, 5),
    Preset("SHORT_FAST", 250_000, 7, 5),
    Preset("SHORT_SLOW", 250_000, 8, 5),
    Preset("MEDIUM_FAST", 250_000, 9, 5),
    Preset("MEDIUM_SLOW", 250_000, 10, 5),
    Preset("LONG_TURBO", 500_000, 11, 8),
    Preset("LONG_FAST", 250_000, 11, 5),
    Preset("LONG_MODERATE", 125_000, 11, 8),
    Preset("LONG_SLOW", 125_000, 12, 8),
)
"""By Meshtastic's names (firmware, MeshRadio.h)."""


def airtime_s(on_air_bytes: int, preset: Preset) -> float:
    """Seconds that a packet of `on_air_bytes` (header included) holds the channel.

    RadioLib's SX126x formula: n = ceil((8L + 16 - 4SF + 8 + 20) / 4(SF - 2LDRO)),
    T = Tsym * (preamble + 8 + 4.25 + n * CR), explicit header and CRC.
    """
    low_data_rate = preset.symbol_s >= LOW_DATA_RATE_SYMBOL_S
    bits = 8 * on_air_bytes + 16 - 4 * preset.spreading_factor + 8 + 20
    bits_per_block = 4 * (preset.spreading_factor - 2 * low_data_rate)
    blocks = max(math.ceil(bits / bits_per_block), 0)
    symbols = PREAMBLE_SYMBOLS + 8 + 4.25 + blocks * preset.coding_rate
    return symbols * preset.symbol_s
