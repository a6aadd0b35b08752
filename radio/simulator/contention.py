"""How long a radio waits before it transmits: Meshtastic's slots and windows."""

from __future__ import annotations

from collections import deque
from random import Random

from radio.airtime import Preset
from radio.simulator.air import Signal

WINDOW_MIN = 3
"""CWmin: 2^3 slots (firmware, RadioInterface.h)."""

WINDOW_MAX = 8
"""CWmax: 2^8 slots."""

SNR_MIN_DB = -20.0
"""From here up the relays' window grows with the signal …"""

SNR_MAX_DB = 10.0
"""… to here, so that the farthest relay goes first and spans the most."""

PROCESSING_S = 4.5
"""PROCESSING_TIME_MSEC: what a far radio may take to answer, beside the air."""

USE_WINDOW_S = 60.0
"""Channel utilisation is that of the last minute (firmware, airtime.cpp)."""

DUTY_WINDOW_S = 3600.0
"""The duty cycle is that of a rolling hour."""


def _window(share: float) -> int:
    clamped = min(max(share, 0.0), 1.0)
    return WINDOW_MIN + int(clamped * (WINDOW_MAX - WINDOW_MIN))


def own_delay_s(preset: Preset, use: float, rng: Random) -> float:
    """Seconds before an own packet; `use` is the channel's use from 0 to 1."""
    return rng.randrange(1 << _window(use)) * preset.slot_s


def relay_delay_s(preset: Preset, heard_with: Signal, rng: Random) -> float:
    """Seconds before a relay: behind all routers, the near ones later."""
    return (2 * WINDOW_MAX + rng.randrange(1 << _window(_nearness(heard_with)))) * (
        preset.slot_s
    )


def router_delay_s(preset: Preset, heard_with: Signal, rng: Random) -> float:
    """Seconds before a router relays: ahead of all others."""
    return rng.randrange(2 * _window(_nearness(heard_with))) * preset.slot_s


def _nearness(heard_with: Signal) -> float:
    return (heard_with.snr_db - SNR_MIN_DB) / (SNR_MAX_DB - SNR_MIN_DB)


def acknowledgement_wait_s(preset: Preset, use: float, airtime_s: float) -> float:
    """Seconds after which a packet unacknowledged is sent again.

    There and back, the own window, a relay's offset, and a relay's window at half
    range (getRetransmissionMsec).
    """
    middle = (WINDOW_MIN + WINDOW_MAX) // 2
    slots = (1 << _window(use)) + 2 * WINDOW_MAX + (1 << middle)
    return 2 * airtime_s + slots * preset.slot_s + PROCESSING_S


class ChannelUse:
    """The share of a rolling window in which a radio was at it: of the last minute
    that it heard or transmitted, of the last hour that it transmitted.
    """

    def __init__(self, window_s: float = USE_WINDOW_S) -> None:
        self._window_s = window_s
        self._ended: deque[tuple[float, float]] = deque()

    def add(self, ended_s: float, airtime_s: float) -> None:
        """A packet of `airtime_s` ended, or will end, at `ended_s`."""
        self._ended.append((ended_s, airtime_s))

    def wait_s(self, now_s: float, most: float) -> float:
        """How long until the share is no more than `most`; 0: it is not."""
        if most >= 1.0 or self.share(now_s) <= most:
            return 0.0
        excess_s = sum(airtime for _, airtime in self._ended) - most * self._window_s
        for ended_s, airtime_s in self._ended:
            excess_s -= airtime_s
            if excess_s <= 0:
                return ended_s + self._window_s - now_s
        return self._window_s

    def share(self, now_s: float) -> float:
        """From 0 to 1."""
        while self._ended and self._ended[0][0] < now_s - self._window_s:
            self._ended.popleft()
        used_s = sum(airtime for _, airtime in self._ended)
        return min(used_s / self._window_s, 1.0)
