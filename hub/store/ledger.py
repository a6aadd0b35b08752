"""The hub's ledger: records, receipts and identity as TinyDB documents."""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tinydb import Query, where
from tinydb.queries import QueryInstance

from hub.domain.changes import Change
from hub.domain.contact import Contact
from hub.domain.ids import RecordId
from hub.domain.record import Held, HubId
from hub.service import (
    Identity,
    Keyholder,
    LedgerUnavailable,
    Private,
    Receipt,
    Stamp,
)
from hub.store.damage import StoreDamaged, StoreTooNew
from hub.store.documents import (
    bytes_of,
    contact_document,
    held_of,
    keyholder_document,
    keyholder_of,
    receipt_document,
    receipt_of,
    record_document,
    stamp_document,
    text_of,
)
from hub.store.recovery import keep_good_copy, open_storage
from hub.store.sqlite_storage import SqliteStorage
from hub.store.table import DocumentStore

COPY_EVERY = 200
"""Records between two good copies: what a damaged file can cost, at most."""

HUB = "hub"
"""The table with the one document about the hub itself."""

LIVED = "lived"
COUNTERS = "counters"
LOST_AT_MOST = 2**32
"""Numbers that a counter can have given since the copy which is restored."""


Naming = Callable[[bytes, int], int]
"""The hub's origin by its secret and the turn, which counts its origins."""

logger = logging.getLogger(__name__)


class FolderUnusable(Exception):
    """The data folder can't be used; the message says why, for a person."""


class TinyLedger:
    """One data folder, owned by one process; fills the service's `Ledger` port."""

    def __init__(
        self, folder: Path, unpacking: Callable[[bytes], Change], naming: Naming
    ) -> None:
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
        self.restored = opened.restored
        self._tables = DocumentStore(storage=lambda: self._storage)
        self._records = self._tables.table("records", cache_size=0)
        self._receipts = self._tables.table("receipts", cache_size=0)
        self._contacts = self._tables.table("contacts", cache_size=0)
        self._keyholders = self._tables.table("keyholders", cache_size=0)
        self._counters = self._tables.table(COUNTERS, cache_size=0)
        self._until_copy = 0

    def close(self) -> None:
        """Let go of the file and of the folder."""
        self._tables.close()
        os.close(self._claim)

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""
        kept = self._storage.collection(HUB).get("1")
        if kept is None:
            secret = secrets.token_bytes(32)
            kept = {"secret": text_of(secret), "former": []}
            kept |= _named(secret, 0, self._naming)
            with writing(), self._storage.transaction():
                self._storage.edit(HUB)[1] = kept
        former = tuple(HubId(each) for each in kept["former"])
        return Identity(
            HubId(kept["origin"]), bytes_of(kept["secret"]), former, kept["turn"]
        )

    def records(self) -> Iterator[Held]:
        """Every record held, in the order in which they came."""
        for document in self._records:
            yield held_of(document, self._unpacking)

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt kept."""
        yield from map(receipt_of, self._receipts)

    def contacts(self) -> Iterator[tuple[RecordId, Contact]]:
        """Every contact kept, with the post that it belongs to."""
        for document in self._contacts:
            record = RecordId(document["origin"], document["sequence"])
            yield record, Contact(document["text"])

    def keyholders(self) -> Iterator[Keyholder]:
        """The stewards and those vouched for."""
        yield from map(keyholder_of, self._keyholders)

    def append(self, held: Held, private: Private | None = None) -> None:
        """Make one record, and what belongs to it, durable; all or nothing."""
        with writing(), self._storage.transaction():
            self._records.insert(record_document(held))
            if private is not None:
                self._keep(held, private)
        self._copy_now_and_then()

    def _keep(self, held: Held, private: Private) -> None:
        if private.receipt is not None:
            self._receipts.insert(receipt_document(private.receipt))
        if private.contact is not None:
            record = RecordId(held.record.origin, held.record.sequence)
            self._contacts.insert(contact_document(record, private.contact))
        if private.forget is not None:
            self._contacts.remove(_of(private.forget))

    def append_all(self, records: Iterable[Held]) -> None:
        """Make many records durable in one transaction."""
        with writing(), self._storage.transaction():
            self._records.insert_multiple(record_document(held) for held in records)

    def stamp(self, stamps: Iterable[Stamp]) -> None:
        """Keep the ages of records whose times are sure now."""
        by_name = {(each.record.origin, each.record.sequence): each for each in stamps}
        with writing(), self._storage.transaction():
            records = self._storage.edit("records")
            for number, document in list(records.items()):
                stamp = by_name.get((document["origin"], document["sequence"]))
                if stamp is not None:
                    records[number] = {**document, **stamp_document(stamp)}

    def forget_contacts(self, posts: Iterable[RecordId]) -> None:
        """Delete the contacts of posts that are over."""
        with writing(), self._storage.transaction():
            for post in posts:
                self._contacts.remove(_of(post))

    def lived_s(self) -> float:
        """How long the hub has run in all, as far as it was kept; seconds."""
        kept = self._storage.collection(LIVED).get("1")
        return float(kept["lived_s"]) if kept is not None else 0.0

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

    def drop_keyholder(self, name: str) -> None:
        """Forget that person's code."""
        with writing():
            self._keyholders.remove(where("name") == name)

    def reserve(self, counter: str, count: int) -> int:
        """The first of `count` numbers that this counter never gave before, from 0."""
        with writing(), self._storage.transaction():
            document = self._counters.get(where("name") == counter)
            first = int(document["next"]) if isinstance(document, Mapping) else 0
            kept = {"name": counter, "next": first + count}
            self._counters.upsert(kept, where("name") == counter)
        return first

    @property
    def read_only(self) -> bool:
        """Whether the disk takes nothing new."""
        return self._storage.read_only

    def _copy_now_and_then(self) -> None:
        if self._until_copy > 0:
            self._until_copy -= 1
            return
        self._until_copy = COPY_EVERY
        try:
            keep_good_copy(self._folder, self._storage)
        except (OSError, sqlite3.Error, StoreDamaged) as error:
            logger.error("no good copy of the store could be made: %s", error)


@contextmanager
def writing() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LedgerUnavailable(str(error)) from error


def claim(folder: Path) -> int:
    """Make the folder and lock it for this process; the lock goes with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = _lock_file(folder / "lock")
    except OSError as error:
        raise unusable(folder, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise FolderUnusable(
            f"The data folder {folder} is in use by another Porchlight hub."
        ) from error
    return descriptor


def _lock_file(file: Path) -> int:
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise
        return os.open(file, os.O_RDONLY | os.O_CLOEXEC)


def unusable(folder: Path, error: Exception) -> FolderUnusable:
    return FolderUnusable(f"The data folder {folder} can't be used: {error}.")


def _named(secret: bytes, turn: int, naming: Naming) -> dict[str, int]:
    """The hub's name by its secret, from that turn on; 0 is nobody's name."""
    while (origin := naming(secret, turn)) == 0:
        turn += 1
    return {"origin": origin, "turn": turn}


def renew_origin(storage: SqliteStorage, naming: Naming) -> None:
    """Numbers that were lost must not be used again: the hub takes a new name, and
    counts on from far beyond what it can have reached."""
    hub = storage.edit(HUB)
    document = hub.get(1)
    if document is not None:
        former = [*document["former"], document["origin"]]
        name = _named(bytes_of(document["secret"]), document["turn"] + 1, naming)
        hub[1] = {**document, **name, "former": former}
    counters = storage.edit(COUNTERS)
    for number, each in list(counters.items()):
        counters[number] = {**each, "next": each["next"] + LOST_AT_MOST}


def _of(record: RecordId) -> QueryInstance:
    names = {"origin": record.origin, "sequence": record.sequence}
    return Query().fragment(names)
