"""Copies what is offered to a place where nobody else writes, and checks the copy: what
lies on a stick may change between two looks.
"""

from __future__ import annotations

import errno
import hashlib
import http.client
import shutil
from pathlib import Path
from typing import IO

from updater.manifest import MOST_BYTES, Manifest
from updater.offers import Offer
from updater.outcomes import Outcome, Refused

CHUNK_BYTES = 1024 * 1024
BUILT_BYTES = 256 * 1024 * 1024
"""What a built release and its trial take, generously."""

MEGABYTE = 10**6


def sealed_of(offer: Offer) -> bytes:
    """The signed lines, not checked yet. Raises Refused."""
    try:
        with offer.open_sealed() as file:
            found = file.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        raise _no_signature(offer) from error
    if len(found) > MOST_BYTES:
        raise Refused(Outcome.STRANGER)
    return found


def check_room(manifest: Manifest, place: Path) -> None:
    """Whether all fits: the copy, what is in it, what is built. Raises Refused."""
    wanted = manifest.size_bytes + manifest.unpacked_bytes + BUILT_BYTES
    if shutil.disk_usage(place).free < wanted:
        raise no_room(manifest)


def receive(offer: Offer, manifest: Manifest, copy: Path) -> None:
    """Copy the archive and see that it is what was signed. Raises Refused."""
    _copy(offer, manifest, copy)
    if copy.stat().st_size < manifest.size_bytes:
        raise Refused(Outcome.TORN)
    with copy.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != manifest.sha256:
        raise Refused(Outcome.DAMAGED)


def no_room(manifest: Manifest) -> Refused:
    """It does not fit."""
    wanted = manifest.size_bytes + manifest.unpacked_bytes + BUILT_BYTES
    return Refused(Outcome.NO_ROOM, wanted_mb=-(-wanted // MEGABYTE))


def is_full(error: OSError) -> bool:
    """Whether a disk took no more."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _no_signature(offer: Offer) -> Refused:
    """Whether there is an archive at least; for an address the reason counts."""
    try:
        with offer.open_archive():
            return Refused(Outcome.UNSIGNED)
    except (OSError, http.client.HTTPException) as error:
        why = getattr(error, "reason", None) or getattr(error, "strerror", None)
        return Refused(Outcome.NOTHING_THERE, why=why or type(error).__name__)


def _copy(offer: Offer, manifest: Manifest, copy: Path) -> None:
    """One byte more than was signed at most: that is enough to see that it is wrong."""
    try:
        with copy.open("xb") as into, offer.open_archive() as file:
            left = manifest.size_bytes + 1
            while left and (chunk := _read(file, min(left, CHUNK_BYTES))):
                into.write(chunk)
                left -= len(chunk)
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, OSError) and is_full(error):
            raise no_room(manifest) from error
        raise Refused(Outcome.GONE) from error


def _read(file: IO[bytes], most: int) -> bytes:
    """The next of it; a connection that ends too early has no more."""
    try:
        return file.read(most)
    except http.client.IncompleteRead as torn:
        return bytes(torn.partial)
