"""Starting in spite of damage: set the file aside, go on from the last good copy."""

from __future__ import annotations

import contextlib
import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hub.domain.ids import RecordId
from hub.store.copies import COPIES, FRESH, candidates_of
from hub.store.damage import StoreDamaged
from hub.store.documents import RECORDS
from hub.store.folder import (
    DAMAGED,
    FILE,
    READY,
    RESTORING,
    files_of,
    finish_moves,
    install,
    is_missing,
    is_writable,
    newest,
    remove,
    set_aside,
)
from hub.store.log import check_log
from hub.store.merging import add_found, drop_orphans, names_in
from hub.store.salvage import Salvaged, salvaged
from hub.store.sqlite_storage import SqliteStorage

__all__ = ["COPIES", "FILE", "Opened", "open_storage"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A storage; `restored` where the file was damaged and this is what was saved."""

    storage: SqliteStorage
    restored: bool


@dataclass(frozen=True, slots=True)
class _Basis:
    """What is gone on from, and the records of the good copy that it is, if it is."""

    storage: SqliteStorage
    copied: frozenset[RecordId] | None = None


def open_storage(folder: Path, on_restore: Callable[[SqliteStorage], None]) -> Opened:
    """Open the folder's file, or what can be saved of it.

    `on_restore` may change what was restored before it takes the file's place.
    Raises StoreTooNew, sqlite3.Error, OSError.
    """
    main = folder / FILE
    try:
        if is_writable(folder):
            _finish(folder)
        if _is_lost(main):
            raise StoreDamaged("it is gone, though there are traces of it")
        check_log(main)
        storage = _opened(main)
        _tidy(folder)
        return Opened(storage, restored=False)
    except StoreDamaged as damage:
        if any(files_of(main)):
            set_aside(folder, DAMAGED)
        aside = newest(folder, DAMAGED)
        logger.error("the store is damaged (%s); see %s", damage, aside or folder)
    return Opened(_restored(folder, aside, on_restore), restored=True)


def _finish(folder: Path) -> None:
    """Go on with what a power cut interrupted."""
    finish_moves(folder)
    if is_missing(folder / FILE) and (folder / READY).exists():
        logger.info("the backup that was about to be put back takes its place")
        install(folder / READY, folder)


def _is_lost(main: Path) -> bool:
    """Whether there was a file once: such a folder is no new hub's."""
    folder = main.parent
    traces = any((folder / name).exists() for name in (*COPIES, RESTORING))
    return is_missing(main) and (traces or newest(folder, DAMAGED) is not None)


def _opened(main: Path) -> SqliteStorage:
    """The file itself; on a disk that can only be read, a copy of it in memory.

    SQLite needs to write beside the file even to read what is in its log.
    """
    if not main.exists() or is_writable(main.parent):
        return SqliteStorage(main)
    logger.error("the disk with %s can only be read: nothing new is kept", main.parent)
    with tempfile.TemporaryDirectory() as place:
        for file in files_of(main):
            shutil.copyfile(file, Path(place) / file.name)
        # What is open stays open when its name is gone.
        return SqliteStorage(Path(place) / FILE, read_only=True)


def _tidy(folder: Path) -> None:
    """The store is well: what a power cut left unfinished beside it is of no use."""
    with contextlib.suppress(OSError):
        for name in (RESTORING, READY, FRESH):
            remove(folder / name)


def _restored(
    folder: Path, aside: Path | None, on_restore: Callable[[SqliteStorage], None]
) -> SqliteStorage:
    """The last good copy and whatever of the damaged file still makes sense.

    Until it takes the file's place nothing that it is made from is touched: after a
    power cut the next start does it again.
    """
    candidate = folder / RESTORING
    found = salvaged(aside / FILE) if aside else Salvaged()
    basis = _basis(folder, candidate, begun_anew=aside is not None)
    with basis.storage.transaction():
        add_found(basis.storage, found, basis.copied)
        drop_orphans(basis.storage)
        on_restore(basis.storage)
    basis.storage.close()
    install(candidate, folder)
    return SqliteStorage(folder / FILE)


def _basis(folder: Path, candidate: Path, *, begun_anew: bool) -> _Basis:
    """The newest copy that can be read; else an empty store, or what is left of an
    interrupted restore, unless what that was made from is still there."""
    for copy in candidates_of(folder):
        remove(candidate)
        shutil.copyfile(copy, candidate)
        try:
            storage = SqliteStorage(candidate)
        except StoreDamaged as damage:
            logger.error("the copy %s is damaged too (%s)", copy.name, damage)
        else:
            records = storage.collection(RECORDS).values()
            return _Basis(storage, names_in(records))
    if begun_anew:
        remove(candidate)
    try:
        return _Basis(SqliteStorage(candidate))
    except StoreDamaged:
        remove(candidate)
        return _Basis(SqliteStorage(candidate))
