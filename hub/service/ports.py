"""What the service needs of the store, the packing and the clocks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hub.domain.changes import Change, Introduced
from hub.domain.contact import Contact
from hub.domain.gone import Gone, Runs
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.provenance import Verify
from hub.domain.record import Held, HubId, Record
from hub.domain.secret_hash import SecretHash


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
    """The hub's own name on the records, and the secret that keep codes grow from.

    `former`: names that it had before it was restored from a backup or a copy;
    `turn`: counts them, since names are made from keys and turn.
    """

    origin: HubId
    secret: bytes
    former: tuple[HubId, ...] = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """A record's age in seconds at a time (since 1970) that somebody vouches for.

    `lived_s`: as in `Held`.
    """

    record: RecordId
    age_s: float
    held_at: float
    lived_s: float


class Role(Enum):
    """What a person whom the hub knows by a code may do."""

    STEWARD = "steward"
    """Alerts, the list of places, vouching for others."""

    VOUCHED = "vouched"
    """Alerts."""


@dataclass(frozen=True, slots=True)
class Keyholder:
    """A steward, or a person vouched for, as the hub knows them: a name and a hash.

    `code`: of the code that they were given, or of the passphrase that they chose.
    """

    name: str
    role: Role
    code: SecretHash


@dataclass(frozen=True, slots=True)
class Private:
    """What is kept beside a record and never leaves the hub.

    `contact` is the writer's; `forget`: the post whose contact is of no use any more.
    """

    receipt: Receipt | None = None
    contact: Contact | None = None
    forget: RecordId | None = None


@dataclass(frozen=True, slots=True)
class RecordsOver:
    """These records, by origin, have passed: nobody needs them any more."""

    runs: Mapping[int, Runs]


@dataclass(frozen=True, slots=True)
class RecordNeeded:
    """A record that counts as passed, and is not held, is needed after all."""

    record: RecordId


class Ledger(Protocol):
    """Where records are durable. Every method may raise LedgerUnavailable."""

    def identity(self) -> Identity:
        """The hub's identity, made at the first call."""

    def records(self) -> Iterable[Held]:
        """Every record held, in the order in which they came."""

    def receipts(self) -> Iterable[Receipt]:
        """Every receipt kept."""

    def contacts(self) -> Iterable[tuple[RecordId, Contact]]:
        """Every contact kept, with the post that it belongs to."""

    def keyholders(self) -> Iterable[Keyholder]:
        """The stewards and those vouched for."""

    def append(self, held: Held, private: Private | None = None) -> None:
        """Make one record, and what belongs to it, durable; all or nothing."""

    def append_all(self, records: Iterable[Held]) -> None:
        """Make records durable; all or nothing."""

    def replace(self, record: Record) -> None:
        """Put the true version of a record in the place of a false one."""

    def find(self, names: Collection[RecordId]) -> Iterable[Held]:
        """Those of the records that are held."""

    def gone(self) -> Gone:
        """The records that count as passed although they are not held."""

    def drop(self, names: Collection[RecordId]) -> None:
        """Delete records and what belongs to them, but for their names."""

    def skip(self, runs: Mapping[int, Runs]) -> None:
        """Keep that these records, by origin, have passed and need not come."""

    def stamp(self, stamps: Iterable[Stamp]) -> None:
        """Keep the ages of records whose times are sure now."""

    def forget_contacts(self, posts: Iterable[RecordId]) -> None:
        """Delete the contacts of posts that are over."""

    def lived_s(self) -> float:
        """How long the hub has run in all, as far as it was kept; seconds."""

    def keep_lived(self, lived_s: float) -> None:
        """Keep how long the hub has run in all."""

    def keep_keyholder(self, keyholder: Keyholder) -> None:
        """Keep a steward's or a vouched person's code, in place of an earlier one."""

    def drop_keyholder(self, name: str) -> None:
        """Forget that person's code."""

    def floor(self, counter: str) -> int:
        """What a counter has reached; 0 before the first."""

    def reserve(self, counter: str, count: int) -> int:
        """The first of `count` numbers that this counter never gave before, from 0."""


class LedgerUnavailable(Exception):
    """Nothing can be written now (disk full, read-only, failing); nothing was."""


class Keys(Protocol):
    """This hub's keys."""

    def introduction(self, turn: int) -> Introduced:
        """What other hubs are to know of them."""

    def sign(self, message: bytes) -> bytes:
        """This hub's signature."""

    def seal(self, peer: bytes, record: RecordId, words: bytes, beside: bytes) -> bytes:
        """For the hub with that key and for this one. Raises ValueError."""

    def open(
        self, peer: bytes, record: RecordId, sealed: bytes, beside: bytes
    ) -> bytes | None:
        """What was sealed between that hub and this one; None where it was not."""


class Words(Protocol):
    """The text of a note, to the bytes that are sealed, and back."""

    def pack(self, text: str) -> bytes:
        """Its bytes."""

    def unpack(self, octets: bytes) -> str | None:
        """The text, or None where these bytes are none."""


@dataclass(frozen=True, slots=True)
class Crypto:
    """How this hub proves itself and others; `keys`: from the hub's secret."""

    keys: Callable[[bytes], Keys]
    is_signed: Verify
    words: Words


class Packing(Protocol):
    """A change to the bytes that every hub holds alike."""

    def __call__(self, change: Change) -> bytes:
        """The bytes of a change."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds. `wall`: since 1970, or None while nobody vouches for it, for what is
    kept; `monotonic`: for all else.
    """

    wall: Callable[[], float | None]
    monotonic: Callable[[], float]
