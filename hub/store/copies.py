"""Good copies of the store: what the hub goes on from when its file is damaged."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from hub.on_disk import sync
from hub.store.damage import StoreDamaged
from hub.store.documents import CONTACTS, KEYHOLDERS, UNREADABLE, Document
from hub.store.migrations import VERSION
from hub.store.radios import RADIOS, radio_of
from hub.store.rows import bring_up, reading, texts_of
from hub.store.sqlite_storage import SqliteStorage

COPIES = ("good-1.db", "good-2.db")
"""The newest first; each was read whole without a fault before it was copied."""

FRESH = "good-new.db"

COPY_EVERY = 200
"""Records between two good copies: what a damaged file can cost, at most."""

logger = logging.getLogger(__name__)


class GoodCopies:
    """When copies are made. What the disk refuses is owed, and made up for with the
    next record: a post is kept, also where no copy of it could be made.

    For all threads.
    """

    def __init__(self, folder: Path, storage: SqliteStorage) -> None:
        """Look whether the copies tell what the store does not."""
        self._folder = folder
        self._storage = storage
        self._lock = threading.Lock()
        self._until_next = 0
        self._outlived = drop_half_edited(folder) or are_outlived(folder, storage)
        if self._outlived and not storage.read_only:
            self._make()

    def records_kept(self, count: int) -> None:
        """So many more records are kept: now and then that is worth a copy."""
        with self._lock:
            self._until_next -= count
            if self._until_next < 0 or self._outlived:
                self._make()

    def outlived(self) -> None:
        """Something was taken from the store, and no copy is to say it any more."""
        with self._lock:
            if not self._outlived and self._edit():
                return
            self._outlived = True
            self._make()

    def _edit(self) -> bool:
        """Whether it was taken from the copies where it stands."""
        try:
            return edit_copies(self._folder, self._storage)
        except (OSError, sqlite3.Error) as error:
            logger.error("a good copy can't be changed, so it is made anew: %s", error)
            return False

    def _make(self) -> None:
        self._until_next = COPY_EVERY
        make = keep_two_fresh_copies if self._outlived else keep_good_copy
        try:
            make(self._folder, self._storage)
            self._outlived = False
        except (OSError, sqlite3.Error, StoreDamaged) as error:
            logger.error("no good copy of the store could be made: %s", error)


def keep_good_copy(folder: Path, storage: SqliteStorage) -> None:
    """Copy what is committed, and let the copy before it be the second one.

    Raises StoreDamaged, sqlite3.Error, OSError; the copies are then as they were.
    """
    fresh = _fresh_copy(folder, storage)
    first, second = (folder / name for name in COPIES)
    if first.exists():
        first.replace(second)
    fresh.replace(first)
    sync(folder)


def keep_two_fresh_copies(folder: Path, storage: SqliteStorage) -> None:
    """Copy what is committed in the place of both copies: they must not tell what was
    taken from the store, as a contact or a steward's code. Raises as `keep_good_copy`.
    """
    storage.scrub()
    drop_half_edited(folder)
    for name in COPIES:
        _fresh_copy(folder, storage).replace(folder / name)
    sync(folder)


def edit_copies(folder: Path, storage: SqliteStorage) -> bool:
    """Have both copies tell of people what the store tells, page by page: written
    afresh, each would cost the card as much as the whole store. False where one is
    missing, or of an earlier version. Raises sqlite3.Error, OSError.
    """
    files = [folder / name for name in COPIES]
    if not all(file.exists() for file in files) or storage.read_only:
        return False
    storage.scrub()
    for file in files:
        with closing(sqlite3.connect(file, isolation_level=None)) as copy:
            # What is deleted is gone from the file, and not only out of sight.
            copy.execute("pragma secure_delete = on")
            copy.execute("pragma synchronous = full")
            if copy.execute("pragma user_version").fetchone()[0] != VERSION:
                return False
            copy.execute("begin immediate")
            for table in (CONTACTS, KEYHOLDERS, RADIOS):
                bring_up(copy, table, storage.collection(table), table == KEYHOLDERS)
            copy.execute("commit")
    return True


def drop_half_edited(folder: Path) -> bool:
    """Copies that a power cut caught at an edit: its journal must meet no other file.
    Whether there was one."""
    found = False
    for name in COPIES:
        journal = folder / f"{name}-journal"
        if journal.exists():
            with suppress(OSError):  # a disk that can only be read
                (folder / name).unlink(missing_ok=True)
                journal.unlink()
                found = True
    return found


def _fresh_copy(folder: Path, storage: SqliteStorage) -> Path:
    fresh = folder / FRESH
    fresh.unlink(missing_ok=True)
    storage.copy_to(fresh)
    return fresh


def are_outlived(folder: Path, storage: SqliteStorage) -> bool:
    """Whether a copy tells of people what the store does not: the power went between
    the two, or the disk refused the copy."""
    keyholders = _said(storage.collection(KEYHOLDERS).values())
    contacts = _said(storage.collection(CONTACTS).values())
    radios = _radios_in(map(json.dumps, storage.collection(RADIOS).values()))
    for file in (folder / name for name in COPIES):
        if not file.exists():
            continue
        try:
            with reading(file) as copy:
                holders, known = texts_of(copy, KEYHOLDERS), texts_of(copy, CONTACTS)
                copied = _radios_in(texts_of(copy, RADIOS))
        except sqlite3.Error as error:
            logger.error("the copy %s can't be looked through: %s", file.name, error)
            continue
        if holders != keyholders or not (known <= contacts and copied <= radios):
            return True
    return False


def _said(documents: Iterable[Document]) -> set[str]:
    return {json.dumps(each) for each in documents}


def _radios_in(bodies: Iterable[str]) -> set[int]:
    """The radios that they are about, whatever else they say of them by now."""
    numbers = set()
    for body in bodies:
        with suppress(*UNREADABLE):
            numbers.add(radio_of(json.loads(body)).number)
    return numbers


def candidates_of(folder: Path) -> Iterator[Path]:
    """The copies that there are, the newest first."""
    for name in COPIES:
        file = folder / name
        if file.exists() and file.stat().st_size > 0:
            yield file
