"""The hub's ledger: records, receipts and identity as TinyDB documents."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tinydb import Query, where
from tinydb.queries import QueryInstance

from hub.domain.contact import Contact
from hub.domain.gone import Fate, Gone, Runs, by_origin
from hub.domain.ids import RecordId
from hub.domain.record import Held, Record
from hub.service import (
    Identity,
    Keyholder,
    Private,
    Receipt,
    Stamp,
)
from hub.service.radios import KeptRadio
from hub.store.copies import GoodCopies
from hub.store.damage import StoreTooNew, writing
from hub.store.documents import (
    CONTACTS,
    COUNTERS,
    HEARD,
    HUB,
    KEYHOLDERS,
    LIVED,
    PASSED,
    RECEIPTS,
    RECORDS,
    UNREADABLE,
    Unpacking,
    contact_document,
    contact_of,
    counter_document,
    counter_of,
    fate_of,
    heard_document,
    heard_of,
    held_of,
    identity_document,
    identity_of,
    keyholder_document,
    keyholder_of,
    lived_of,
    name_document,
    payload_document,
    receipt_document,
    receipt_of,
    record_document,
    stamp_document,
)
from hub.store.folder import (
    FolderTooNew,
    FolderUnusable,
    claim,
    is_writable,
    unusable,
)
from hub.store.gone import GoneTable
from hub.store.identity import Naming, fresh_identity, renew_origin
from hub.store.radios import RADIOS, RadioTable, radio_of
from hub.store.recovery import open_storage
from hub.store.table import DocumentStore

__all__ = ["FolderTooNew", "FolderUnusable", "TinyLedger"]

Told = TypeVar("Told")

logger = logging.getLogger(__name__)


class TinyLedger:
    """One data folder, owned by one process; fills the service's `Ledger` port."""

    def __init__(self, folder: Path, unpacking: Unpacking, naming: Naming) -> None:
        """Open or make the folder. Raises FolderUnusable."""
        self._unpacking = unpacking
        self._naming = naming
        self._folder = folder
        self._claim = claim(folder)
        try:
            opened = open_storage(folder, partial(renew_origin, naming=naming))
        except (OSError, sqlite3.Error, StoreTooNew) as error:
            os.close(self._claim)
            raise unusable(folder, error) from error
        self._storage = opened.storage
        self._was_damaged = opened.restored
        self._unreadable: set[tuple[str, str]] = set()
        self._tables = DocumentStore(storage=lambda: self._storage)
        self._records = self._tables.table(RECORDS, cache_size=0)
        self._receipts = self._tables.table(RECEIPTS, cache_size=0)
        self._contacts = self._tables.table(CONTACTS, cache_size=0)
        self._keyholders = self._tables.table(KEYHOLDERS, cache_size=0)
        self._counters = self._tables.table(COUNTERS, cache_size=0)
        self._passed = GoneTable(self._storage, self._told(PASSED, fate_of))
        self._radios = RadioTable(self._storage)
        self._copies = GoodCopies(folder, self._storage)

    def close(self) -> None:
        """Let go of the file and of the folder."""
        self._tables.close()
        os.close(self._claim)

    @property
    def restored(self) -> bool:
        """Whether the file was damaged, or a document in it makes no sense."""
        return self._was_damaged or bool(self._unreadable)

    @property
    def unreadable(self) -> int:
        """How many documents were passed over because they make no sense."""
        return len(self._unreadable)

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""
        for identity in self._told(HUB, identity_of):
            return identity
        fresh = fresh_identity(self._naming)
        with writing(), self._storage.transaction():
            hub = self._storage.edit(HUB)
            hub[max(hub, default=0) + 1] = identity_document(fresh)
        return fresh

    def records(self) -> Iterator[Held]:
        """Every record held, in the order in which they came."""
        return self._told(RECORDS, partial(held_of, unpacking=self._unpacking))

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt kept."""
        return self._told(RECEIPTS, receipt_of)

    def contacts(self) -> Iterator[tuple[RecordId, Contact]]:
        """Every contact kept, with the post that it belongs to."""
        return self._told(CONTACTS, contact_of)

    def keyholders(self) -> Iterator[Keyholder]:
        """The stewards and those vouched for."""
        return self._told(KEYHOLDERS, keyholder_of)

    def _told(
        self, table: str, read: Callable[[Mapping[str, Any]], Told]
    ) -> Iterator[Told]:
        """What a table's documents say; one that makes no sense is passed over."""
        for number, document in list(self._storage.collection(table).items()):
            try:
                told = read(document)
            except UNREADABLE as error:
                if (table, number) not in self._unreadable:
                    kind = type(error).__name__  # its words may be private ones
                    logger.error("%s %s makes no sense (%s)", table, number, kind)
                self._unreadable.add((table, number))
            else:
                yield told

    def append(self, held: Held, private: Private | None = None) -> None:
        """Make one record, and what belongs to it, durable; all or nothing."""
        name = held.record.name
        back = by_origin([name] if name in self.gone() else [])
        with writing(), self._passed.changing(Fate.hold, back):
            self._records.insert(record_document(held))
            removed = private is not None and self._keep(held, private)
        if removed:
            self._copies.outlived()
        else:
            self._copies.records_kept(1)

    def _keep(self, held: Held, private: Private) -> bool:
        """Whether something was removed besides."""
        if private.receipt is not None:
            self._receipts.insert(receipt_document(private.receipt))
        if private.contact is not None:
            named = contact_document(held.record.name, private.contact)
            self._contacts.insert(named)
        return private.forget is not None and self._forget(private.forget)

    def _forget(self, post: RecordId) -> bool:
        return bool(self._contacts.remove(_of(post)))

    def append_all(self, records: Iterable[Held]) -> None:
        """Make many records durable in one transaction."""
        kept = list(records)
        gone = self.gone()
        back = [held.record.name for held in kept if held.record.name in gone]
        documents = [record_document(held) for held in kept]
        with writing(), self._passed.changing(Fate.hold, by_origin(back)):
            self._records.insert_multiple(documents)
        self._copies.records_kept(len(documents))

    def find(self, names: Collection[RecordId]) -> Iterator[Held]:
        """Those of the records that are held."""
        wanted = {(each.origin, each.sequence) for each in names}
        for document in list(self._storage.collection(RECORDS).values()):
            if (document.get("origin"), document.get("sequence")) in wanted:
                with suppress(*UNREADABLE):
                    yield held_of(document, self._unpacking)

    def gone(self) -> Gone:
        """The records that count as passed although they are not held."""
        return self._passed.gone

    def drop(self, names: Collection[RecordId]) -> None:
        """Delete records and what belongs to them, but for their names."""
        with writing():
            with self._passed.changing(Fate.drop, by_origin(names)):
                removed = self._passed.let_go(names)
            self._storage.shrink()
        if removed:
            self._copies.outlived()

    def skip(self, runs: Mapping[int, Runs]) -> None:
        """Keep that these records, by origin, have passed and need not come."""
        with writing(), self._passed.changing(Fate.skip, runs):
            pass

    def replace(self, record: Record) -> None:
        """Put the true version of a record in the place of a false one."""
        name = record.name
        with writing():
            self._records.update(payload_document(record), _of(name))

    def stamp(self, stamps: Iterable[Stamp]) -> None:
        """Keep the ages of records whose times are sure now."""
        by_name: dict[object, Stamp] = {
            (each.record.origin, each.record.sequence): each for each in stamps
        }
        with writing(), self._storage.transaction():
            records = self._storage.edit("records")
            for number, document in list(records.items()):
                name = (document.get("origin"), document.get("sequence"))
                stamp = by_name.get(name)
                if stamp is not None:
                    records[number] = {**document, **stamp_document(stamp)}

    def forget_contacts(self, posts: Iterable[RecordId]) -> None:
        """Delete the contacts of posts that are over; no good copy has them after."""
        with writing(), self._storage.transaction():
            removed = [each for each in posts if self._forget(each)]
        if removed:
            self._copies.outlived()

    def lived_s(self) -> float:
        """How long the hub has run in all, as far as it was kept; seconds."""
        return max(self._told(LIVED, lived_of), default=0.0)

    def keep_lived(self, lived_s: float) -> None:
        """Keep how long the hub has run in all."""
        with writing(), self._storage.transaction():
            self._storage.edit(LIVED)[1] = {"lived_s": round(lived_s, 1)}

    def keep_keyholder(self, keyholder: Keyholder) -> None:
        """Keep a steward's or a vouched person's code, in place of an earlier one."""
        with writing():
            self._keyholders.upsert(
                keyholder_document(keyholder), where("name") == keyholder.name
            )
        self._copies.outlived()

    def drop_keyholder(self, name: str) -> None:
        """Forget that person's code; no good copy has it after."""
        with writing():
            self._keyholders.remove(where("name") == name)
        self._copies.outlived()

    def radios(self) -> Iterator[KeptRadio]:
        """Every neighbour's radio kept."""
        return self._told(RADIOS, radio_of)

    def keep_radio(self, radio: KeptRadio) -> None:
        """Keep a radio, in the place of what was kept of it."""
        with writing():
            self._radios.keep(radio)

    def forget_radios(
        self, numbers: Collection[int], less: Collection[KeptRadio] = ()
    ) -> None:
        """Forget radios, and of others all but what `less` says: so do the copies."""
        with writing():
            self._radios.forget(numbers, less)
        self._copies.outlived()

    def heard(self) -> bytes:
        """What was kept last of the frames that were heard; empty at first."""
        return next(iter(self._told(HEARD, heard_of)), b"")

    def keep_heard(self, windows: bytes) -> None:
        """Keep what tells replays from news at the next start."""
        with writing(), self._storage.transaction():
            self._storage.edit(HEARD)[1] = heard_document(windows)

    def floor(self, counter: str) -> int:
        """What a counter has reached; 0 before the first. Writes nothing."""
        document = self._counters.get(where("name") == counter)
        with suppress(*UNREADABLE):
            return counter_of(document)[1] if isinstance(document, Mapping) else 0
        return 0

    def reserve(self, counter: str, count: int) -> int:
        """The first of `count` numbers that this counter never gave before, from 0."""
        with writing(), self._storage.transaction():
            first = self.floor(counter)
            kept = counter_document(counter, first + count)
            self._counters.upsert(kept, where("name") == counter)
        return first

    @property
    def read_only(self) -> bool:
        """Whether the disk can only be read: since the start, or by now."""
        return self._storage.read_only or not is_writable(self._folder)

    @property
    def full(self) -> bool:
        """Whether the disk has no room for anything new. Raises OSError."""
        return self._storage.is_full


def _of(record: RecordId) -> QueryInstance:
    return Query().fragment(name_document(record))
