"""Takes in other hubs' records, however they came: checked, durable, folded, told.
Under the door's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hub.domain.ids import RecordId
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, is_sound
from hub.service.ages import Ages
from hub.service.doubts import Doubts
from hub.service.past import Past
from hub.service.pen import Pen
from hub.service.ports import Ledger, LedgerUnavailable
from hub.service.present import Present
from hub.service.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of records: new here, known already, refused.

    Known is also what this hub held, and let go of when it had passed.
    """

    came: int = 0
    known: int = 0
    refused: int = 0

    def __add__(self, more: Tally) -> Tally:
        return Tally(
            self.came + more.came, self.known + more.known, self.refused + more.refused
        )


class Arrivals:
    """The one way for other hubs' records to come in."""

    def __init__(
        self,
        ledger: Ledger,
        present: Present,
        pen: Pen,
        ages: Ages,
        upkeep: Upkeep,
        past: Past,
    ) -> None:
        self._home = present.home
        self._ledger = ledger
        self._present = present
        self._pen = pen
        self._ages = ages
        self._upkeep = upkeep
        self._past = past
        self.doubts = Doubts(present.provenance)

    def take_in(
        self, records: Iterable[tuple[Record, float]], sender: int, at: float | None
    ) -> Tally:
        """Records and their ages, from that hub; `at`: when they had them, if not now.

        Raises LedgerUnavailable: then none of them is held.
        """
        news: dict[RecordId, Held] = {}
        known: list[Record] = []
        over = refused = 0
        for record, age_s in records:
            if not _may_come(record):
                refused += 1
            elif self._past.refuses(record.name):
                over += 1
            elif self._is_forged(record, sender):
                refused += 1
            elif record in self._present or record.name in news:
                known.append(record)
            else:
                news[record.name] = self._ages.held_now(record, age_s, at)
        self._keep(news.values(), sender)
        self._compare(known, sender)
        self._put_all_right([*known, *(held.record for held in news.values())])
        return Tally(len(news), len(known) + over, refused)

    def _is_forged(self, record: Record, sender: int) -> bool:
        """Only this hub writes as itself."""
        forged = record.origin == self._home and self.doubts.in_our_name(record, sender)
        if forged:
            self._pen.sign(at_once=True)
        return forged

    def _keep(self, news: Collection[Held], sender: int) -> None:
        if news:
            self._ledger.append_all(news)
        for held in news:
            self._settle(held, sender)

    def _settle(self, held: Held, sender: int) -> None:
        self.doubts.first(held.record, sender)
        self._pen.settle(held)
        self._upkeep.came(held.record)

    def _compare(self, known: Iterable[Record], sender: int) -> None:
        """Of two versions under one name one is false."""
        for record in known:
            if record.origin != self._home:
                self.doubts.second(record, sender)

    def _put_all_right(self, came: Iterable[Record]) -> None:
        for origin in {record.origin for record in came}:
            while self._put_right(origin):
                pass

    def _put_right(self, origin: HubId) -> bool:
        """Let true versions take the place of those that a signature proved false.

        What the disk refuses now is found again with the next record that comes.
        Answers whether there were any.
        """
        replaced: list[Record] = []
        with contextlib.suppress(LedgerUnavailable):
            for record in self.doubts.settled(origin):
                self._ledger.replace(record)
                self.doubts.replaced(record)
                replaced.append(record)
        if replaced:
            self._present.read_anew(self._ledger.records(), replaced)
        for record in replaced:
            self._pen.tell(Held(record, self._ages.of(record.name)))
        return bool(replaced)


def _may_come(record: Record) -> bool:
    """Whether it can be another hub's: what is for one hub alone comes from none."""
    return record.origin != LOCAL and is_sound(record)
