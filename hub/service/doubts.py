"""Records that came in several versions under one name: which is true, and who handed
on the false ones. Signatures decide; until then the first stays. No ledger, no locks.
"""

from __future__ import annotations

import itertools
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator

from hub.domain.ids import RecordId
from hub.domain.provenance import Dispute, Provenance, hash_of
from hub.domain.record import HubId, Record

MAX_DOUBTED = 64
"""Names of which other versions are kept; the one doubted longest ago makes room."""

MAX_VERSIONS = 4
"""Other versions kept of one name, the first ones: who floods comes too late."""

MAX_TRIES = 64
"""Ways to put disputed runs together that are tried for one record that comes."""

MAX_BLAMED = 256
"""Hubs that are counted; further ones are counted together, as hub 0."""

Name = tuple[int, int]


class Doubts:
    """Other versions of records, until a signature says which is the true one."""

    def __init__(self, provenance: Provenance) -> None:
        self._provenance = provenance
        self._from: dict[Name, int] = {}
        self._others: OrderedDict[Name, dict[bytes, tuple[Record, int]]] = OrderedDict()
        self.blamed: Counter[int] = Counter()
        """How many false records came from each hub, as their frames named it."""

    def first(self, record: Record, sender: int) -> None:
        """A record that is new here, and the hub that it came from."""
        self._from[_name(record)] = sender

    def second(self, record: Record, sender: int) -> bool:
        """A record under a name that is known; whether it says something else."""
        name = record.name
        said = hash_of(record.payload)
        if self._provenance.hash_held(name) == said:
            return False
        if self._provenance.is_covered(name):
            self._blame(sender)
            return False
        versions = self._others.setdefault(_name(record), {})
        self._others.move_to_end(_name(record))
        if len(versions) < MAX_VERSIONS:
            versions.setdefault(said, (record, sender))
        if len(self._others) > MAX_DOUBTED:
            self._others.popitem(last=False)
        return True

    def in_our_name(self, record: Record, sender: int) -> bool:
        """A record in this hub's own name came; whether the hub never wrote it."""
        name = record.name
        if self._provenance.hash_held(name) == hash_of(record.payload):
            return False
        self._blame(sender)
        return True

    def forget(self, names: Iterable[RecordId]) -> None:
        """These are held no longer."""
        for each in names:
            self._from.pop((each.origin, each.sequence), None)
            self._others.pop((each.origin, each.sequence), None)

    def settled(self, origin: int) -> list[Record]:
        """True versions of a hub's records whose held ones a signature proves false."""
        for record in self._versions(origin):
            if self._provenance.is_signature(record):
                return [record]
        ways = (
            (dispute, subset)
            for dispute in self._provenance.disputes()
            if dispute.origin == origin
            for subset in self._ways(dispute)
        )
        for dispute, subset in itertools.islice(ways, MAX_TRIES):
            if self._provenance.would_settle(dispute, subset):
                return list(subset)
        return []

    def replaced(self, record: Record) -> None:
        """The true version took the other's place."""
        versions = self._others.pop(_name(record), {})
        self._blame(self._from.get(_name(record), 0))
        _, sender = versions.get(hash_of(record.payload), (record, 0))
        self._from[_name(record)] = sender

    def senders(self, dispute: Dispute) -> list[HubId]:
        """The hubs from which disputed records came, but for the one they name."""
        names = ((dispute.origin, n) for n in range(dispute.first, dispute.last + 2))
        senders = {self._from[each] for each in names if each in self._from}
        return sorted(HubId(each) for each in senders - {dispute.origin, 0})

    def _versions(self, origin: int) -> list[Record]:
        """Every other version of that hub's records."""
        return [
            record
            for name, versions in self._others.items()
            if name[0] == origin
            for record, _ in versions.values()
        ]

    def _ways(self, dispute: Dispute) -> Iterator[tuple[Record, ...]]:
        """Other versions to try in the disputed run, the fewest changes first."""
        run = range(dispute.first, dispute.last + 1)
        versions = [
            record
            for n in run
            for record, _ in self._others.get((dispute.origin, n), {}).values()
        ]
        for count in range(1, len(versions) + 1):
            for subset in itertools.combinations(versions, count):
                if len({each.sequence for each in subset}) == count:
                    yield subset

    def _blame(self, sender: int) -> None:
        known = sender in self.blamed or len(self.blamed) < MAX_BLAMED
        self.blamed[sender if known else 0] += 1


def _name(record: Record) -> Name:
    return (record.origin, record.sequence)
