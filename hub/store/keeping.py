"""What a steward does with a data folder: back it up, put a backup back, wipe it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hub.store.damage import StoreDamaged, StoreTooNew
from hub.store.ledger import FolderUnusable, Naming, claim, renew_origin, unusable
from hub.store.recovery import FILE, REPLACED, install, remove, set_aside
from hub.store.sqlite_storage import SqliteStorage, copied_from_file, sync_file


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
        sync_file(file.absolute().parent)
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
        candidate = folder / "restoring.db"
        remove(candidate)
        try:
            if file.stat().st_size == 0:
                raise StoreDamaged("it is empty")
            shutil.copyfile(file, candidate)
            storage = SqliteStorage(candidate)
            with storage.transaction():
                renew_origin(storage, naming)
            storage.close()
        except (OSError, sqlite3.Error, StoreDamaged, StoreTooNew) as error:
            remove(candidate)
            raise BackupUnusable(f"{file} can't be put back: {error}.") from error
        aside = None
        if (folder / FILE).exists():
            aside = set_aside(folder, REPLACED)
        install(candidate, folder)
        return aside


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
            sync_file(folder)
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
