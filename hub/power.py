"""Whether the machine runs on a battery, and how full it is: what the kernel says of a
laptop's, or of a UPS on the board. Reads a folder; decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUPPLIES = Path("/sys/class/power_supply")

BATTERIES = frozenset({"Battery", "UPS"})
PLUGS = frozenset({"Mains", "USB", "Wireless"})

LOOK_EVERY_S = 10.0
"""A question can take a slow bus some milliseconds, and each page asks."""


@dataclass(frozen=True, slots=True)
class Power:
    """Of a machine with a battery. `percent`: of the least full, or None."""

    on_battery: bool
    percent: int | None


def read_power(supplies: Path = SUPPLIES) -> Power | None:
    """How it is now; None where the kernel knows no battery of the machine's own."""
    kinds = [(each, _word(each / "type")) for each in _own(supplies)]
    batteries = [each for each, kind in kinds if kind in BATTERIES]
    plugs = [_word(each / "online") for each, kind in kinds if kind in PLUGS]
    if not batteries:
        return None
    empties = any(_word(each / "status") == "Discharging" for each in batteries)
    unplugged = bool(plugs) and not any(online in ("1", "2") for online in plugs)
    charges = [each for each in map(_percent, batteries) if each is not None]
    # A UPS may know itself, while no plug has a place here; a laptop's dock, neither.
    on_battery = unplugged if plugs else empties
    return Power(on_battery, min(charges, default=None))


class PowerMeter:
    """The same, asked no more often than is worth it."""

    def __init__(
        self, monotonic: Callable[[], float], supplies: Path = SUPPLIES
    ) -> None:
        self._monotonic = monotonic
        self._supplies = supplies
        self._read: tuple[float, Power | None] | None = None

    def power(self) -> Power | None:
        """How it was a moment ago."""
        now = self._monotonic()
        if self._read is None or now - self._read[0] >= LOOK_EVERY_S:
            self._read = (now, read_power(self._supplies))
        return self._read[1]


def _own(supplies: Path) -> Iterator[Path]:
    """The machine's own: not a mouse's or a keyboard's."""
    try:
        found = sorted(supplies.iterdir())
    except OSError:
        return
    for each in found:
        if _word(each / "scope") != "Device" and _word(each / "present") != "0":
            yield each


def _percent(battery: Path) -> int | None:
    told = _word(battery / "capacity")
    return min(int(told), 100) if told.isdecimal() and len(told) < 10 else None


def _word(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""
