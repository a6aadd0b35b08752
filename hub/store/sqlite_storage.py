"""A TinyDB storage on one SQLite file: with `salvage` all that speaks SQL."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from hub.store.damage import DiskFull, StoreDamaged
from hub.store.migrations import VERSION, Tables, migrated
from hub.store.overlay import Document, Edit, Overlay

Documents = dict[str, Document]

SCHEMA = """
create table documents (
    key integer primary key,
    collection text not null,
    body text not null,
    checksum integer not null
)
"""
"""Documents lie whole in their pages and in the order of their keys, so that a new one
touches a single page, and `salvage` finds them without SQLite's help."""

ID_BITS = 40
"""A key is a table's number, made of its name, and below it the document's id."""

SELECT = "select key, collection, body, checksum from documents order by key"

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

    def _load(self) -> dict[str, Documents]:
        tables: Tables = {}
        for collection, number, body in checked(self._connection):
            tables.setdefault(collection, {})[str(number)] = json.loads(body)
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
                    _write(cursor, Edit(collection, int(number), document))
            cursor.execute(f"pragma user_version = {VERSION}")

    def copy_to(self, path: Path) -> None:
        """Copy everything that is committed into a new file, and sync it.

        Raises StoreDamaged, sqlite3.Error and OSError.
        """
        with self._lock:
            copied_to(self._connection, path)

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
                _write(cursor, edit)
        for edit in edits:
            self._remember(edit)

    def _check_room(self) -> None:
        if self.read_only:
            raise OSError(errno.EROFS, "the disk can only be read")
        disk = os.statvfs(self._folder)
        if disk.f_bavail * disk.f_frsize < LEAST_FREE_BYTES:
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


def checksum_of(collection: str, body: str) -> int:
    """CRC-32 of a document and its table: SQLite does not check what a page says."""
    return zlib.crc32(f"{collection}\0{body}".encode())


def _key(collection: str, doc_id: int) -> int:
    table = zlib.crc32(collection.encode()) & 0x3FFFFF
    return table << ID_BITS | doc_id


def checked(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str]]:
    """Every document as (table, id, text), in order. Raises StoreDamaged."""
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreDamaged(found)
    for key, collection, body, checksum in connection.execute(SELECT):
        doc_id = key & ((1 << ID_BITS) - 1)
        if checksum != checksum_of(collection, body) or key != _key(collection, doc_id):
            raise StoreDamaged(f"{collection} {doc_id} does not match its checksum")
        yield collection, doc_id, body


def copied_to(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a database into a new file by SQLite's online backup, check it, sync it.

    Raises StoreDamaged, sqlite3.Error, OSError.
    """
    target = sqlite3.connect(path)
    try:
        connection.backup(target)
        target.execute("pragma journal_mode = delete")  # one file, no WAL beside it
        for _ in checked(target):
            pass
    finally:
        target.close()
    path.chmod(0o600)
    sync_file(path)


def copied_from_file(source: Path, path: Path) -> None:
    """Copy a database that another process may have open; raises as `copied_to`."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        copied_to(connection, path)


def sync_file(path: Path) -> None:
    """What the file or folder holds is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(cursor: sqlite3.Cursor, edit: Edit) -> None:
    key = _key(edit.collection, edit.doc_id)
    if edit.document is None:
        cursor.execute("delete from documents where key = ?", (key,))
        return
    body = json.dumps(edit.document)  # ASCII: `salvage` reads it as it lies
    cursor.execute(
        "insert or replace into documents values (?, ?, ?, ?)",
        (key, edit.collection, body, checksum_of(edit.collection, body)),
    )
