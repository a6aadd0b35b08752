"""Starting in spite of damage: set the file aside, go on from the last good copy."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hub.store.damage import StoreDamaged
from hub.store.salvage import Found, salvaged
from hub.store.sqlite_storage import SqliteStorage, sync_file

FILE = "porchlight.db"
COPIES = ("good-1.db", "good-2.db")
"""The newest first; each was read whole without a fault before it was copied."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A storage, and where a damaged file was set aside, if one was."""

    storage: SqliteStorage
    set_aside: Path | None


def open_storage(folder: Path, on_restore: Callable[[SqliteStorage], None]) -> Opened:
    """Open the folder's file, or what can be saved of it.

    `on_restore` may change what was restored before it takes the file's place.
    Raises StoreTooNew, sqlite3.Error, OSError.
    """
    main = folder / FILE
    try:
        if _lost(main):
            raise StoreDamaged("it is gone, though there is a copy of it")
        return Opened(SqliteStorage(main), None)
    except StoreDamaged as damage:
        aside = set_aside(folder)
        logger.error("the store is damaged (%s); set aside as %s", damage, aside)
    storage = _restored(folder, aside, on_restore)
    return Opened(storage, aside)


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


def set_aside(folder: Path) -> Path:
    """Move the file under another name; by number, since clocks can be wrong."""
    number = 1
    while (aside := folder / f"damaged-{number}").exists():
        number += 1
    aside.mkdir(mode=0o700)
    for file in _files(folder / FILE):
        file.replace(aside / file.name)
    sync_file(aside)
    sync_file(folder)
    return aside


def _restored(
    folder: Path, aside: Path, on_restore: Callable[[SqliteStorage], None]
) -> SqliteStorage:
    """The last good copy and whatever of the damaged file still has its checksum."""
    candidate = folder / "restoring.db"
    found = salvaged(aside / FILE)
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
