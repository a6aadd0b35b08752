"""A data folder: one process's at a time, and its files moved whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from hub.on_disk import sync
from hub.store.damage import StoreTooNew

FILE = "porchlight.db"
"""The store."""

RESTORING = "restoring.db"
"""What is to take its place, while that is being made."""

READY = "restored.db"
"""What is to take its place as soon as that is free: a backup, whole."""

DAMAGED = "damaged-"
REPLACED = "replaced-"
"""Where a file goes that is damaged, or that a backup takes the place of."""

UNDER_WAY = "new"
"""In the place of the number, until all of it is there."""


class FolderUnusable(Exception):
    """The data folder can't be used; the message says why, for a person."""


class FolderInUse(FolderUnusable):
    """Another process has it."""


class FolderTooNew(FolderUnusable):
    """A newer program wrote what is in it: this one must not touch it."""


def claim(folder: Path) -> int:
    """Make the folder and lock it for this process; the lock goes with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = _lock_file(folder / "lock")
    except OSError as error:
        raise unusable(folder, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise FolderInUse(
            f"The data folder {folder} is in use by another Porchlight hub."
        ) from error
    return descriptor


def is_claimed(folder: Path) -> bool:
    """Whether another process has the folder, as far as we may look; makes nothing."""
    try:
        descriptor = os.open(folder / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _lock_file(file: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise
        return os.open(file, os.O_RDONLY | os.O_CLOEXEC)


def unusable(folder: Path, error: Exception) -> FolderUnusable:
    """What to tell the person."""
    why = getattr(error, "strerror", None) or error
    kind = FolderTooNew if isinstance(error, StoreTooNew) else FolderUnusable
    return kind(f"The data folder {folder} can't be used: {why}.")


def is_writable(folder: Path) -> bool:
    """Whether the disk takes anything new."""
    return not os.statvfs(folder).f_flag & os.ST_RDONLY and os.access(folder, os.W_OK)


def files_of(main: Path) -> Iterator[Path]:
    """The file, its write-ahead log and the log's index, as far as they are there."""
    for ending in ("", "-wal", "-shm"):
        file = main.with_name(main.name + ending)
        if file.exists():
            yield file


def is_missing(main: Path) -> bool:
    """Whether nothing is there, or nothing in it."""
    return not main.exists() or main.stat().st_size == 0


def remove(main: Path) -> None:
    """Delete a database file and what SQLite keeps beside it."""
    for file in files_of(main):
        file.unlink()


def set_aside(folder: Path, name: str) -> Path:
    """Move the file under another name; by number, since clocks can be wrong."""
    under_way = folder / f"{name}{UNDER_WAY}"
    under_way.mkdir(mode=0o700, exist_ok=True)
    _move(folder, under_way)
    return _numbered(under_way, name)


def finish_moves(folder: Path) -> None:
    """What a power cut interrupted: a log must not be parted from its file."""
    for name in (DAMAGED, REPLACED):
        under_way = folder / f"{name}{UNDER_WAY}"
        if not under_way.exists():
            continue
        if not (folder / FILE).exists():  # it goes first, so the rest is to follow
            _move(folder, under_way)
        if any(under_way.iterdir()):
            _numbered(under_way, name)
        else:
            under_way.rmdir()


def _move(folder: Path, to: Path) -> None:
    for file in files_of(folder / FILE):
        file.replace(to / file.name)
    sync(to)
    sync(folder)


def _numbered(under_way: Path, name: str) -> Path:
    folder = under_way.parent
    before = newest(folder, name)
    number = 1 + (int(before.name.removeprefix(name)) if before else 0)
    aside = under_way.replace(folder / f"{name}{number}")
    sync(folder)
    return aside


def newest(folder: Path, name: str) -> Path | None:
    """The folder of that name with the highest number."""
    numbers = [
        int(number)
        for each in folder.glob(f"{name}*")
        if (number := each.name.removeprefix(name)).isdecimal()
    ]
    return folder / f"{name}{max(numbers)}" if numbers else None


def install(candidate: Path, folder: Path) -> None:
    """Give a closed database file the store's name, whole or not at all."""
    candidate.chmod(0o600)
    sync(candidate)
    for file in files_of(folder / FILE):
        if file.name != FILE:
            file.unlink()  # a log of the file that is replaced must not be replayed
    candidate.replace(folder / FILE)
    sync(folder)
