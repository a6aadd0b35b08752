"""The lamp behind the screen: turned down and up as the hub wants it. Standard library
only; a screen whose lamp the kernel doesn't know stays as it is, and shows black.
"""

from __future__ import annotations

import http.client
import logging
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

LAMPS = Path("/sys/class/backlight")

PERCENT = {"bright": 100, "dim": 30, "asleep": 0}
"""By the hub's words. A third is enough to read by in the dark."""

BRIGHT = "bright"

LOGIN = (
    *("busctl", "--system", "--quiet", "call", "org.freedesktop.login1"),
    *("/org/freedesktop/login1/session/auto", "org.freedesktop.login1.Session"),
    *("SetBrightness", "ssu", "backlight"),
)
"""Whose session the screen is may turn its lamp (org.freedesktop.login1(5)): no rule of
udev, and no hole in the unit's walls, is needed for it."""

PATIENCE_S = 2.0

logger = logging.getLogger(__name__)


def wanted_light(place: str) -> str:
    """How bright the hub wants it; bright where it can't be asked."""
    try:
        with urllib.request.urlopen(place, timeout=PATIENCE_S) as answer:  # noqa: S310
            said = answer.read(16).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):
        return BRIGHT
    return said if said in PERCENT else BRIGHT


class Backlight:
    """All lamps of the machine, turned only when something changes."""

    def __init__(self, lamps: Path = LAMPS) -> None:
        self._lamps = lamps
        self._light: str | None = None
        self._fails = False

    @property
    def is_bright(self) -> bool:
        """Whether nobody waits for it to come back."""
        return self._light in (BRIGHT, None)

    def turn(self, light: str) -> None:
        """To one of the hub's words; tried again at the next look where that fails."""
        if light == self._light:
            return
        turned = [
            self._turn(name, most * PERCENT[light] // 100)
            for name, most in _lamps(self._lamps)
        ]
        if all(turned):
            self._light = light

    def _turn(self, name: str, brightness: int) -> bool:
        """Whether it was turned."""
        try:
            subprocess.run(  # noqa: S603
                [*LOGIN, name, str(brightness)],
                check=True,
                timeout=PATIENCE_S,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.SubprocessError) as error:
            if not self._fails:
                logger.warning("the screen's lamp can't be turned: %s", error)
            self._fails = True
            return False
        return True


def _lamps(folder: Path) -> Iterator[tuple[str, int]]:
    """Their names, and how bright each can be in its own steps."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    for each in found:
        try:
            yield each.name, int((each / "max_brightness").read_text())
        except (OSError, ValueError):
            continue
