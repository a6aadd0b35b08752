"""A TinyDB storage on one SQLite file."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from hub.store.damage import DiskFull, StoreDamaged
from hub.store.migrations import VERSION, Tables, migrated
from hub.store.overlay import Document, Edit, Overlay
from hub.store.rows import SCHEMA, checked, copied_to, write

Documents = dict[str, Document]

APPLICATION_ID = 0x504F5243
"""Marks the file as ours ("PORC"): SQLite keeps it in the header for such a purpose."""

PAGE_BYTES = 1024
"""A post touches a few pages, and each is written whole: small ones spare the card."""

LEAST_FREE_BYTES = 16 * 1024 * 1024
"""Below that nothing is written any more, so that what is running goes on running."""


class SqliteStorage(Storage):
    """Keeps every document in memory for reading, and writes the touched ones only.

    One transaction at a time: a change that touches several tables goes between
    `with storage.transaction():` and is on the disk as a whole, or not at all.
    Raises sqlite3.Error and OSError where the disk does; memory then is as before.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or make the file, and read it whole. `read_only`: refuse every write.

        Raises StoreDamaged, StoreTooNew, and sqlite3.Error where it can't be reached.
        """
        self._folder = path.parent
        self.read_only = read_only
        self._lock = threading.RLock()
        self._open: dict[str, Overlay] | None = None
        self._connection = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None
        )
        try:
            self._prepare()
            self._collections = self._load()
        except BaseException as error:
            self._connection.close()
            if _is_damage(error):
                raise StoreDamaged(str(error)) from error
            raise

    def _prepare(self) -> None:
        execute = self._connection.execute
        if execute("pragma schema_version").fetchone()[0] == 0:
            execute(f"pragma page_size = {PAGE_BYTES}")
            execute("pragma journal_mode = wal")
            with self._commit_or_not() as cursor:
                cursor.execute(SCHEMA)
                cursor.execute(f"pragma application_id = {APPLICATION_ID}")
                cursor.execute(f"pragma user_version = {VERSION}")
        if execute("pragma application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreDamaged("it is another program's file")
        # FULL: a commit is on the disk when it returns, in WAL mode too.
        execute("pragma journal_mode = wal")
        execute("pragma synchronous = full")
        # What is deleted is gone from the file, and not only out of sight.
        execute("pragma secure_delete = on")

    def _load(self) -> dict[str, Documents]:
        tables: Tables = {}
        for collection, number, body in checked(self._connection):
            document = json.loads(body)
            if not isinstance(document, dict):
                raise StoreDamaged(f"{collection} {number} is no document")
            tables.setdefault(collection, {})[str(number)] = document
        version = self._connection.execute("pragma user_version").fetchone()[0]
        wanted = migrated(tables, version)
        if version != VERSION:
            self._rewrite(wanted)
        return wanted

    def _rewrite(self, tables: Tables) -> None:
        """Replace every document: after a migration, in one transaction."""
        with self._commit_or_not() as cursor:
            cursor.execute("delete from documents")
            for collection, documents in tables.items():
                for number, document in documents.items():
                    write(cursor, Edit(collection, int(number), document))
            cursor.execute(f"pragma user_version = {VERSION}")

    def copy_to(self, path: Path) -> None:
        """Copy everything that is committed into a new file, and sync it.

        Raises StoreDamaged, sqlite3.Error and OSError.
        """
        with self._lock:
            copied_to(self._connection, path)

    def scrub(self) -> None:
        """Leave nothing in the log beside the file: what was deleted lies there still.

        Raises sqlite3.Error and OSError.
        """
        with self._lock:
            self._connection.execute("pragma wal_checkpoint(truncate)")

    def shrink(self) -> None:
        """Give back to the disk what deleted documents left, if it is most of the file.

        Raises sqlite3.Error and OSError; the file is then as it was.
        """
        with self._lock:
            execute = self._connection.execute
            free = execute("pragma freelist_count").fetchone()[0]
            if 2 * free > execute("pragma page_count").fetchone()[0]:
                self._check_room()
                execute("vacuum")
                self.scrub()

    # -- TinyDB's three methods ----------------------------------------------

    def read(self) -> dict[str, Documents] | None:
        """Every table; TinyDB's own way in, not ours: tables read by `collection`."""
        with self._lock:
            return dict(self._collections) or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the whole database equal to `data` (dropping tables comes this way)."""
        with self.transaction():
            for name in set(self._collections) | set(data):
                wanted = {int(key): body for key, body in data.get(name, {}).items()}
                overlay = self.edit(name)
                for doc_id in [each for each in overlay if each not in wanted]:
                    del overlay[doc_id]
                overlay.update(wanted)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    # -- what our tables use -------------------------------------------------

    def collection(self, name: str) -> Mapping[str, Document]:
        """The documents of one table by their id, to be read only."""
        with self._lock:
            return self._collections.get(name, {})

    def names(self) -> list[str]:
        """The tables that have documents."""
        with self._lock:
            return list(self._collections)

    def edit(self, name: str) -> Overlay:
        """A view of one table that remembers its changes until the commit."""
        if self._open is None:
            raise RuntimeError("documents are changed inside a transaction")
        if name not in self._open:
            self._open[name] = Overlay(name, self.collection(name))
        return self._open[name]

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside become durable together at the end, or none does."""
        with self._lock:
            if self._open is not None:  # inside another one: that one commits
                yield
                return
            self._open = {}
            try:
                yield
                self._commit(
                    [edit for each in self._open.values() for edit in each.changes()]
                )
            finally:
                self._open = None

    def _commit(self, edits: list[Edit]) -> None:
        if not edits:
            return
        self._check_room()
        with self._commit_or_not() as cursor:
            for edit in edits:
                write(cursor, edit)
        for edit in edits:
            self._remember(edit)

    @property
    def is_full(self) -> bool:
        """Whether so little room is left that nothing new is kept. Raises OSError."""
        disk = os.statvfs(self._folder)
        return disk.f_bavail * disk.f_frsize < LEAST_FREE_BYTES

    def _check_room(self) -> None:
        if self.read_only:
            raise OSError(errno.EROFS, "the disk can only be read")
        if self.is_full:
            raise DiskFull(errno.ENOSPC, "the disk is almost full")

    @contextlib.contextmanager
    def _commit_or_not(self) -> Iterator[sqlite3.Cursor]:
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin immediate")
            yield cursor
            cursor.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                cursor.execute("rollback")
            raise

    def _remember(self, edit: Edit) -> None:
        documents = self._collections.setdefault(edit.collection, {})
        if edit.document is not None:
            documents[str(edit.doc_id)] = edit.document
        else:
            documents.pop(str(edit.doc_id), None)
            if not documents:
                del self._collections[edit.collection]


def _is_damage(error: BaseException) -> bool:
    """Whether the file is at fault, and not the disk or the way to it."""
    if isinstance(error, sqlite3.OperationalError):
        return error.sqlite_errorcode == sqlite3.SQLITE_ERROR  # a table is missing
    return isinstance(error, sqlite3.DatabaseError | ValueError | KeyError)
