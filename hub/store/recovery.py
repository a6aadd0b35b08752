"""Starting in spite of damage: set the file aside, go on from the last good copy."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.store.damage import StoreDamaged
from hub.store.salvage import Found, salvaged
from hub.store.sqlite_storage import SqliteStorage, sync_file

FILE = "porchlight.db"
COPIES = ("good-1.db", "good-2.db")
"""The newest first; each was read whole without a fault before it was copied."""

DAMAGED = "damaged-"
REPLACED = "replaced-"
"""Where a file goes that is damaged, or that a backup takes the place of."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A storage; `restored` where the file was damaged and this is what was saved."""

    storage: SqliteStorage
    restored: bool


def open_storage(folder: Path, on_restore: Callable[[SqliteStorage], None]) -> Opened:
    """Open the folder's file, or what can be saved of it.

    `on_restore` may change what was restored before it takes the file's place.
    Raises StoreTooNew, sqlite3.Error, OSError.
    """
    main = folder / FILE
    try:
        if _lost(main):
            raise StoreDamaged("it is gone, though there is a copy of it")
        return Opened(_opened(main), restored=False)
    except StoreDamaged as damage:
        if any(_files(main)):
            set_aside(folder, DAMAGED)
        aside = _newest(folder, DAMAGED)
        logger.error("the store is damaged (%s); see %s", damage, aside or folder)
    return Opened(_restored(folder, aside, on_restore), restored=True)


def _opened(main: Path) -> SqliteStorage:
    """The file itself; on a disk that can only be read, a copy of it in memory.

    SQLite needs to write beside the file even to read what is in its log.
    """
    if not main.exists() or _writable(main.parent):
        return SqliteStorage(main)
    logger.error("the disk with %s can only be read: nothing new is kept", main.parent)
    with tempfile.TemporaryDirectory() as place:
        for file in _files(main):
            shutil.copyfile(file, Path(place) / file.name)
        # What is open stays open when its name is gone.
        return SqliteStorage(Path(place) / FILE, read_only=True)


def _writable(folder: Path) -> bool:
    return not os.statvfs(folder).f_flag & os.ST_RDONLY and os.access(folder, os.W_OK)


def keep_good_copy(folder: Path, storage: SqliteStorage) -> None:
    """Copy what is committed, and let the copy before it be the second one.

    Raises StoreDamaged, sqlite3.Error, OSError; the copies are then as they were.
    """
    fresh = folder / "good-new.db"
    fresh.unlink(missing_ok=True)
    storage.copy_to(fresh)
    first, second = (folder / name for name in COPIES)
    if first.exists():
        first.replace(second)
    fresh.replace(first)
    sync_file(folder)


def _lost(main: Path) -> bool:
    empty = not main.exists() or main.stat().st_size == 0
    return empty and any((main.parent / name).exists() for name in COPIES)


def _files(main: Path) -> Iterator[Path]:
    """The file, its write-ahead log and the log's index, as far as they are there."""
    for ending in ("", "-wal", "-shm"):
        file = main.with_name(main.name + ending)
        if file.exists():
            yield file


def set_aside(folder: Path, name: str) -> Path:
    """Move the file under another name; by number, since clocks can be wrong."""
    newest = _newest(folder, name)
    number = 1 + (int(newest.name.removeprefix(name)) if newest else 0)
    aside = folder / f"{name}{number}"
    aside.mkdir(mode=0o700)
    for file in _files(folder / FILE):
        file.replace(aside / file.name)
    sync_file(aside)
    sync_file(folder)
    return aside


def _newest(folder: Path, name: str) -> Path | None:
    """The folder of that name with the highest number."""
    numbers = [
        int(number)
        for each in folder.glob(f"{name}*")
        if (number := each.name.removeprefix(name)).isdecimal()
    ]
    return folder / f"{name}{max(numbers)}" if numbers else None


def _restored(
    folder: Path, aside: Path | None, on_restore: Callable[[SqliteStorage], None]
) -> SqliteStorage:
    """The last good copy and whatever of the damaged file still has its checksum.

    What was set aside by a start that was cut short is looked through again.
    """
    candidate = folder / "restoring.db"
    found = salvaged(aside / FILE) if aside else []
    storage = _from_best_copy(folder, candidate)
    with storage.transaction():
        _add(storage, found)
        on_restore(storage)
    storage.close()
    install(candidate, folder)
    return SqliteStorage(folder / FILE)


def _add(storage: SqliteStorage, found: Iterable[Found]) -> None:
    """Add the documents that the copy does not have, behind those that it has."""
    known = {
        (name, json.dumps(document))
        for name in storage.names()
        for document in storage.collection(name).values()
    }
    for each in found:
        if (each.collection, each.body) not in known:
            table = storage.edit(each.collection)
            table[max(table, default=0) + 1] = each.document


def _from_best_copy(folder: Path, candidate: Path) -> SqliteStorage:
    """The newest copy that can be read; an empty store where there is none."""
    for name in COPIES:
        remove(candidate)
        if (folder / name).exists() and (folder / name).stat().st_size > 0:
            shutil.copyfile(folder / name, candidate)
            try:
                return SqliteStorage(candidate)
            except StoreDamaged as damage:
                logger.error("the copy %s is damaged too (%s)", name, damage)
    remove(candidate)
    return SqliteStorage(candidate)


def remove(main: Path) -> None:
    """Delete a database file and what SQLite keeps beside it."""
    for file in _files(main):
        file.unlink()


def install(candidate: Path, folder: Path) -> None:
    """Give a closed database file the store's name, whole or not at all."""
    candidate.chmod(0o600)
    sync_file(candidate)
    for file in _files(folder / FILE):
        if file.name != FILE:
            file.unlink()  # a log of the file that is replaced must not be replayed
    candidate.replace(folder / FILE)
    sync_file(folder)
