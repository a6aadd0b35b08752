"""A TinyDB storage on one SQLite file; the only module that speaks SQL."""

from __future__ import annotations

import copy
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

Document = dict[str, Any]
Documents = dict[str, Document]

SCHEMA = """
create table if not exists documents (
    collection text not null,
    id integer not null,
    body text not null,
    primary key (collection, id)
) without rowid
"""


class SqliteStorage(Storage):
    """Keeps every document in memory for reading, and writes the touched ones only.

    One transaction at a time: a change that touches several tables goes between
    `with storage.transaction():` and is on the disk as a whole, or not at all.
    Raises sqlite3.Error where SQLite does; memory then is as it was before.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._open: dict[str, Overlay] | None = None
        self._connection = sqlite3.connect(
            path, check_same_thread=False, isolation_level=None
        )
        try:
            # FULL: a commit is on the disk when it returns, in WAL mode too.
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = full")
            self._connection.execute(SCHEMA)
            self._collections = self._load()
        except BaseException:
            self._connection.close()
            raise

    def _load(self) -> dict[str, Documents]:
        collections: dict[str, Documents] = {}
        rows = self._connection.execute(
            "select collection, id, body from documents order by collection, id"
        )
        for collection, number, body in rows:
            collections.setdefault(collection, {})[str(number)] = json.loads(body)
        return collections

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

    def edit(self, name: str) -> Overlay:
        """A view of one table that remembers its changes until the commit."""
        if self._open is None:
            raise RuntimeError("documents are changed inside a transaction")
        if name not in self._open:
            self._open[name] = Overlay(name, self.collection(name))
        return self._open[name]

    @contextmanager
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
        rows = [(edit.collection, edit.doc_id, edit.body()) for edit in edits]
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin immediate")
            for row in rows:
                cursor.execute(*_statement(*row))
            cursor.execute("commit")
        except BaseException:
            if self._connection.in_transaction:
                cursor.execute("rollback")
            raise
        for edit in edits:
            self._remember(edit)

    def _remember(self, edit: Edit) -> None:
        documents = self._collections.setdefault(edit.collection, {})
        if edit.document is not None:
            documents[str(edit.doc_id)] = edit.document
        else:
            documents.pop(str(edit.doc_id), None)
            if not documents:
                del self._collections[edit.collection]


def _statement(
    collection: str, doc_id: int, body: str | None
) -> tuple[str, tuple[object, ...]]:
    if body is None:
        return "delete from documents where collection = ? and id = ?", (
            collection,
            doc_id,
        )
    return "insert or replace into documents values (?, ?, ?)", (
        collection,
        doc_id,
        body,
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One document as it is to be; None where it is to go."""

    collection: str
    doc_id: int
    document: Document | None

    def body(self) -> str | None:
        """The document as it is written, or None."""
        if self.document is None:
            return None
        return json.dumps(self.document, ensure_ascii=False)


class Overlay(MutableMapping[int, Document]):
    """One table during a transaction: what is read here may be changed in place."""

    def __init__(self, name: str, base: Mapping[str, Document]) -> None:
        self.name = name
        self._base = base
        self._touched: dict[int, Document] = {}
        self._gone: set[int] = set()

    def __getitem__(self, doc_id: int) -> Document:
        if doc_id in self._gone:
            raise KeyError(doc_id)
        if doc_id not in self._touched:
            self._touched[doc_id] = copy.deepcopy(self._base[str(doc_id)])
        return self._touched[doc_id]

    def __setitem__(self, doc_id: int, document: Document) -> None:
        self._gone.discard(doc_id)
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched.pop(doc_id, None)
        if str(doc_id) in self._base:
            self._gone.add(doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id not in self._gone and (
            doc_id in self._touched or str(doc_id) in self._base
        )

    def __iter__(self) -> Iterator[int]:
        yield from (each for key in self._base if (each := int(key)) not in self._gone)
        yield from [each for each in self._touched if str(each) not in self._base]

    def __len__(self) -> int:
        added = sum(str(each) not in self._base for each in self._touched)
        return len(self._base) - len(self._gone) + added

    def changes(self) -> Iterator[Edit]:
        """What has really changed, removals first."""
        for doc_id in self._gone:
            yield Edit(self.name, doc_id, None)
        for doc_id, document in self._touched.items():
            if self._base.get(str(doc_id)) != document:
                yield Edit(self.name, doc_id, document)
