"""Documents as rows of an SQLite file: each with its checksum, checked and copied."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from hub.on_disk import sync
from hub.store.damage import StoreDamaged
from hub.store.overlay import Document, Edit

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


def checksum_of(collection: str, body: str) -> int:
    """CRC-32 of a document and its table: SQLite does not check what a page says."""
    return zlib.crc32(f"{collection}\0{body}".encode())


def key_of(collection: str, doc_id: int) -> int:
    """Where a document lies among all."""
    table = zlib.crc32(collection.encode()) & 0x3FFFFF
    return table << ID_BITS | doc_id


def checked(connection: sqlite3.Connection) -> Iterator[tuple[str, int, str]]:
    """Every document as (table, id, text), in order. Raises StoreDamaged."""
    found = connection.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreDamaged(found)
    for key, collection, body, checksum in connection.execute(SELECT):
        doc_id = key & ((1 << ID_BITS) - 1)
        if checksum != checksum_of(collection, body) or key != key_of(
            collection, doc_id
        ):
            raise StoreDamaged(f"{collection} {doc_id} does not match its checksum")
        yield collection, doc_id, body


def texts_of(connection: sqlite3.Connection, collection: str) -> set[str]:
    """The documents of one table as they are kept, the rest of the file unread."""
    first, last = key_of(collection, 0), key_of(collection, (1 << ID_BITS) - 1)
    query = "select body from documents where key between ? and ?"
    return {body for (body,) in connection.execute(query, (first, last))}


def bring_up(
    connection: sqlite3.Connection,
    collection: str,
    wanted: Mapping[str, Document],
    newer: bool,
) -> None:
    """Have a table tell no more than `wanted`, and of each document what that says;
    `newer`: those that it lacks as well."""
    first, last = key_of(collection, 0), key_of(collection, (1 << ID_BITS) - 1)
    query = "select key, body from documents where key between ? and ?"
    told = dict(connection.execute(query, (first, last)).fetchall())
    bodies = {
        key_of(collection, int(each)): json.dumps(wanted[each]) for each in wanted
    }
    cursor = connection.cursor()
    for key in told.keys() | (bodies.keys() if newer else set()):
        if told.get(key) != bodies.get(key):
            doc_id = key & ((1 << ID_BITS) - 1)
            write(cursor, Edit(collection, doc_id, wanted.get(str(doc_id))))


def write(cursor: sqlite3.Cursor, edit: Edit) -> None:
    """Put one document in its place, or take it away."""
    key = key_of(edit.collection, edit.doc_id)
    if edit.document is None:
        cursor.execute("delete from documents where key = ?", (key,))
        return
    body = json.dumps(edit.document)  # ASCII: `salvage` reads it as it lies
    cursor.execute(
        "insert or replace into documents values (?, ?, ?, ?)",
        (key, edit.collection, body, checksum_of(edit.collection, body)),
    )


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
    sync(path)


def copied_from_file(source: Path, path: Path) -> None:
    """Copy a database that another process may have open; raises as `copied_to`."""
    with reading(source) as connection:
        copied_to(connection, path)


@contextlib.contextmanager
def reading(source: Path) -> Iterator[sqlite3.Connection]:
    """A database that is there, to be read only."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection
