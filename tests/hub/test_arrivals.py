"""Records of other hubs in their many: together or not at all, each once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Change, Kind, Posted, Urgency
from hub.domain.passing import GRACE_S
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.packing import pack
from hub.service import HubService, LedgerUnavailable, Tally
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock

LAMP: Change = Posted(Kind.OFFER, CATEGORIES["power"], Urgency.TODAY, "A lamp")
SOUP: Change = Posted(Kind.OFFER, CATEGORIES["meals"], Urgency.TODAY, "Soup")


def _record(sequence: int, origin: int = 77, change: Change = LAMP) -> Record:
    return Record(HubId(origin), Sequence(sequence), change, pack(change))


def test_many_come_at_their_ages_and_are_told_of_once(service: HubService) -> None:
    told: list[Held] = []
    service.listen(told.append)
    came = [(_record(1), 10.0), (_record(2), 20.0)]

    first, again = service.ingest_all(came), service.ingest_all(came)

    assert (first, again) == (Tally(came=2), Tally(known=2))
    assert [(held.record.sequence, held.age_s) for held in told] == [(1, 10.0), (2, 20)]
    assert {round(held.age_s) for held in service.shared()} == {10, 20}


def test_one_that_comes_twice_at_once_is_held_once(
    service: HubService, ledger: TinyLedger
) -> None:
    twice = [(_record(1), 0.0), (_record(1), 0.0)]

    assert service.ingest_all(twice) == Tally(came=1, known=1)
    assert len(list(ledger.records())) == 1


def test_what_names_this_hub_or_nobody_is_refused_and_the_rest_taken_in(
    service: HubService,
) -> None:
    came = [_record(5, service.origin), _record(1, LOCAL), _record(1)]

    tally = service.ingest_all((each, 0.0) for each in came)

    assert tally == Tally(came=1, refused=2)


def test_our_own_records_that_come_home_are_known(service: HubService) -> None:
    service.post({"kind": "need", "category": "water", "text": "Water"}, b"key")
    ours = service.shared()[0].record

    assert service.ingest_all([(ours, 0.0)]) == Tally(known=1)


def test_a_second_version_is_no_news(service: HubService) -> None:
    service.ingest(_record(1), 0.0)

    assert service.ingest_all([(_record(1, change=SOUP), 0.0)]) == Tally(known=1)
    assert [view.post.posted.text for view in service.board().posts] == ["A lamp"]


def test_what_was_let_go_of_is_known_and_compared_with_nothing(
    service: HubService, clock: ManualClock
) -> None:
    service.post({"kind": "need", "category": "water", "text": "Water"}, b"key")
    ours = service.shared()[0].record
    service.ingest(_record(1), 0.0)
    clock.now += 3 * GRACE_S
    service.board()
    came = [ours, _record(1), _record(1, change=SOUP), _record(2)]

    tally = service.ingest_all([(each, 0.0) for each in came], sender=88)

    assert tally == Tally(came=1, known=3)
    assert [held.record.sequence for held in service.shared()] == [2]
    assert (service.forgers(), service.disputes()) == ({}, [])


def test_what_was_skipped_is_held_once_it_comes_with_others(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.skip({77: (range(1, 4),)})

    service.ingest_all([(_record(1), 0.0), (_record(2), 0.0)])

    again = HubService(ledger, pack, clock.clocks, hub_crypto())
    for each in (service, again):
        assert len(each.shared()) == 2
        assert each.passed() == {77: (range(3, 4),)}


class _FullDisk(TinyLedger):
    """A ledger whose disk is full."""

    def append_all(self, records: Iterable[Held]) -> None:
        raise LedgerUnavailable(f"no room for {len(list(records))} records")


def test_what_cannot_be_written_is_not_held_and_nobody_is_told(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    ledger.__class__ = _FullDisk
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    told: list[Held] = []
    service.listen(told.append)

    with pytest.raises(LedgerUnavailable):
        service.ingest_all([(_record(1), 0.0)])

    assert (told, service.board().posts) == ([], ())
