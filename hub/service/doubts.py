"""Records that came in two versions under one name: which is true, and who handed on
the false one. Signatures decide; until then the first stays. No ledger, no locks.
"""

from __future__ import annotations

import itertools
from collections import Counter, OrderedDict

from hub.domain.ids import RecordId
from hub.domain.provenance import Dispute, Provenance, hash_of
from hub.domain.record import HubId, Record

MAX_DOUBTED = 64
"""Names of which another version is kept; the one doubted longest ago makes room."""

MAX_TRIES = 64
"""Ways to put a disputed run together that are tried against its signature."""


class Doubts:
    """Second versions of records, until a signature says which is the true one."""

    def __init__(self, provenance: Provenance) -> None:
        self._provenance = provenance
        self._from: dict[tuple[int, int], int] = {}
        self._others: OrderedDict[tuple[int, int], tuple[Record, int]] = OrderedDict()
        self.blamed: Counter[int] = Counter()
        """How many false records came from each hub, as their frames named it."""

    def first(self, record: Record, sender: int) -> None:
        """A record that is new here, and the hub that it came from."""
        self._from[_name(record)] = sender

    def second(self, record: Record, sender: int) -> bool:
        """A record under a name that is known; whether it says something else."""
        name = RecordId(record.origin, record.sequence)
        if self._provenance.hash_held(name) == hash_of(record.payload):
            return False
        if self._provenance.is_covered(name):
            self.blamed[sender] += 1
            return False
        self._others[_name(record)] = (record, sender)
        self._others.move_to_end(_name(record))
        if len(self._others) > MAX_DOUBTED:
            self._others.popitem(last=False)
        return True

    def in_our_name(self, record: Record, sender: int) -> bool:
        """A record in this hub's own name came; whether the hub never wrote it."""
        name = RecordId(record.origin, record.sequence)
        if self._provenance.hash_held(name) == hash_of(record.payload):
            return False
        self.blamed[sender] += 1
        return True

    def settled(self) -> list[Record]:
        """The true versions of records that a signature has proved false."""
        if not self._others:
            return []
        found = [self._true_ones(each) for each in self._provenance.disputes()]
        return list(itertools.chain.from_iterable(found))

    def replaced(self, record: Record) -> None:
        """The true version took the other's place."""
        _, sender = self._others.pop(_name(record))
        self.blamed[self._from.get(_name(record), 0)] += 1
        self._from[_name(record)] = sender

    def senders(self, dispute: Dispute) -> list[HubId]:
        """The hubs from which disputed records came, but for the one they name."""
        names = ((dispute.origin, n) for n in range(dispute.first, dispute.last + 1))
        senders = {self._from[each] for each in names if each in self._from}
        return sorted(HubId(each) for each in senders - {dispute.origin, 0})

    def _true_ones(self, dispute: Dispute) -> list[Record]:
        run = range(dispute.first, dispute.last + 1)
        doubted = [n for n in run if (dispute.origin, n) in self._others]
        versions = [self._others[dispute.origin, n][0] for n in doubted]
        subsets = itertools.chain.from_iterable(
            itertools.combinations(versions, count)
            for count in range(1, len(versions) + 1)
        )
        for subset in itertools.islice(subsets, MAX_TRIES):
            if self._provenance.would_settle(dispute, subset):
                return list(subset)
        return []


def _name(record: Record) -> tuple[int, int]:
    return (record.origin, record.sequence)
