"""The week and its thanks as a hub tells them: by ages, over restarts, kept nowhere."""

from __future__ import annotations

import pytest

from hub.domain.changes import Change, Closed, Kind, Outcome, Thanked
from hub.domain.expiry import DAY_S, HOUR_S
from hub.domain.ids import PostId
from hub.domain.matching import fit_counts, fitting
from hub.domain.record import HubId, Record, Sequence
from hub.domain.week import Week
from hub.mesh.crypto import hub_crypto
from hub.mesh.packing import pack
from hub.service import Accepted, HubService
from hub.service.lately import GOOD_FOR_S
from hub.service.steps import Writer
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.domain.neighbourhood import BREAD
from tests.hub.test_service import WATER

SIX_HOURS = {**WATER, "lifetime": "6h"}
FAR, OWN = 77, PostId(0, 1)


def _restarted(ledger: TinyLedger, clock: ManualClock) -> HubService:
    return HubService(ledger, pack, clock.clocks, hub_crypto())


def _posted_on(week: Week) -> list[int]:
    return [sum(day.posted.values()) for day in week.days]


def _met_on(week: Week) -> list[int]:
    return [sum(day.met.values()) for day in week.days]


def _write(service: HubService, accepted: Accepted) -> Writer:
    return Writer(service, accepted.post_id, accepted.keep_code)


def _come(service: HubService, sequence: int, change: Change, age_s: float) -> bool:
    record = Record(HubId(FAR), Sequence(sequence), change, pack(change))
    return service.ingest(record, age_s)


def test_a_need_of_six_hours_that_was_met_is_told_of_for_a_week(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    _write(service, service.post(SIX_HOURS, b"key")).close(Outcome.MET)

    for day in range(7):
        assert _met_on(service.week()) == [0] * (6 - day) + [1] + [0] * day
        assert service.week() == _restarted(ledger, clock).week()
        clock.now += DAY_S
        service.board()  # time does what it does

    assert service.week().met == service.week().posted(Kind.NEED) == 0


def test_what_is_for_this_hub_alone_counts_on_this_hub(service: HubService) -> None:
    service.post({**WATER, "reach": "this_hub"}, b"key")

    assert service.week().posted(Kind.NEED, "food") == 1


def test_a_record_that_comes_late_counts_on_its_own_day_and_once(
    service: HubService,
) -> None:
    assert _come(service, 1, BREAD, 3.5 * DAY_S)
    assert not _come(service, 1, BREAD, 3.5 * DAY_S)
    assert _come(service, 2, BREAD, 8 * DAY_S)

    assert _posted_on(service.week()) == [0, 0, 0, 1, 0, 0, 0]


def test_what_was_met_on_another_hub_counts_when_its_post_came_after_its_end(
    service: HubService,
) -> None:
    _come(service, 2, Closed(OWN, Outcome.MET), HOUR_S)
    assert service.week().met == 0

    _come(service, 1, BREAD, 2 * DAY_S)

    assert _met_on(service.week()) == [0, 0, 0, 0, 0, 0, 1]


def test_days_switched_off_are_days_where_somebody_vouches_for_the_clock(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    _restarted(ledger, clock).post(WATER, b"key")
    clock.wall_ahead += 3 * DAY_S

    assert _posted_on(_restarted(ledger, clock).week()) == [0, 0, 0, 1, 0, 0, 0]


@pytest.mark.parametrize("jump_s", [-900 * DAY_S, 900 * DAY_S])
def test_a_clock_that_jumps_does_nothing_to_the_week_of_a_running_hub(
    service: HubService, clock: ManualClock, jump_s: float
) -> None:
    service.post(WATER, b"key")
    before = service.week()

    clock.wall_ahead += jump_s
    clock.now += 2 * GOOD_FOR_S

    assert service.week() == before


def test_a_start_with_a_wrong_year_spoils_no_later_one(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.post(WATER, b"key")
    before = service.week()
    clock.wall_ahead += 900 * DAY_S
    assert _restarted(ledger, clock).week().posted(Kind.NEED) == 0

    clock.wall_ahead -= 900 * DAY_S

    assert _restarted(ledger, clock).week() == before


def test_the_revision_grows_when_what_was_met_is_no_longer_of_this_week(
    service: HubService, clock: ManualClock
) -> None:
    _write(service, service.post(SIX_HOURS, b"key")).close(Outcome.MET)
    clock.now += 7 * DAY_S - HOUR_S
    before = service.revision
    assert service.week().met == 1

    clock.now += 2 * HOUR_S

    assert service.revision > before
    assert service.week().met == 0


def test_a_post_goes_over_to_the_day_before_though_nothing_changes(
    service: HubService, clock: ManualClock
) -> None:
    service.post({**WATER, "lifetime": "1m"}, b"key")
    assert _posted_on(service.week())[-1] == 1
    before = service.revision

    clock.now += DAY_S

    assert _posted_on(service.week())[-2:] == [1, 0]
    assert service.revision == before


def test_the_latest_thanks_are_told_and_no_more_than_asked_for(
    service: HubService, clock: ManualClock
) -> None:
    for number in range(3):
        writer = _write(service, service.post(WATER, b"key %d" % number))
        writer.close(Outcome.MET)
        writer.thank(f"Thanks {number}")
        clock.now += HOUR_S

    assert service.thanks(2) == ["Thanks 2", "Thanks 1"]
    assert service.thanks(0) == []


def test_thanks_of_other_hubs_are_told_too(service: HubService) -> None:
    _come(service, 1, BREAD, 0)
    _come(service, 2, Thanked(OWN, "Bless you"), 0)

    assert service.thanks(5) == ["Bless you"]


def test_the_board_tells_what_fits_a_need(service: HubService) -> None:
    need = service.post(WATER, b"need").post_id
    offer = {**WATER, "kind": "offer", "text": "Water"}
    near = service.post({**offer, "reach": "this_hub"}, b"near").post_id
    service.post({**offer, "category": "rides"}, b"rides")

    board, view = service.board().posts, service.find(need)

    assert view is not None
    found = fitting(view, board, service.origin)
    assert [each.post.id for each in found] == [near]
    assert fit_counts(board)[need] == 1
