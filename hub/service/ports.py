"""What the service needs of the store, the packing and the clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from hub.domain.changes import Change
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.record import Held, HubId


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the hub keeps privately of a post or a claim written here.

    `key`: hash of the idempotency key, `draft`: hash of what was written with it. The
    record's origin is this hub's, or was before the hub was restored from a backup.
    """

    record: RecordId
    key: bytes
    draft: bytes
    code: CodeHash


@dataclass(frozen=True, slots=True)
class Identity:
    """The hub's own name on the records, and the secret that keep codes grow from."""

    origin: HubId
    secret: bytes


class Ledger(Protocol):
    """Where records are durable. Every method may raise LedgerUnavailable."""

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""

    def records(self) -> Iterable[Held]:
        """Every record held, in the order in which they came."""

    def receipts(self) -> Iterable[Receipt]:
        """Every receipt kept."""

    def append(self, held: Held, receipt: Receipt | None = None) -> None:
        """Make one record, and its receipt with it, durable; both or neither."""


class LedgerUnavailable(Exception):
    """Nothing can be written now (disk full, read-only, failing); nothing was."""


class Packing(Protocol):
    """A change to the bytes that every hub holds alike."""

    def __call__(self, change: Change) -> bytes:
        """The bytes of a change."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Wall time, which may jump, for what is kept; monotonic time for all else; s."""

    wall: Callable[[], float]
    monotonic: Callable[[], float]
