"""A USB stick with the label of the backups: mounted to be read, for as long as it
takes to copy an update from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.commands import run, says
from installer.steps import StepFailed

STICK = Path("/dev/disk/by-label/PORCHLIGHT")
PLACE = Path("/run/porchlight-update-stick")
TRIES = 10
BETWEEN_TRIES_S = 3.0
"""The daily backup may be writing to it."""


@contextmanager
def mounted(stick: Path = STICK) -> Iterator[Path | None]:
    """Its files; None where there is none that can be read."""
    if not stick.is_block_device() or not _mount(stick):
        yield None
        return
    try:
        yield PLACE
    finally:
        says(["umount", "--lazy", str(PLACE)])  # also when it was pulled out
        PLACE.rmdir()


def _mount(stick: Path) -> bool:
    PLACE.mkdir(exist_ok=True)
    for _ in range(TRIES):
        try:
            run(["mount", "-o", "ro,nosuid,nodev,noexec", str(stick), str(PLACE)])
        except StepFailed:
            time.sleep(BETWEEN_TRIES_S)
        else:
            return True
    PLACE.rmdir()
    return False
