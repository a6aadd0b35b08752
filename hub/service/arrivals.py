"""Takes in other hubs' records, however they came: checked, durable, folded, told.
Under the door's lock.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from hub.domain.ids import RecordId
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, is_sound
from hub.service.ages import Ages
from hub.service.doubts import Doubts
from hub.service.pen import Pen
from hub.service.ports import Ledger, LedgerUnavailable
from hub.service.present import Present
from hub.service.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of records: new here, known already, refused."""

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
        home: HubId,
        ledger: Ledger,
        present: Present,
        pen: Pen,
        ages: Ages,
        upkeep: Upkeep,
    ) -> None:
        self._home = home
        self._ledger = ledger
        self._present = present
        self._pen = pen
        self._ages = ages
        self._upkeep = upkeep
        self.doubts = Doubts(present.provenance)

    def take_in(self, records: Iterable[tuple[Record, float]], sender: int) -> Tally:
        """Records and their ages, from that hub. Raises LedgerUnavailable: then none of
        them is held.
        """
        news: dict[RecordId, Held] = {}
        known: list[Record] = []
        refused = 0
        for record, age_s in records:
            if self._is_refused(record, sender):
                refused += 1
            elif record in self._present or record.name in news:
                known.append(record)
            else:
                news[record.name] = self._ages.held_now(record, age_s)
        if news:
            self._ledger.append_all(news.values())
        for held in news.values():
            self._settle(held, sender)
        self._compare(known, sender)
        origins = {held.record.origin for held in news.values()}
        for origin in origins | {record.origin for record in known}:
            while self._put_right(origin):
                pass
        return Tally(len(news), len(known), refused)

    def _is_refused(self, record: Record, sender: int) -> bool:
        """Only this hub writes as itself; what is for it alone comes from nowhere."""
        if record.origin == LOCAL or not is_sound(record):
            return True
        if record.origin == self._home and self.doubts.in_our_name(record, sender):
            self._pen.sign(at_once=True)
            return True
        return False

    def _settle(self, held: Held, sender: int) -> None:
        self.doubts.first(held.record, sender)
        self._pen.settle(held)
        self._upkeep.came(held.record)

    def _compare(self, known: Iterable[Record], sender: int) -> None:
        """Of two versions under one name one is false."""
        for record in known:
            if record.origin != self._home:
                self.doubts.second(record, sender)

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
