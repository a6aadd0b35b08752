"""Writes this hub's records: durable first, then folded, then told to the radio. Under
the door's lock; whoever calls has checked what is to be said, and by whom.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from hub.domain.changes import Alerted, Change, Noted, Signed
from hub.domain.ids import RecordId
from hub.domain.provenance import origin_of
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.service.ages import Ages
from hub.service.ports import (
    Identity,
    Keys,
    Ledger,
    LedgerUnavailable,
    Packing,
    Private,
)
from hub.service.present import Present

SIGN_EVERY = 20
"""Records under one signature of 64 bytes: some 3.5 bytes each."""


class Pen:
    """The one place where sequences of this hub are given."""

    def __init__(
        self,
        identity: Identity,
        keys: Keys,
        ledger: Ledger,
        packing: Packing,
        present: Present,
        ages: Ages,
    ) -> None:
        self._identity = identity
        self._keys = keys
        self._ledger = ledger
        self._packing = packing
        self._present = present
        self._ages = ages
        self._listeners: list[Callable[[Held], None]] = []

    def listen(self, listener: Callable[[Held], None]) -> None:
        """Call `listener` with every shared record that is durable."""
        self._listeners.append(listener)

    def next_in(self, log: HubId) -> RecordId:
        """The name of the next record; in the local log beyond what a restore may have
        lost: in the shared one a restored hub has another name."""
        floor = self._ledger.floor("local") if log == LOCAL else 0
        return RecordId(log, max(self._present.last(log), floor) + 1)

    def write(
        self, change: Change, log: HubId, private: Private, packed: bytes | None = None
    ) -> None:
        """Say it; `packed`: its bytes, where the caller has them, since they take long.

        Raises LedgerUnavailable, and NotIntroduced for a note.
        """
        name = self.next_in(log)
        said = change
        if isinstance(change, Noted) and log != LOCAL:
            said, packed = self._present.letters.sealed(change, name), None
        payload = packed if packed is not None else self._packing(said)
        record = Record(log, Sequence(name.sequence), said, payload)
        held = self._ages.held_now(record, 0.0)
        self._ledger.append(held, private)
        self.settle(held)
        if log != LOCAL:
            self.sign(at_once=isinstance(change, Alerted))

    def introduce(self) -> None:
        """Tell the other hubs our keys, unless that was done or they don't fit."""
        said = self._keys.introduction(self._identity.turn)
        origin = self._identity.origin
        if origin_of(said) == origin and self._present.introduced(origin) is None:
            self.write(said, origin, Private())

    def sign(self, *, at_once: bool) -> None:
        """Prove to the other hubs which records are ours, now and then or at once.

        What is to be signed is durable already: a disk that refuses is tried again
        with the next record.
        """
        origin = self._identity.origin
        if self._present.introduced(origin) is None:
            return
        sequence = self._present.last(origin) + 1
        count, message = self._present.provenance.to_sign(origin, sequence)
        if count >= SIGN_EVERY or (at_once and count):
            signed = Signed(count, self._keys.sign(message))
            with contextlib.suppress(LedgerUnavailable):
                self.write(signed, origin, Private())

    def settle(self, held: Held) -> None:
        """A record is durable, from here or from elsewhere: fold it and tell."""
        self._present.fold(held)
        self.tell(self._present.as_now(held))

    def tell(self, held: Held) -> None:
        """To the radio, unless it is for this hub alone."""
        if held.record.origin != LOCAL:
            for listener in self._listeners:
                listener(held)
