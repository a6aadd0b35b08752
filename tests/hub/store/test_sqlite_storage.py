"""TinyDB's interface on SQLite: the same answers, whole transactions, small writes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import increment
from tinydb.storages import MemoryStorage

from hub.store.sqlite_storage import SqliteStorage
from hub.store.table import DocumentStore


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
def storage(file: Path) -> Iterator[SqliteStorage]:
    opened = SqliteStorage(file)
    yield opened
    opened.close()


@pytest.fixture
def store(storage: SqliteStorage) -> DocumentStore:
    return DocumentStore(storage=lambda: storage)


def _reopened(file: Path) -> dict[str, list[object]]:
    """What is on the disk, read with nothing of ours."""
    connection = sqlite3.connect(file)
    rows = connection.execute("select collection, body from documents").fetchall()
    connection.close()
    found: dict[str, list[object]] = {}
    for collection, body in rows:
        found.setdefault(collection, []).append(json.loads(body))
    return found


def test_what_is_inserted_is_on_the_disk(store: DocumentStore, file: Path) -> None:
    store.table("posts").insert({"text": "Dlo, souple — mèsi"})

    assert _reopened(file) == {"posts": [{"text": "Dlo, souple — mèsi"}]}


def test_tables_change_together_or_not_at_all(
    store: DocumentStore, storage: SqliteStorage, file: Path
) -> None:
    store.table("posts").insert({"n": 1})

    with pytest.raises(RuntimeError), storage.transaction():
        store.table("posts").update(increment("n"))
        store.table("keys").insert({"k": 1})
        raise RuntimeError("the lights went out")

    assert store.table("posts").all() == [{"n": 1}]
    assert store.table("keys").all() == []
    assert set(_reopened(file)) == {"posts"}


def test_ids_go_on_after_a_transaction_that_failed(
    store: DocumentStore, storage: SqliteStorage
) -> None:
    table = store.table("posts")
    with pytest.raises(RuntimeError), storage.transaction():
        table.insert({"n": 1})
        raise RuntimeError("the lights went out")

    table.insert({"n": 2})

    assert table.all() == [{"n": 2}]


def test_a_write_that_the_disk_refuses_leaves_memory_as_it_was(
    store: DocumentStore, storage: SqliteStorage
) -> None:
    table = store.table("posts")
    table.insert({"n": 1})
    storage._connection.execute("pragma query_only = on")

    with pytest.raises(sqlite3.OperationalError):
        table.insert({"n": 2})

    assert table.all() == [{"n": 1}]


def test_only_touched_documents_are_written(
    store: DocumentStore, storage: SqliteStorage
) -> None:
    table = store.table("posts")
    table.insert_multiple({"n": n} for n in range(100))
    statements: list[str] = []
    storage._connection.set_trace_callback(statements.append)

    table.update({"met": True}, where("n") == 50)

    writes = [each for each in statements if each.startswith(("insert", "delete"))]
    assert len(writes) == 1


def test_an_update_that_changes_nothing_writes_nothing(
    store: DocumentStore, storage: SqliteStorage
) -> None:
    table = store.table("posts")
    table.insert({"n": 1})
    statements: list[str] = []
    storage._connection.set_trace_callback(statements.append)

    table.update({"n": 1})

    assert statements == []


def test_what_is_deleted_is_gone_from_the_file(
    store: DocumentStore, storage: SqliteStorage, file: Path
) -> None:
    table = store.table("posts")
    table.insert_multiple({"n": n, "text": "door 3" * n} for n in range(60))
    storage.scrub()
    assert b"door 3" in file.read_bytes()

    table.remove(where("n") > 0)
    storage.scrub()

    assert b"door 3" not in file.read_bytes()
    assert Path(f"{file}-wal").read_bytes() == b""


keys = st.integers(0, 5)


@settings(max_examples=60, stateful_step_count=25)
class SameAsTinyDB(RuleBasedStateMachine):
    """Whatever is done, our tables answer like TinyDB's own in memory."""

    @initialize()
    def begin(self) -> None:
        self.storage = SqliteStorage(Path(":memory:"))
        self.stores = (
            DocumentStore(storage=lambda: self.storage),
            TinyDB(storage=MemoryStorage),
        )

    def teardown(self) -> None:
        if hasattr(self, "storage"):
            self.storage.close()

    @rule(table=st.sampled_from("ab"), key=keys)
    def insert(self, table: str, key: int) -> None:
        ids = [store.table(table).insert({"k": key, "n": 0}) for store in self.stores]
        assert ids[0] == ids[1]

    @rule(table=st.sampled_from("ab"), count=st.integers(0, 4))
    def insert_many(self, table: str, count: int) -> None:
        for store in self.stores:
            store.table(table).insert_multiple({"k": n, "n": 1} for n in range(count))

    @rule(table=st.sampled_from("ab"), key=keys)
    def update(self, table: str, key: int) -> None:
        for store in self.stores:
            store.table(table).update(increment("n"), where("k") == key)

    @rule(table=st.sampled_from("ab"), key=keys)
    def upsert(self, table: str, key: int) -> None:
        for store in self.stores:
            store.table(table).upsert({"k": key, "n": 9}, where("k") == key)

    @rule(table=st.sampled_from("ab"), key=keys)
    def remove(self, table: str, key: int) -> None:
        for store in self.stores:
            store.table(table).remove(where("k") == key)

    @rule(table=st.sampled_from("ab"))
    def truncate(self, table: str) -> None:
        for store in self.stores:
            store.table(table).truncate()

    @rule(table=st.sampled_from("ab"))
    def drop(self, table: str) -> None:
        for store in self.stores:
            store.drop_table(table)

    @invariant()
    def alike(self) -> None:
        if not hasattr(self, "stores"):
            return
        ours, theirs = self.stores
        for table in "ab":
            found = ours.table(table).all()
            expected = theirs.table(table).all()
            assert [(each.doc_id, each) for each in found] == [
                (each.doc_id, each) for each in expected
            ]


TestSameAsTinyDB = SameAsTinyDB.TestCase
