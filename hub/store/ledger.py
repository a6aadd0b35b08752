"""The hub's ledger: records, receipts and identity as TinyDB documents."""

from __future__ import annotations

import base64
import errno
import fcntl
import logging
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hub.domain.changes import Change
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId, Record, Sequence
from hub.service import Identity, LedgerUnavailable, Receipt
from hub.store.damage import StoreDamaged, StoreTooNew
from hub.store.recovery import keep_good_copy, open_storage
from hub.store.sqlite_storage import SqliteStorage
from hub.store.table import DocumentStore

COPY_EVERY = 200
"""Records between two good copies: what a damaged file can cost, at most."""

HUB = "hub"
"""The table with the one document about the hub itself."""

RESERVED = "reserved"
"""The table with the one document about numbers that are used up."""

logger = logging.getLogger(__name__)


class FolderUnusable(Exception):
    """The data folder can't be used; the message says why, for a person."""


class TinyLedger:
    """One data folder, owned by one process; fills the service's `Ledger` port."""

    def __init__(self, folder: Path, unpacking: Callable[[bytes], Change]) -> None:
        """Open or make the folder. Raises FolderUnusable."""
        self._unpacking = unpacking
        self._folder = folder
        self._claim = claim(folder)
        try:
            opened = open_storage(folder, renew_origin)
        except (OSError, sqlite3.Error, StoreTooNew) as error:
            os.close(self._claim)
            raise unusable(folder, error) from error
        self._storage = opened.storage
        self.restored = opened.restored
        self._tables = DocumentStore(storage=lambda: self._storage)
        self._records = self._tables.table("records", cache_size=0)
        self._receipts = self._tables.table("receipts", cache_size=0)
        self._until_copy = 0

    def close(self) -> None:
        """Let go of the file and of the folder."""
        self._tables.close()
        os.close(self._claim)

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""
        kept = self._storage.collection(HUB).get("1")
        if kept is None:
            kept = {
                "origin": _new_origin(),
                "secret": _text_of(secrets.token_bytes(32)),
            }
            with _writing(), self._storage.transaction():
                self._storage.edit(HUB)[1] = kept
        return Identity(HubId(kept["origin"]), _bytes_of(kept["secret"]))

    def records(self) -> Iterator[Held]:
        """Every record held, in the order in which they came."""
        for document in self._records:
            payload = _bytes_of(document["payload"])
            record = Record(
                HubId(document["origin"]),
                Sequence(document["sequence"]),
                self._unpacking(payload),
                payload,
            )
            yield Held(record, document["age_s"], document["held_at"])

    def receipts(self) -> Iterator[Receipt]:
        """Every receipt kept."""
        for document in self._receipts:
            yield Receipt(
                RecordId(document["origin"], document["sequence"]),
                _bytes_of(document["key"]),
                _bytes_of(document["draft"]),
                CodeHash(_bytes_of(document["salt"]), _bytes_of(document["code"])),
            )

    def append(self, held: Held, receipt: Receipt | None = None) -> None:
        """Make one record, and its receipt with it, durable; both or neither."""
        with _writing(), self._storage.transaction():
            self._records.insert(record_document(held))
            if receipt is not None:
                self._receipts.insert(_receipt_document(receipt))
        self._copy_now_and_then()

    def append_all(self, records: Iterable[Held]) -> None:
        """Make many records durable in one transaction."""
        with _writing(), self._storage.transaction():
            self._records.insert_multiple(record_document(held) for held in records)

    def reserve(self, name: str, count: int) -> int:
        """Use up `count` numbers of that name; the first of them, from 0.

        Durable when it returns. Raises LedgerUnavailable.
        """
        with _writing(), self._storage.transaction():
            document = self._storage.edit(RESERVED).setdefault(1, {})
            first = int(document.get(name, 0))
            document[name] = first + count
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
def _writing() -> Iterator[None]:
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


def _new_origin() -> int:
    return secrets.randbelow(2**32 - 1) + 1


def renew_origin(storage: SqliteStorage) -> None:
    """Sequences that were lost must not be used again: the hub takes a new name."""
    document = storage.edit(HUB).get(1)
    if document is not None:
        document["origin"] = _new_origin()


def record_document(held: Held) -> dict[str, Any]:
    """A record as it is kept."""
    return {
        "origin": held.record.origin,
        "sequence": held.record.sequence,
        "payload": _text_of(held.record.payload),
        "age_s": round(held.age_s, 1),
        "held_at": round(held.held_at, 1),
    }


def _receipt_document(receipt: Receipt) -> dict[str, Any]:
    return {
        "origin": receipt.record.origin,
        "sequence": receipt.record.sequence,
        "key": _text_of(receipt.key),
        "draft": _text_of(receipt.draft),
        "salt": _text_of(receipt.code.salt),
        "code": _text_of(receipt.code.digest),
    }


def _text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text)
