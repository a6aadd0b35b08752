"""Unpacks an archive: plain files and folders below one folder, and nothing else. It is
done by hand, for the tar module of Debian 12 has no filter yet.
"""

from __future__ import annotations

import os
import shutil
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from updater.outcomes import Outcome, Refused
from updater.receiving import is_full

PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.DIRTYPE)


def unpack(archive: Path, into: Path, most_bytes: int) -> Path:
    """The folder that was in it. Raises Refused, and OSError where the disk is full."""
    into.mkdir()
    try:
        with tarfile.open(archive, "r:gz") as packed:
            for member in packed:
                most_bytes -= member.size
                _check(member, most_bytes)
                _put(member, packed.extractfile(member), into / member.name)
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        if isinstance(error, OSError) and is_full(error):
            raise
        raise Refused(Outcome.UNSAFE, found="it can't be unpacked") from error
    found = list(into.iterdir())
    if len(found) != 1 or not (found[0] / "systemd/install").is_file():
        raise Refused(Outcome.UNSAFE, found="it has no installer")
    return found[0]


def _check(member: tarfile.TarInfo, left_bytes: int) -> None:
    name = PurePosixPath(member.name)
    if member.type not in PLAIN:
        raise Refused(Outcome.UNSAFE, found="a link or a device")
    if name.is_absolute() or not name.parts or ".." in name.parts or "\0" in str(name):
        raise Refused(Outcome.UNSAFE, found="a place outside its folder")
    if left_bytes < 0:
        raise Refused(Outcome.UNSAFE, found="more than was signed")


def _put(member: tarfile.TarInfo, content: IO[bytes] | None, path: Path) -> None:
    """Folders were checked to be below, and no link can be among them."""
    if member.isdir() or content is None:
        path.mkdir(mode=0o755, parents=True, exist_ok=True)
        return
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    mode = 0o755 if member.mode & 0o100 else 0o644
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(content, file)
