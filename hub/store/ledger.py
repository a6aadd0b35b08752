"""The hub's ledger: records, receipts and identity as TinyDB documents."""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hub.domain.changes import Change
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId, Record, Sequence
from hub.service import Identity, LedgerUnavailable, Receipt
from hub.store.sqlite_storage import SqliteStorage
from hub.store.table import DocumentStore

FILE_NAME = "porchlight.db"


class FolderUnusable(Exception):
    """The data folder can't be used; the message says why, for a person."""


class TinyLedger:
    """One data folder, owned by one process; fills the service's `Ledger` port."""

    def __init__(self, folder: Path, unpacking: Callable[[bytes], Change]) -> None:
        """Open or make the folder. Raises FolderUnusable."""
        self._unpacking = unpacking
        self._claim = _claim(folder)
        try:
            self._storage = SqliteStorage(folder / FILE_NAME)
        except (OSError, sqlite3.Error) as error:
            os.close(self._claim)
            raise _unusable(folder, error) from error
        self._tables = DocumentStore(storage=lambda: self._storage)
        self._records = self._tables.table("records", cache_size=0)
        self._receipts = self._tables.table("receipts", cache_size=0)
        self._hub = self._tables.table("hub", cache_size=0)

    def close(self) -> None:
        """Let go of the file and of the folder."""
        self._tables.close()
        os.close(self._claim)

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""
        kept = self._hub.all()
        if not kept:
            made = {
                "origin": secrets.randbelow(2**32 - 1) + 1,
                "secret": _text_of(secrets.token_bytes(32)),
            }
            with _writing():
                self._hub.insert(made)
            kept = self._hub.all()
        return Identity(HubId(kept[0]["origin"]), _bytes_of(kept[0]["secret"]))

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
                Sequence(document["sequence"]),
                _bytes_of(document["key"]),
                _bytes_of(document["draft"]),
                CodeHash(_bytes_of(document["salt"]), _bytes_of(document["code"])),
            )

    def append(self, held: Held, receipt: Receipt | None = None) -> None:
        """Make one record, and its receipt with it, durable; both or neither."""
        with _writing(), self._storage.transaction():
            self._records.insert(_record_document(held))
            if receipt is not None:
                self._receipts.insert(_receipt_document(receipt))


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise LedgerUnavailable(str(error)) from error


def _claim(folder: Path) -> int:
    """Make the folder and lock it for this process; the lock goes with the process."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        descriptor = os.open(folder / "lock", flags, 0o600)
    except OSError as error:
        raise _unusable(folder, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise FolderUnusable(
            f"The data folder {folder} is in use by another Porchlight hub."
        ) from error
    return descriptor


def _unusable(folder: Path, error: Exception) -> FolderUnusable:
    return FolderUnusable(f"The data folder {folder} can't be used: {error}.")


def _record_document(held: Held) -> dict[str, Any]:
    return {
        "origin": held.record.origin,
        "sequence": held.record.sequence,
        "payload": _text_of(held.record.payload),
        "age_s": round(held.age_s, 1),
        "held_at": round(held.held_at, 1),
    }


def _receipt_document(receipt: Receipt) -> dict[str, Any]:
    return {
        "sequence": receipt.sequence,
        "key": _text_of(receipt.key),
        "draft": _text_of(receipt.draft),
        "salt": _text_of(receipt.code.salt),
        "code": _text_of(receipt.code.digest),
    }


def _text_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text)
