"""The table of what is held no longer, or never came, because it has passed: one
document for each origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from hub.domain.gone import Fate, Gone, Runs, by_origin
from hub.domain.ids import RecordId
from hub.store.documents import (
    CONTACTS,
    PASSED,
    RECEIPTS,
    RECORDS,
    UNREADABLE,
    Document,
    fate_document,
    name_of,
)
from hub.store.sqlite_storage import SqliteStorage

Change = Callable[[Fate, Runs], Fate]


class GoneTable:
    """Reads once, and writes what changes."""

    def __init__(
        self, storage: SqliteStorage, kept: Iterable[tuple[int, Fate]]
    ) -> None:
        """`kept`: what the documents say. What is held is not gone, all the same."""
        self._storage = storage
        fates = dict(kept)
        if fates:
            records = storage.collection(RECORDS).values()
            held = by_origin(name for each in records if (name := _name_of(each)))
            fates = {
                origin: fate.hold(held.get(origin, ()))
                for origin, fate in fates.items()
            }
        self.gone = Gone(fates)

    @contextmanager
    def changing(self, change: Change, runs: Mapping[int, Runs]) -> Iterator[None]:
        """A transaction in which these records' fates change, and what is done inside.

        Memory follows when it is through.
        """
        fates = {
            origin: change(self.gone.of(origin), each) for origin, each in runs.items()
        }
        with self._storage.transaction():
            self._write(fates)
            yield
        if fates:
            self.gone = Gone({**self.gone.fates, **fates})

    def let_go(self, names: Iterable[RecordId]) -> bool:
        """Delete records and what is kept beside them, inside a transaction; whether
        a contact was among it."""
        going = {(each.origin, each.sequence) for each in names}
        for table in (RECORDS, RECEIPTS, CONTACTS):
            for number, document in list(self._storage.collection(table).items()):
                if (document.get("origin"), document.get("sequence")) in going:
                    del self._storage.edit(table)[int(number)]
        return any(self._storage.edit(CONTACTS).changes())

    def _write(self, fates: Mapping[int, Fate]) -> None:
        kept = self._storage.collection(PASSED)
        numbers = {each.get("origin"): int(number) for number, each in kept.items()}
        following = max(map(int, kept), default=0) + 1
        for origin, fate in fates.items():
            number = numbers.get(origin)
            if number is None:
                number, following = following, following + 1
            self._storage.edit(PASSED)[number] = fate_document(origin, fate)


def _name_of(document: Document) -> RecordId | None:
    with suppress(*UNREADABLE):
        return name_of(document)
    return None
