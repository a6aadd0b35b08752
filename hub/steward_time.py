"""The time that a steward said, kept until the machine starts again: a small file in
the data folder, written by the hub or by a command beside it.

The monotonic clock is the same for all programs of one start of the machine. So what is
kept is how far the time is ahead of it, and which start that was.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.clock import is_plausible
from hub.private_file import write_private

FILE = "clock.json"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Said:
    boot: str
    ahead_s: float


class StewardTime:
    """What the last steward said, in one data folder."""

    def __init__(
        self, data: Path, monotonic: Callable[[], float], boot_id: Path = BOOT_ID
    ) -> None:
        """Nothing is read yet. `boot_id`: the file with this start's name."""
        self._file = data / FILE
        self._monotonic = monotonic
        self._boot = _read(boot_id).strip()
        self._unkept: _Said | None = None

    def tells(self) -> float | None:
        """The time by what was said since the machine started, or None."""
        said = self._unkept or self._kept()
        if said is None or said.boot != self._boot:
            return None
        return self._monotonic() + said.ahead_s

    def say(self, unix_s: float) -> None:
        """A steward says that it is so late. Raises ValueError for what can't be, and
        OSError where it can't be kept: then it counts till the program ends."""
        if not is_plausible(unix_s):
            raise ValueError("it can't be that early, or that late")
        self._unkept = _Said(self._boot, unix_s - self._monotonic())
        self._keep(self._unkept)
        self._unkept = None

    def _kept(self) -> _Said | None:
        try:
            told = json.loads(_read(self._file))
            boot, ahead_s = str(told["boot"]), float(told["ahead_s"])
        except (ValueError, KeyError, TypeError, OverflowError):
            return None
        return _Said(boot, ahead_s) if math.isfinite(ahead_s) else None

    def _keep(self, said: _Said) -> None:
        told = {"boot": said.boot, "ahead_s": said.ahead_s}
        write_private(self._file, json.dumps(told).encode())


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
