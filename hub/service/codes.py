"""Keep codes and idempotency keys: what was accepted here, and whose it is."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from hub.domain.contact import Contact
from hub.domain.guesses import GuessesByDevice, TooManyGuesses
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash, code_from
from hub.service.ports import Receipt
from hub.service.views import Accepted, KeyReused, NoSuchPost, WrongCode

Named = TypeVar("Named", bound=RecordId)


@dataclass(frozen=True, slots=True)
class Tries(Generic[Named]):
    """The records that a code may be tried on now; `wait_s`: until others may, too."""

    hashes: Mapping[Named, CodeHash]
    wait_s: float | None

    def right_for(self, keep_code: str) -> Named | None:
        """Slow on purpose: not to be asked under a lock."""
        found = (each for each, code in self.hashes.items() if code.matches(keep_code))
        return next(found, None)


class Codes:
    """The receipts of one hub. Not for several threads at once."""

    def __init__(self, secret: bytes, receipts: Iterable[Receipt]) -> None:
        self._secret = secret
        self._guesses: GuessesByDevice[RecordId] = GuessesByDevice()
        self._receipts = {each.record: each for each in receipts}
        self._by_key = {each.key: each for each in self._receipts.values()}

    def keep(self, receipt: Receipt) -> None:
        """The receipt is durable."""
        self._receipts[receipt.record] = receipt
        self._by_key[receipt.key] = receipt

    def forget(self, records: Iterable[RecordId]) -> None:
        """These are held no longer, and nobody can do anything with their codes."""
        for each in records:
            receipt = self._receipts.pop(each, None)
            if receipt is not None:
                self._by_key.pop(receipt.key, None)

    def code(self, key: bytes) -> str:
        """The keep code grows from the key, of which only a hash is kept."""
        return code_from(self._keyed(b"keep code", key))

    def hash_for(self, key: bytes) -> CodeHash:
        """What is kept of the code of that key; takes as long as trying one."""
        return CodeHash.of(self.code(key), self._keyed(b"salt", key)[:16])

    def fingerprint(self, payload: bytes, log: int, contact: Contact | None) -> bytes:
        """Tells one draft from another, and nobody what stands in it."""
        said = contact.text.encode() if contact is not None else b""
        parts = (len(payload).to_bytes(4), payload, log.to_bytes(4), said)
        return self._keyed(b"draft", b"".join(parts))

    def recall(self, key: bytes, draft: bytes | None = None) -> Accepted | None:
        """What was answered to that key, or None.

        Raises KeyReused where it came with another draft than the one given.
        """
        receipt = self._by_key.get(hashlib.sha256(key).digest())
        if receipt is None:
            return None
        if draft is not None and not hmac.compare_digest(receipt.draft, draft):
            raise KeyReused
        return Accepted(receipt.record, self.code(key))

    def proof(self, record: RecordId, keep_code: str) -> str:
        """What shows later that this code, as people see it, was right: nobody else can
        make it, so it is no guess."""
        return self._keyed(b"proof", f"{record}:{keep_code}".encode())[:8].hex()

    def is_proof(self, record: RecordId, keep_code: str, proof: str) -> bool:
        """Whether that was given for that record, which is still held, and code."""
        wanted = self.proof(record, keep_code)
        given = hmac.compare_digest(proof.encode(), wanted.encode())
        return given and record.plain in self._receipts

    def to_try(
        self, records: Iterable[Named], device: bytes, now: float
    ) -> Tries[Named]:
        """What is kept of the codes of those records, for somebody on that device.

        Raises NoSuchPost where none of them has one, TooManyGuesses where each of
        them has to wait.
        """
        hashes, waits = {}, []
        for each in records:
            # Ids of posts and of claims are named alike; a receipt's id says neither.
            receipt = self._receipts.get(each.plain)
            if receipt is None:
                continue
            try:
                self._guesses.check(each.plain, device, now)
                hashes[each] = receipt.code
            except TooManyGuesses as many:
                waits.append(many.wait_s)
        if not hashes and not waits:
            raise NoSuchPost
        if not hashes:
            raise TooManyGuesses(min(waits))
        return Tries(hashes, min(waits, default=None))

    def tried(
        self, tries: Tries[Named], right: Named | None, device: bytes, now: float
    ) -> Named:
        """Count a try: which of them it was right for, if it was for one.

        Raises WrongCode where it was for none; TooManyGuesses where it may have been
        for one that has to wait.
        """
        if right is not None:
            self._guesses.right(right.plain, device)
            return right
        for each in tries.hashes:
            self._guesses.failed(each.plain, device, now)
        if tries.wait_s is not None:
            raise TooManyGuesses(tries.wait_s)
        raise WrongCode

    def _keyed(self, purpose: bytes, key: bytes) -> bytes:
        return hmac.digest(self._secret, purpose + b"\0" + key, "sha256")
