"""TinyDB's table over the SQLite storage: reads memory, writes what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from hub.store.sqlite_storage import SqliteStorage


class DocumentTable(Table):
    """TinyDB's queries and methods, unchanged; only the two ways to the storage differ.

    The two overridden methods are TinyDB's own seam between a table and its storage.
    """

    @property
    def _documents(self) -> SqliteStorage:
        return cast(SqliteStorage, self._storage)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast(
            "dict[str, Mapping[str, Any]]", self._documents.collection(self.name)
        )

    def _update_table(
        self, updater: Callable[[dict[int, Mapping[str, Any]]], None]
    ) -> None:
        try:
            with self._documents.transaction():
                updater(cast(Any, self._documents.edit(self.name)))
        except BaseException:
            # TinyDB counted an id that was never written; let it look again.
            self._next_id = None
            raise
        finally:
            self.clear_cache()


class DocumentStore(TinyDB):
    """A TinyDB whose tables are ours."""

    table_class = DocumentTable
