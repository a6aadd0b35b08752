"""What a box without the internet needs of the system's own clock."""

from __future__ import annotations

import shutil

from installer import places
from installer.files import write
from installer.steps import Step


def repaired() -> Step:
    """A folder where a file should be, in Trixie's first image: its clock began anew at
    every start, at the day on which the image was made."""

    def do() -> None:
        shutil.rmtree(places.CLOCK)
        write(places.CLOCK, b"")
        _give_to_timesync()

    return Step(f"repair {places.CLOCK}", lambda: not places.CLOCK.is_dir(), do)


def _give_to_timesync() -> None:
    try:
        shutil.chown(places.CLOCK, "systemd-timesync", "systemd-timesync")
    except LookupError:  # it is not installed: nobody reads the file
        places.CLOCK.unlink()
