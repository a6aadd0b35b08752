"""Wall time with somebody to vouch for it, and none without. No rules about posts.

A Pi has no clock battery: without the internet its clock begins anywhere. Once a
source vouches for it, time runs on from there by the monotonic clock, so a clock that
is set wrong later changes nothing until a better source says so.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

BUILT_AT = 1_795_000_000.0
"""No clock that is right shows a time before this program was written (Nov 2026)."""

LOOK_EVERY_S = 30.0
"""How often to ask whether a better source has come."""

TIME_ERROR = 5
STA_UNSYNC = 0x0040
TIMEX_BYTES = 208
"""Linux's struct timex (man 2 adjtimex): `status` is the int behind four longs."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """Something that may vouch for the machine's clock; `name` is for people."""

    name: str
    vouches: Callable[[], bool]


class VouchedClock:
    """The wall's time while the best source that was heard so far stands for it."""

    def __init__(
        self,
        sources: Sequence[Source],
        wall: Callable[[], float],
        monotonic: Callable[[], float],
    ) -> None:
        """`sources`: the best first."""
        self._sources = sources
        self._wall = wall
        self._monotonic = monotonic
        self._looked_at = -LOOK_EVERY_S
        self._rank = len(sources)
        self._offset: float | None = None

    def now(self) -> float | None:
        """Seconds since 1970, or None while nobody vouches for the clock."""
        monotonic = self._monotonic()
        if monotonic - self._looked_at >= LOOK_EVERY_S:
            self._looked_at = monotonic
            self._look(monotonic)
        return None if self._offset is None else monotonic + self._offset

    @property
    def source(self) -> str | None:
        """Who vouches for it."""
        return self._sources[self._rank].name if self._offset is not None else None

    def _look(self, monotonic: float) -> None:
        wall = self._wall()
        if wall < BUILT_AT:
            return
        for rank, source in enumerate(self._sources[: self._rank]):
            if source.vouches():
                logger.info("the clock is vouched for by %s", source.name)
                self._rank, self._offset = rank, wall - monotonic
                return


def clock_sources(setting: str) -> list[Source]:
    """What vouches for this machine's clock, by the setting `clock`."""
    if setting == "trusted":
        return [Source("its owner", lambda: True)]
    if setting == "unknown":
        return []
    return [Source("a clock with a battery", clock_battery), Source("NTP", ntp)]


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
