"""What a steward does with a data folder: back it up, put a backup back, wipe it."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hub.on_disk import sync
from hub.store.copies import keep_two_fresh_copies
from hub.store.damage import StoreDamaged, StoreTooNew
from hub.store.folder import (
    FILE,
    READY,
    REPLACED,
    RESTORING,
    FolderUnusable,
    claim,
    finish_moves,
    install,
    remove,
    set_aside,
    unusable,
)
from hub.store.identity import Naming, renew_origin
from hub.store.merging import drop_orphans
from hub.store.rows import copied_from_file
from hub.store.sqlite_storage import SqliteStorage

logger = logging.getLogger(__name__)


class BackupUnusable(Exception):
    """The backup can't be written or read; the message says why, for a person."""


def back_up(folder: Path, file: Path) -> None:
    """Copy everything that the hub has acknowledged into one file, while it runs.

    The file holds private things: it is readable for its owner only. Raises
    BackupUnusable; a file of that name is then as it was.
    """
    fresh = file.with_name(file.name + ".new")
    try:
        fresh.unlink(missing_ok=True)
        copied_from_file(folder / FILE, fresh)
        fresh.replace(file)
        sync(file.absolute().parent)
    except (OSError, sqlite3.Error, StoreDamaged) as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise BackupUnusable(
            f"No backup of {folder} could be written to {file}: {error}."
        ) from error


def restore(folder: Path, file: Path, naming: Naming) -> Path | None:
    """Put a backup in the place of the hub's file; the hub takes a new origin.

    What was there is set aside; the answer says where, if something was. Raises
    BackupUnusable, FolderUnusable (also while the hub runs).
    """
    with _claimed(folder):
        try:
            finish_moves(folder)
            ready = _prepared(folder, file, naming)
        except (OSError, sqlite3.Error, StoreDamaged, StoreTooNew) as error:
            for name in (RESTORING, READY):
                remove(folder / name)
            raise BackupUnusable(f"{file} can't be put back: {error}.") from error
        aside = None
        if (folder / FILE).exists():
            aside = set_aside(folder, REPLACED)
        install(ready, folder)
        _copy_afresh(folder)
        return aside


def _prepared(folder: Path, file: Path, naming: Naming) -> Path:
    """The backup as the hub will have it; once it is there, a start takes it over."""
    candidate, ready = folder / RESTORING, folder / READY
    remove(candidate)
    remove(ready)
    if file.stat().st_size == 0:
        raise StoreDamaged("it is empty")
    shutil.copyfile(file, candidate)
    storage = SqliteStorage(candidate)
    with contextlib.closing(storage), storage.transaction():
        drop_orphans(storage)
        renew_origin(storage, naming)
    sync(candidate)
    candidate.replace(ready)
    sync(folder)
    return ready


def _copy_afresh(folder: Path) -> None:
    """The good copies are of what was replaced, maybe of another hub."""
    try:
        with contextlib.closing(SqliteStorage(folder / FILE)) as storage:
            keep_two_fresh_copies(folder, storage)
    except (OSError, sqlite3.Error, StoreDamaged) as error:
        logger.error("no good copy of the backup could be made: %s", error)


def wipe(folder: Path) -> int:
    """Overwrite and delete every file of the hub; how many there were.

    A memory card keeps old copies of what is overwritten where no program can reach
    them: this is as much as it lets us do. Raises FolderUnusable.
    """
    with _claimed(folder):
        files = [each for each in sorted(folder.rglob("*")) if each.is_file()]
        try:
            for file in files:
                _overwrite(file)
                file.unlink()
            for place in sorted(folder.rglob("*"), reverse=True):
                place.rmdir()
            sync(folder)
        except OSError as error:
            raise unusable(folder, error) from error
        return len(files)


def _overwrite(file: Path) -> None:
    with file.open("r+b", buffering=0) as stream:
        left = file.stat().st_size
        while left > 0:
            left -= stream.write(bytes(min(left, 1 << 20)))
        os.fsync(stream.fileno())


@contextlib.contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    if not folder.is_dir():
        raise FolderUnusable(f"There is no data folder {folder}.")
    descriptor = claim(folder)
    try:
        yield
    finally:
        os.close(descriptor)
