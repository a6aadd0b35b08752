"""Who hears whom, and how well: from where radios stand, and what lies between them."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from radio.simulator.air import Signal

TRANSMITTER_DBM = 22
"""What common boards transmit with."""

LOSS_AT_1_M_DB = 31
"""Free space at 868 MHz."""

EXPONENT = 4.0
"""How signals fade with distance between houses; two in free space."""

NOISE_DBM = -114
"""Thermal noise in 250 kHz, and 6 dB of the receiver."""

FAINTEST_DB = -17.5
"""The least signal to noise at which spreading factor 11 is read (Semtech's table)."""

BEST_DB = 10.0
"""The top of Meshtastic's scale of signal to noise."""

NEAREST_M = 1.0


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a radio stands, in metres east and north of somewhere."""

    east_m: float
    north_m: float

    def distance_m(self, other: Place) -> float:
        """As the crow flies."""
        return math.hypot(self.east_m - other.east_m, self.north_m - other.north_m)


def signal_over(distance_m: float, shadow_db: float = 0.0) -> Signal | None:
    """What arrives over that distance behind that shadow; None: it can't be read."""
    faded_db = 10 * EXPONENT * math.log10(max(distance_m, NEAREST_M))
    rssi_dbm = TRANSMITTER_DBM - LOSS_AT_1_M_DB - faded_db - shadow_db
    snr_db = rssi_dbm - NOISE_DBM
    if snr_db < FAINTEST_DB:
        return None
    return Signal(min(snr_db, BEST_DB), round(rssi_dbm))


class Terrain:
    """Radios in their places; they can move, and be split into sides."""

    def __init__(self, places: Sequence[Place], shadow_db: float = 0.0) -> None:
        """`shadow_db`: the standard deviation of what stands between two places."""
        self._places = list(places)
        self._shadow_db = shadow_db
        self._sides: dict[int, int] = {}
        self._heard: dict[int, dict[int, Signal]] = {}
        self.on_change: Callable[[], None] = lambda: None

    def __len__(self) -> int:
        return len(self._places)

    def hears(self, transmitter: int, receiver: int) -> Signal | None:
        """The signal of one at the other, if any: the air's port."""
        return self.heard(transmitter).get(receiver)

    def heard(self, transmitter: int) -> Mapping[int, Signal]:
        """Who hears that radio, and how well, by index."""
        if transmitter not in self._heard:
            self._heard[transmitter] = {
                receiver: signal
                for receiver in range(len(self))
                if (signal := self._signal(transmitter, receiver)) is not None
            }
        return self._heard[transmitter]

    def move(self, radio: int, place: Place) -> None:
        """Somebody takes that radio elsewhere."""
        self._places[radio] = place
        self._changed()

    def split(self, sides: Iterable[Collection[int]]) -> None:
        """From now on the sides don't hear one another; no sides: all is well."""
        self._sides = {each: n for n, side in enumerate(sides) for each in side}
        self._changed()

    def _signal(self, one: int, other: int) -> Signal | None:
        if one == other or self._sides.get(one) != self._sides.get(other):
            return None
        first, second = sorted((self._places[one], self._places[other]))
        shadow_db = 0.0
        if self._shadow_db:
            # The same two places have the same houses between them, whoever asks.
            shadow_db = Random(f"{first} {second}").gauss(0.0, self._shadow_db)
        return signal_over(first.distance_m(second), shadow_db)

    def _changed(self) -> None:
        self._heard.clear()
        self.on_change()


def in_a_row(count: int, gap_m: float) -> list[Place]:
    """Along a road."""
    return [Place(gap_m * nth, 0.0) for nth in range(count)]


def scattered(dice: Random, count: int, width_m: float) -> list[Place]:
    """Anywhere in a square."""
    return [
        Place(dice.uniform(0, width_m), dice.uniform(0, width_m)) for _ in range(count)
    ]


def on_blocks(dice: Random, count: int, gap_m: float) -> list[Place]:
    """One in each block of a town, anywhere in the middle of it."""
    across = math.ceil(math.sqrt(count))
    return [
        Place(
            gap_m * (nth % across + dice.uniform(-0.25, 0.25)),
            gap_m * (nth // across + dice.uniform(-0.25, 0.25)),
        )
        for nth in range(count)
    ]


def shifted(places: Iterable[Place], east_m: float) -> list[Place]:
    """The same, farther east."""
    return [Place(each.east_m + east_m, each.north_m) for each in places]
