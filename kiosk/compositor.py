"""Which compositor shows the browser, and how it is told: cage, which shows one program
on the whole screen. Standard library only.
"""

from __future__ import annotations

import logging
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

CAGE = "cage"

ONE_SCREEN = (0, 2)
"""Since this version `-m last` is safe: Bookworm's 0.1.4 reads a screen that is not
there when the first one comes, and mostly dies of it (cage's issue 231)."""


GRAPHICS = Path("/dev/dri")
"""Where the kernel shows what can draw; its driver may come later than we do."""

LOOK_EVERY_S = 5.0

logger = logging.getLogger(__name__)


def wait_for_graphics(
    environment: Mapping[str, str],
    folder: Path = GRAPHICS,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Block until there is something to draw with.

    Without, cage ends at once, and would be started anew and complain for ever. Where
    somebody says what it draws into (WLR_BACKENDS), nothing is waited for.
    """
    if "WLR_BACKENDS" in environment or any(folder.glob("card*")):
        return
    logger.warning(
        "No screen was found. If there is one, look at its cable; "
        "without one, systemd/install --no-kiosk turns this off."
    )
    while not any(folder.glob("card*")):
        pause(LOOK_EVERY_S)
    logger.info("There is a screen now.")


def cage_version() -> str:
    """What cage says of itself; nothing where it can't be asked."""
    try:
        asked = subprocess.run(  # noqa: S603
            [CAGE, "-v"], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise SystemExit("Please install cage: sudo apt install cage") from error
    return asked.stdout + asked.stderr


def under_cage(version: str, program: Sequence[str]) -> list[str]:
    """The command that shows a program.

    -d: no frame; -s: Ctrl-Alt-F2 still leads to a login; -m last: on the screen that
    was plugged in last, for a Pi has two sockets.
    """
    found = re.search(r"(\d+)\.(\d+)", version)
    known = (int(found[1]), int(found[2])) if found else (0, 0)
    last = ["-m", "last"] if known >= ONE_SCREEN else []
    return [CAGE, "-d", "-s", *last, "--", *program]
