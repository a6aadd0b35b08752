"""What has passed is told to the radio, let go of, and taken back where it lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import (
    Change,
    Claimed,
    ClaimHeard,
    Corrected,
    Renewed,
)
from hub.domain.expiry import DAY_S, State
from hub.domain.gone import Fate
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.passing import GRACE_S
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.relay import passed_spans, skipping, telling
from hub.service import (
    HubService,
    LedgerUnavailable,
    NoSuchPost,
    RecordNeeded,
    RecordsOver,
)
from hub.service.past import DROP_AT_ONCE, LOOK_EVERY_S, MAX_ASKED, MORE_AFTER_S
from hub.service.pen import SIGN_EVERY
from hub.service.steps import Writer
from hub.store.ledger import TinyLedger
from radio import events
from radio.frame import Span
from tests.conftest import ManualClock
from tests.hub.domain.neighbourhood import BREAD, RIDES
from tests.hub.test_service import WATER

FAR = 77
OVER_S = 3 * DAY_S
KEPT_S = OVER_S + GRACE_S


@dataclass
class Radio:
    """What the service tells the radio."""

    over: list[tuple[int, range]] = field(default_factory=list)
    needed: list[RecordId] = field(default_factory=list)
    told: list[RecordId] = field(default_factory=list)

    def hear(self, service: HubService) -> Radio:
        service.listen(lambda held: self.told.append(held.record.name))
        service.listen_to_past(self._news)
        return self

    def _news(self, news: RecordsOver | RecordNeeded) -> None:
        if isinstance(news, RecordNeeded):
            self.needed.append(news.record)
        else:
            self.over += [
                (origin, run) for origin, runs in news.runs.items() for run in runs
            ]


@pytest.fixture
def radio(service: HubService) -> Radio:
    return Radio().hear(service)


def _restarted(ledger: TinyLedger, clock: ManualClock) -> HubService:
    return HubService(ledger, pack, clock.clocks, hub_crypto())


def _record(sequence: int, change: Change, origin: int = FAR) -> Record:
    return Record(HubId(origin), Sequence(sequence), change, pack(change))


def _come(service: HubService, *said: Change, first: int = 1, age_s: float = 0) -> None:
    for sequence, change in enumerate(said, first):
        assert service.ingest(_record(sequence, change), age_s)


def _at(sequence: int, origin: int = FAR) -> RecordId:
    return RecordId(origin, sequence)


def _pass(service: HubService, clock: ManualClock, seconds: float) -> None:
    """Let so long pass, and let the hub look."""
    clock.now += seconds
    service.board()


OWN = PostId(0, 1)


def test_a_post_that_is_over_is_told_to_the_radio_once_with_all_that_was_said(
    service: HubService, radio: Radio, clock: ManualClock
) -> None:
    _come(service, BREAD, Corrected(OWN, "Rolls"), RIDES)

    _pass(service, clock, DAY_S + 60)
    assert radio.over == []
    _pass(service, clock, OVER_S)
    _pass(service, clock, LOOK_EVERY_S)

    assert radio.over == [(FAR, range(1, 3))]
    assert [each.record.sequence for each in service.shared()] == [3]
    assert passed_spans(service.passed()) == (Span(FAR, 1, 2),)


def test_while_nobody_vouches_for_the_clock_nothing_passes(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    radio = Radio().hear(service)
    _come(service, BREAD)

    _pass(service, clock, 10 * KEPT_S)
    assert (radio.over, service.passed()) == ([], {})

    clock.vouched = True
    _pass(service, clock, 1)
    assert radio.over == [(FAR, range(1, 2))]


def test_a_run_with_a_wrong_later_year_passes_nothing(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    _come(_restarted(ledger, clock), BREAD)
    clock.wall_ahead += 9 * 365 * DAY_S

    service = _restarted(ledger, clock)

    assert service.find(PostId(FAR, 1)).state is State.EXPIRED  # type: ignore[union-attr]
    assert service.passed() == {}
    assert len(list(ledger.records())) == 1


def test_a_renewal_takes_a_post_back_with_all_that_was_said_of_it(
    service: HubService, radio: Radio, clock: ManualClock
) -> None:
    _come(service, BREAD, Corrected(OWN, "Rolls"))
    _pass(service, clock, OVER_S)
    radio.told.clear()

    _come(service, Renewed(OWN), first=3)

    assert sorted(radio.told) == [_at(1), _at(2), _at(3)]
    assert service.passed() == {}
    view = service.find(PostId(FAR, 1))
    assert view is not None
    assert view.state is State.OPEN


def test_a_writer_takes_a_post_back_that_was_over_for_long(
    service: HubService, radio: Radio, clock: ManualClock
) -> None:
    post = service.post(WATER, b"key")
    _pass(service, clock, 20 * DAY_S)
    assert radio.over == [(service.origin, range(1, 2))]
    radio.told.clear()

    Writer(service, post.post_id, post.keep_code).renew()
    service.board()

    assert sorted(radio.told) == [_at(n, service.origin) for n in (1, 2)]
    assert service.passed() == {}


def test_what_passed_is_let_go_of_after_a_while_and_its_page_is_gone(
    service: HubService, ledger: TinyLedger, clock: ManualClock, client: FlaskClient
) -> None:
    post = service.post(WATER, b"key")
    page = f"/posts/{post.post_id}"

    _pass(service, clock, 20 * DAY_S)
    assert client.get(page).status_code == 200
    _pass(service, clock, 60 * DAY_S)

    assert list(ledger.records()) == list(ledger.receipts()) == []
    assert service.post_count == 0
    assert client.get(page).status_code == 404
    assert client.get(page).get_data() == client.get("/posts/1-1").get_data()
    with pytest.raises(NoSuchPost):
        Writer(service, post.post_id, post.keep_code)
    assert service.recall(b"key") is None


def test_no_number_is_given_twice_when_all_was_let_go_of(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    kinds = [(WATER, b"shared"), ({**WATER, "reach": "this_hub"}, b"local")]
    for n in range(3):
        for fields, name in kinds:
            service.post(fields, b"%s before %d" % (name, n))
    _pass(service, clock, 120 * DAY_S)
    assert list(ledger.records()) == []

    given = []
    for n in range(2):
        again = _restarted(ledger, clock)
        given += [
            again.post(each, b"%s %d" % (name, n)).post_id for each, name in kinds
        ]

    origins = (service.origin, LOCAL)
    assert given == [PostId(origin, n) for n in (4, 5) for origin in origins]


def test_what_is_for_this_hub_alone_is_let_go_of_and_never_told(
    service: HubService, ledger: TinyLedger, radio: Radio, clock: ManualClock
) -> None:
    service.post({**WATER, "reach": "this_hub"}, b"key")

    _pass(service, clock, 120 * DAY_S)

    assert ledger.gone().of(LOCAL) == Fate(dropped=(range(1, 2),))
    assert (radio.over, service.passed()) == ([], {})


def test_after_a_restart_all_that_passed_is_known(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    _come(service, BREAD)
    _pass(service, clock, KEPT_S)
    _come(service, BREAD, first=2)
    _pass(service, clock, OVER_S)
    service.skip({88: (range(1, 9),)})
    before = service.passed()

    again = _restarted(ledger, clock)

    assert again.passed() == before
    assert before == {FAR: (range(1, 3),), 88: (range(1, 9),)}
    assert [each.record.sequence for each in ledger.records()] == [2]


def test_many_are_let_go_of_by_and_by(ledger: TinyLedger, clock: ManualClock) -> None:
    ledger.append_all(
        Held(_record(n, BREAD), KEPT_S) for n in range(1, 2 * DROP_AT_ONCE + 2)
    )
    service = _restarted(ledger, clock)
    left = [len(list(ledger.records()))]
    for _ in range(3):
        _pass(service, clock, MORE_AFTER_S)
        left.append(len(list(ledger.records())))

    assert left == [DROP_AT_ONCE + 1, 1, 0, 0]
    assert service.board().posts == ()


def test_a_record_that_was_let_go_of_does_not_come_back(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    _come(service, BREAD)
    _pass(service, clock, KEPT_S)

    assert not service.ingest(_record(1, BREAD), 0.0)
    assert list(ledger.records()) == []


def test_a_record_of_our_own_that_we_let_go_of_is_no_forgery(
    service: HubService, clock: ManualClock
) -> None:
    post = service.post(WATER, b"key")
    (held,) = service.shared()
    _pass(service, clock, 120 * DAY_S)

    assert service.find(post.post_id) is None
    assert not service.ingest(held.record, 0.0, sender=FAR)
    assert service.forgers() == {}
    assert service.disputes() == []


def test_what_others_say_has_passed_may_come_all_the_same(
    service: HubService, ledger: TinyLedger
) -> None:
    service.skip({FAR: (range(1, 9),)})

    _come(service, BREAD)

    assert service.find(PostId(FAR, 1)) is not None
    assert ledger.gone().of(FAR) == Fate(skipped=(range(2, 9),))


def test_nobody_tells_a_hub_that_its_own_records_or_what_it_holds_have_passed(
    service: HubService, ledger: TinyLedger
) -> None:
    service.post(WATER, b"key")
    _come(service, BREAD)

    service.skip({service.origin: (range(1, 99),), LOCAL: (range(1, 9),)})
    service.skip({FAR: (range(1, 4),)})

    assert service.passed() == {FAR: (range(2, 4),)}
    assert service.post(WATER, b"next").post_id.sequence == 2


def test_a_faulty_hub_fills_no_disk_with_what_it_says_has_passed(
    service: HubService, ledger: TinyLedger
) -> None:
    for origin in range(1, 1100):
        service.skip({origin: (range(1, 2),)})
    for sequence in range(10, 2000, 2):
        service.skip({FAR: (range(sequence, sequence + 1),)})

    runs = service.passed()
    assert len(runs) <= 1024
    assert len(runs[FAR]) <= 256


class Joined:
    """A hub that came late, and was told that the first records of FAR had passed."""

    def __init__(self, service: HubService, radio: Radio) -> None:
        self.service, self.radio = service, radio
        service.skip({FAR: (range(1, 5),)})

    def renewed(self) -> None:
        _come(self.service, Renewed(OWN), first=9)


@pytest.fixture
def joined(service: HubService, radio: Radio) -> Joined:
    return Joined(service, radio)


def test_a_renewal_of_a_post_that_never_came_asks_for_it_and_what_came_after(
    joined: Joined, clock: ManualClock
) -> None:
    joined.renewed()
    assert joined.radio.needed == [_at(1), _at(2), _at(3), _at(4)]

    _come(joined.service, BREAD, Corrected(OWN, "Rolls"))

    view = joined.service.find(PostId(FAR, 1))
    assert view is not None
    assert (view.state, view.post.posted.text) == (State.OPEN, "Rolls")


def test_who_answers_that_it_passed_is_asked_again_and_not_for_ever(
    joined: Joined, clock: ManualClock
) -> None:
    joined.renewed()
    _come(joined.service, BREAD, first=1)
    joined.radio.needed.clear()

    for _ in range(2 * MAX_ASKED):
        joined.service.skip({FAR: (range(1, 5),)})
        _pass(joined.service, clock, LOOK_EVERY_S)

    assert joined.radio.needed == [_at(2), _at(3), _at(4)] * MAX_ASKED


def test_a_claim_that_a_needed_record_names_is_needed_too(joined: Joined) -> None:
    joined.service.skip({88: (range(1, 5),)})
    joined.renewed()

    _come(joined.service, BREAD, ClaimHeard(ClaimId(88, 3)))

    assert joined.radio.needed[-1] == _at(3, origin=88)


def test_a_post_that_is_needed_is_asked_for_again_after_a_restart(
    joined: Joined, ledger: TinyLedger, clock: ManualClock
) -> None:
    joined.renewed()

    again = Radio().hear(_restarted(ledger, clock))

    assert again.needed == joined.radio.needed


def test_a_record_that_was_let_go_of_comes_back_where_a_renewal_needs_it(
    service: HubService, radio: Radio, clock: ManualClock
) -> None:
    _come(service, BREAD)
    _pass(service, clock, KEPT_S)

    _come(service, Renewed(OWN), first=2)
    assert radio.needed == [_at(1)]
    _come(service, BREAD, age_s=KEPT_S)

    view = service.find(PostId(FAR, 1))
    assert view is not None
    assert view.state is State.OPEN


@pytest.mark.parametrize("change", [Claimed(PostId(FAR, 1), 6), Corrected(OWN, "x")])
def test_what_is_said_late_of_a_post_that_passed_needs_nothing(
    joined: Joined, clock: ManualClock, change: Change
) -> None:
    _come(joined.service, change, first=9)
    _pass(joined.service, clock, LOOK_EVERY_S)

    assert joined.radio.needed == []
    assert joined.radio.over == [(FAR, range(9, 10))]


def test_proofs_of_what_lives_outlast_what_was_signed_with_it(
    tmp_path: Path, ledger: TinyLedger, clock: ManualClock
) -> None:
    far = TinyLedger(tmp_path / "far", unpack, name_of)
    there = _restarted(far, clock)
    there.introduce()
    standing = {**WATER, "kind": "offer", "lifetime": "standing"}
    post = there.post(standing, b"standing")
    for n in range(2 * SIGN_EVERY):
        there.post({**WATER, "lifetime": "6h"}, b"%d" % n)
    here = _restarted(ledger, clock)
    for held in there.shared():
        here.ingest(held.record, held.age_s)
    far.close()

    _pass(here, clock, 2 * GRACE_S)
    again = _restarted(ledger, clock)

    assert len(list(ledger.records())) == SIGN_EVERY + 1
    for each in (here, again):
        view = each.find(post.post_id)
        assert view is not None
        assert view.proved
        assert each.disputes() == []


def test_a_disk_that_refuses_is_tried_again(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    _come(service, BREAD)
    ledger._storage._connection.execute("pragma query_only = on")
    _pass(service, clock, KEPT_S)
    with pytest.raises(LedgerUnavailable):
        service.skip({88: (range(1, 2),)})
    assert len(list(ledger.records())) == 1

    ledger._storage._connection.execute("pragma query_only = off")
    _pass(service, clock, LOOK_EVERY_S)

    assert list(ledger.records()) == []


def test_the_relay_says_in_the_radios_words_what_the_service_says(
    service: HubService, clock: ManualClock
) -> None:
    told: list[events.RecordsPassed | events.RecordNeeded] = []
    service.listen_to_past(telling(told.append))
    skipping(service)((Span(88, 1, 3), Span(88, 4, 2), Span(99, 7, 1)))
    assert service.passed() == {88: (range(1, 6),), 99: (range(7, 8),)}

    _come(service, BREAD)
    _pass(service, clock, OVER_S)
    assert service.ingest(_record(9, Renewed(OWN), origin=99), 0.0)
    assert service.ingest(_record(9, Renewed(PostId(0, 7)), origin=99), 0.0) is False

    assert told == [events.RecordsPassed((Span(FAR, 1, 1),))]
