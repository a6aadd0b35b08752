"""One update, from what is offered to the installer's own trial and switch. No archive
is looked into before its signature, its size and its digest are right.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from installer.files import write

from updater.keys import opened, renew, trusted
from updater.manifest import Manifest
from updater.offers import Offer
from updater.outcomes import Outcome, Refused, Result, told
from updater.receiving import check_room, is_full, no_room, receive, sealed_of
from updater.unpacking import unpack

ALL_WELL, IN_PART = 0, 3
"""What the installer ends with when there is a hub."""


@dataclass(frozen=True, slots=True)
class Box:
    """The machine, as far as updates go.

    `state`: a folder of root's own. `sequence`: that of the release at work, 0 where it
    has none. `install`: runs the installer of a folder, which has its own way back.
    """

    keys: Path
    state: Path
    machine: str
    python: str
    sequence: Callable[[], int]
    install: Callable[[Path], int]

    @property
    def incoming(self) -> Path:
        """Where the copy is, and what was in it; empty between two updates."""
        return self.state / "incoming"

    @property
    def highest(self) -> Path:
        """A file with the highest sequence that ever ran here."""
        return self.state / "highest-sequence"


def take(offer: Offer, box: Box, *, older: bool) -> Manifest:
    """Check it and have a copy of it that is checked. Raises Refused."""
    manifest = opened(sealed_of(offer), trusted(box.keys))
    if manifest.sequence == box.sequence() and not older:
        _remember(manifest, box)  # if a power cut came before it could
        raise Refused(Outcome.ALREADY, version=manifest.version)
    _check_fit(manifest, box, older=older)
    clear(box)
    check_room(manifest, box.state)
    box.incoming.mkdir(mode=0o700)
    receive(offer, manifest, box.incoming / "archive")
    return manifest


def install(manifest: Manifest, what: str, box: Box) -> Result:
    """Install the copy that was taken. Raises Refused."""
    try:
        source = unpack(
            box.incoming / "archive", box.incoming / "unpacked", manifest.unpacked_bytes
        )
    except OSError as error:
        if not is_full(error):
            raise
        raise no_room(manifest) from error
    code = box.install(source)
    if code not in (ALL_WELL, IN_PART):
        raise Refused(Outcome.FAILED, version=manifest.version)
    _remember(manifest, box)
    outcome = Outcome.INSTALLED if code == ALL_WELL else Outcome.IN_PART
    return told(outcome, what, version=manifest.version)


def clear(box: Box) -> None:
    """Nothing is left of this update, or of one that a power cut ended."""
    if box.incoming.exists():
        shutil.rmtree(box.incoming)


def _check_fit(manifest: Manifest, box: Box, *, older: bool) -> None:
    if manifest.sequence <= max(_highest(box), box.sequence()) and not older:
        raise Refused(Outcome.OLDER, version=manifest.version)
    if box.machine not in manifest.machines:
        wanted = ", ".join(manifest.machines)
        raise Refused(Outcome.WRONG_MACHINE, wanted=wanted, found=box.machine)
    if box.python not in manifest.pythons:
        wanted = ", ".join(manifest.pythons)
        raise Refused(Outcome.WRONG_PYTHON, wanted=wanted, found=box.python)


def _remember(manifest: Manifest, box: Box) -> None:
    """From now on what is older is known as such, and the publisher by new keys."""
    if manifest.sequence <= _highest(box):
        return
    renew(box.keys, manifest.keys)
    write(box.highest, f"{manifest.sequence}\n".encode())


def _highest(box: Box) -> int:
    with contextlib.suppress(OSError, ValueError):
        return int(box.highest.read_text())
    return 0
