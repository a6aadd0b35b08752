"""Who may know the time, on this machine and around it: what the kernel says of its
clock, and the order of trust. No rules of what to believe when.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from pathlib import Path

from hub.clock import BATTERY, GPS, NTP, OWNER, PHONES, STEWARD, Source, VouchedClock
from hub.steward_time import StewardTime

TIME_ERROR = 5
STA_UNSYNC = 0x0040
TIMEX_BYTES = 208
"""Linux's struct timex (man 2 adjtimex): `status` is the int behind four longs."""

Tells = Callable[[], float | None]


def nobody() -> float | None:
    """Knows nothing."""
    return None


def clock_sources(
    setting: str,
    wall: Callable[[], float],
    gps: Tells = nobody,
    steward: Tells = nobody,
    phones: Tells = nobody,
) -> list[Source]:
    """Who is believed, the best first, by the setting `clock`."""
    if setting == "trusted":
        return [Source(OWNER, wall)]
    if setting == "unknown":
        return []
    return [
        Source(BATTERY, lambda: wall() if clock_battery() else None),
        Source(GPS, gps, again=True),
        Source(NTP, lambda: wall() if ntp() else None),
        Source(STEWARD, steward, again=True),
        Source(PHONES, phones, again=True),
    ]


def machine_clock(setting: str, data: Path) -> VouchedClock:
    """The time as this machine and a steward know it; for commands."""
    steward = StewardTime(data, time.monotonic)
    sources = clock_sources(setting, time.time, steward=steward.tells)
    return VouchedClock(sources, time.time, time.monotonic)


def clock_battery(rtc: Path = Path("/sys/class/rtc")) -> bool:
    """Whether the kernel set its clock from one with a battery when it started."""
    try:
        return any(
            (each / "hctosys").read_text().strip() == "1" for each in rtc.glob("rtc*")
        )
    except OSError:
        return False


def ntp() -> bool:
    """Whether the kernel's clock is kept right by a time server."""
    timex = ctypes.create_string_buffer(TIMEX_BYTES)
    adjtimex = getattr(ctypes.CDLL(None), "adjtimex", None)
    if adjtimex is None or adjtimex(timex) in (-1, TIME_ERROR):
        return False
    at = 4 * ctypes.sizeof(ctypes.c_long) + ctypes.sizeof(ctypes.c_long)
    status = ctypes.c_int.from_buffer(timex, at).value
    return not status & STA_UNSYNC
