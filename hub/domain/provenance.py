"""Whose record is it: hubs' keys and signatures over their own records. Pure: whether
a signature is right is asked of a function that the caller brings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from hub.domain.changes import MAX_SIGNED, Introduced, Signed
from hub.domain.ids import RecordId
from hub.domain.record import HubId, Record

HASH_BYTES = 16
"""Of SHA-256: nobody finds a second record with the same hash."""

MAX_DISPUTED = 8
"""Wrong signatures kept in mind of one hub: each costs time with each record."""

Verify = Callable[[bytes, bytes, bytes], bool]
"""Public key, message, signature: whether it is right."""


def origin_of(introduced: Introduced) -> HubId:
    """The origin that goes with a hub's keys: nobody else's fit to it.

    32 bits keep the numbers on the air short. To find keys for somebody else's takes
    some four billion tries, and the keys that were heard first stay.
    """
    keys = introduced.signing + introduced.sealing + introduced.turn.to_bytes(4)
    return HubId(int.from_bytes(hashlib.sha256(keys).digest()[:4]))


def hash_of(payload: bytes) -> bytes:
    """What a signature says of a record."""
    return hashlib.sha256(payload).digest()[:HASH_BYTES]


def message(origin: int, sequence: int, hashes: Iterable[bytes]) -> bytes:
    """What a hub signs with the record of that sequence: the records before it."""
    name = origin.to_bytes(4) + sequence.to_bytes(4)
    return b"porchlight records 1\0" + name + b"".join(hashes)


@dataclass(slots=True)
class _Origin:
    """What is known of one hub's records."""

    key: bytes | None = None
    hashes: dict[int, bytes] = field(default_factory=dict)
    waiting: dict[int, Signed] = field(default_factory=dict)
    disputed: dict[int, Signed] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)

    def span(self, sequence: int, signed: Signed) -> range:
        """The sequences that a signature is over, its own left out."""
        return range(sequence - signed.count, sequence)


@dataclass(frozen=True, slots=True)
class Dispute:
    """Records `first` to `last` of a hub are not what that hub signed."""

    origin: HubId
    first: int
    last: int


class Provenance:
    """Which records are proved to be their hub's own, in whatever order they came."""

    def __init__(self, verify: Verify) -> None:
        self._verify = verify
        self._origins: dict[int, _Origin] = {}

    def add(self, record: Record) -> list[RecordId]:
        """One more record, or one in another's place; what is proved by it now."""
        known = self._origins.setdefault(record.origin, _Origin())
        known.hashes[record.sequence] = hash_of(record.payload)
        known.waiting.pop(record.sequence, None)
        known.disputed.pop(record.sequence, None)
        match record.change:
            case Introduced(signing=signing) as introduced if known.key is None:
                if origin_of(introduced) == record.origin:
                    known.key = signing
            case Signed() as signed if 0 < signed.count < record.sequence:
                known.waiting[record.sequence] = signed
        known.waiting |= {
            at: signed
            for at, signed in known.disputed.items()
            if record.sequence in known.span(at, signed)
        }
        proved = self._settle(known, record.origin) if known.waiting else set()
        return [RecordId(record.origin, each) for each in sorted(proved)]

    def forget(self, records: Iterable[RecordId]) -> None:
        """These are held no longer: nobody disputes over them any more, and what signs
        them waits, as it does for what has not come."""
        for each in records:
            known = self._origins.get(each.origin, _Origin())
            known.hashes.pop(each.sequence, None)
            known.waiting.pop(each.sequence, None)
            known.covered.discard(each.sequence)
            known.disputed = {
                at: signed
                for at, signed in known.disputed.items()
                if each.sequence != at and each.sequence not in known.span(at, signed)
            }

    def is_covered(self, record: RecordId) -> bool:
        """Whether its hub signed it, and this is what it signed."""
        known = self._origins.get(record.origin)
        return known is not None and record.sequence in known.covered

    def hash_held(self, record: RecordId) -> bytes | None:
        """The hash of a record that is held."""
        known = self._origins.get(record.origin)
        return known.hashes.get(record.sequence) if known is not None else None

    def would_settle(self, dispute: Dispute, versions: Iterable[Record]) -> bool:
        """Whether these versions are what was signed, with what else is held."""
        known = self._origins[dispute.origin]
        signed = known.disputed.get(dispute.last + 1)
        if signed is None or known.key is None:
            return False
        hashes: dict[int, bytes] = {
            each.sequence: hash_of(each.payload) for each in versions
        }
        span = known.span(dispute.last + 1, signed)
        chosen = (hashes.get(each) or known.hashes[each] for each in span)
        said = message(dispute.origin, dispute.last + 1, chosen)
        return self._verify(known.key, said, signed.signature)

    def is_signature(self, record: Record) -> bool:
        """Whether it is a right signature over what is held."""
        known, signed = self._origins.get(record.origin), record.change
        if known is None or known.key is None or not isinstance(signed, Signed):
            return False
        span = known.span(record.sequence, signed)
        if span.start < 1 or not all(each in known.hashes for each in span):
            return False
        said = message(
            record.origin, record.sequence, (known.hashes[each] for each in span)
        )
        return self._verify(known.key, said, signed.signature)

    def has_key(self, origin: int) -> bool:
        """Whether a hub has introduced itself."""
        known = self._origins.get(origin)
        return known is not None and known.key is not None

    def disputes(self) -> list[Dispute]:
        """Where records are not what their hub signed."""
        return [
            Dispute(HubId(origin), at - signed.count, at - 1)
            for origin, known in sorted(self._origins.items())
            for at, signed in sorted(known.disputed.items())
        ]

    def to_sign(self, origin: int, sequence: int) -> tuple[int, bytes]:
        """Of the records before `sequence` how many to sign, and the message."""
        known = self._origins.get(origin, _Origin())
        first = sequence
        while (
            sequence - first < MAX_SIGNED
            and first - 1 in known.hashes
            and first - 1 not in known.covered
        ):
            first -= 1
        hashes = (known.hashes[each] for each in range(first, sequence))
        return sequence - first, message(origin, sequence, hashes)

    def _settle(self, known: _Origin, origin: int) -> set[int]:
        """Check the signatures for which everything has come; what is proved now."""
        before = set(known.covered)
        if known.key is None:
            return set()
        for at, signed in list(known.waiting.items()):
            span = known.span(at, signed)
            if not all(each in known.hashes for each in span):
                continue
            del known.waiting[at]
            said = message(origin, at, (known.hashes[each] for each in span))
            if self._verify(known.key, said, signed.signature):
                known.disputed.pop(at, None)
                known.covered.update(span, [at])
            else:
                known.disputed[at] = signed
                if len(known.disputed) > MAX_DISPUTED:
                    del known.disputed[min(known.disputed)]
        return known.covered - before
