"""Ages: right where the clock can be trusted, never too old where it can't."""

from __future__ import annotations

import pytest

from hub.domain.expiry import HOUR_S, State
from hub.domain.ids import PostId, RecordId
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.packing import pack
from hub.service import HubService
from hub.service.ages import Ages
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.test_service import LAMP, WATER

YEAR_S = 365 * 24 * HOUR_S


def _restarted(ledger: TinyLedger, clock: ManualClock) -> HubService:
    return HubService(ledger, pack, clock.clocks, hub_crypto())


def _age(service: HubService, post_id: PostId) -> float:
    view = service.find(post_id)
    assert view is not None
    return view.age_s


def test_with_a_clock_to_trust_the_time_switched_off_counts(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    posted = _restarted(ledger, clock).post(WATER, b"key").post_id

    clock.now += 5 * HOUR_S

    assert _age(_restarted(ledger, clock), posted) == pytest.approx(5 * HOUR_S, abs=1)


@pytest.mark.parametrize("jump_s", [-20 * YEAR_S, 20 * YEAR_S])
def test_a_clock_that_jumps_while_nobody_vouches_changes_no_age(
    ledger: TinyLedger, clock: ManualClock, jump_s: float
) -> None:
    posted = _restarted(ledger, clock).post(WATER, b"key").post_id
    clock.vouched = False
    clock.wall_ahead += jump_s

    service = _restarted(ledger, clock)
    later = service.post(WATER, b"later").post_id
    clock.now += HOUR_S

    assert _age(service, posted) == pytest.approx(HOUR_S, abs=1)
    assert service.board().posts[0].state is State.OPEN
    clock.wall_ahead -= jump_s
    clock.vouched = True
    service.board()
    assert _age(service, posted) == _age(service, later) == pytest.approx(HOUR_S, abs=1)


def test_a_trusted_clock_set_back_makes_nothing_younger_than_it_was(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    service = _restarted(ledger, clock)
    service.ingest(_foreign(), 3 * HOUR_S)
    clock.wall_ahead -= YEAR_S

    assert _age(_restarted(ledger, clock), PostId(77, 1)) >= 3 * HOUR_S


def test_when_somebody_vouches_at_last_the_time_switched_off_is_added(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    posted = _restarted(ledger, clock).post(WATER, b"key").post_id
    clock.now += 10 * HOUR_S
    clock.vouched = False
    service = _restarted(ledger, clock)
    assert _age(service, posted) < HOUR_S

    clock.vouched = True
    service.board()

    assert _age(service, posted) == pytest.approx(10 * HOUR_S, abs=1)


def test_what_came_without_a_clock_is_stamped_once_somebody_vouches(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id
    clock.now += 2 * HOUR_S

    clock.vouched = True
    clock.wall_ahead += YEAR_S  # the right time, at last
    service.board()
    clock.now += HOUR_S

    assert _age(_restarted(ledger, clock), posted) == pytest.approx(3 * HOUR_S, abs=1)


def test_without_a_clock_the_hours_that_the_hub_ran_still_count(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id

    for _ in range(3):
        clock.now += 5 * HOUR_S
        service.board()  # keeps, now and then, how long the hub has run
        clock.now += 0.5 * HOUR_S
        service = _restarted(ledger, clock)  # the half hour is lost

    assert _age(service, posted) == pytest.approx(15 * HOUR_S, abs=10)


def test_it_is_no_earlier_than_when_the_last_record_came(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id
    clock.now += 8 * HOUR_S
    clock.now, clock.wall_ahead = 0.0, clock.now + clock.wall_ahead  # another boot
    _restarted(ledger, clock).post(WATER, b"another")
    clock.vouched = False

    assert _age(_restarted(ledger, clock), posted) == pytest.approx(8 * HOUR_S, abs=1)


def test_nothing_expires_until_somebody_vouches_and_then_it_does(
    service: HubService, clock: ManualClock
) -> None:
    clock.vouched = False
    service.post(WATER, b"key")  # now: a day
    clock.now += 48 * HOUR_S
    before = service.board()
    assert not before.clock_trusted
    assert before.posts[0].state is State.OPEN

    clock.vouched = True

    after = service.board(since=before.revision)
    assert after.clock_trusted
    assert after.posts[0].state is State.EXPIRED


def test_time_alone_is_news_once(service: HubService, clock: ManualClock) -> None:
    service.post(WATER, b"key")
    seen = service.revision
    clock.now += 12 * HOUR_S
    assert service.revision == seen

    clock.now += 8 * HOUR_S  # the last fifth of a day: the writer is asked
    asked = service.board(since=seen)
    clock.now += 5 * HOUR_S
    over = service.board(since=asked.revision)

    assert asked.posts[0].moment.ask_still_needed
    assert over.posts[0].state is State.EXPIRED
    assert service.board(since=over.revision).posts == ()


def test_a_revision_after_a_restart_is_higher_than_any_before(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.post(WATER, b"key")
    clock.now += 48 * HOUR_S
    before = service.board()

    restarted = _restarted(ledger, clock)

    assert len(restarted.board(since=before.revision).posts) == 1


@pytest.mark.parametrize("vouched_at_start", [True, False])
def test_one_run_with_a_wrong_later_year_ages_nothing_for_good(
    ledger: TinyLedger, clock: ManualClock, *, vouched_at_start: bool
) -> None:
    first = _restarted(ledger, clock).post(WATER, b"first").post_id
    clock.wall_ahead += 9 * YEAR_S
    wrong = _restarted(ledger, clock).post(WATER, b"wrong").post_id
    clock.wall_ahead -= 9 * YEAR_S

    clock.vouched = vouched_at_start
    service = _restarted(ledger, clock)
    clock.vouched = True
    states = {each.post.id: each.state for each in service.board().posts}

    assert states == {first: State.OPEN, wrong: State.OPEN}
    clock.now += HOUR_S
    again = _restarted(ledger, clock)
    assert _age(again, wrong) == pytest.approx(HOUR_S, abs=1)


def test_a_clock_that_was_set_back_makes_nothing_younger_than_the_hub_ran(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id
    clock.now += 5 * HOUR_S
    service.board()
    clock.wall_ahead -= 4 * HOUR_S

    assert _age(_restarted(ledger, clock), posted) == pytest.approx(5 * HOUR_S, abs=1)


def test_what_is_due_after_somebody_vouched_is_news_too(
    service: HubService, clock: ManualClock
) -> None:
    clock.vouched = False
    service.post(WATER, b"key")
    clock.vouched = True
    seen = service.revision

    clock.now += 25 * HOUR_S

    assert [each.state for each in service.board(since=seen).posts] == [State.EXPIRED]


def test_stamps_that_could_not_be_kept_are_kept_later(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id
    clock.vouched = True
    execute = ledger._storage._connection.execute
    execute("pragma query_only = on")
    service.board()
    execute("pragma query_only = off")
    service.board()
    clock.now += 10 * HOUR_S

    assert _age(_restarted(ledger, clock), posted) == pytest.approx(10 * HOUR_S, abs=1)


def test_that_somebody_vouches_is_news_on_an_empty_board_too(
    service: HubService, clock: ManualClock
) -> None:
    clock.vouched = False
    seen = service.revision

    clock.vouched = True

    assert service.revision > seen


def test_ages_that_were_loaded_are_never_negative(clock: ManualClock) -> None:
    ages = Ages(clock.clocks, 0.0)
    ages.add(Held(_foreign(), 0.0, clock.now + clock.wall_ahead + YEAR_S, 9e9))
    ages.loaded()

    assert ages.of(RecordId(77, 1)) == 0.0


def _foreign() -> Record:
    return Record(HubId(77), Sequence(1), LAMP, pack(LAMP))


def test_a_hub_that_nobody_looks_at_counts_the_hours_that_it_ran(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id

    for _ in range(8):
        clock.now += HOUR_S + 1
        service.pass_time()
    clock.now += 0.5 * HOUR_S  # the power goes

    age_s = _age(_restarted(ledger, clock), posted)
    assert age_s == pytest.approx(8 * HOUR_S, abs=10)


def test_a_hub_that_ends_in_good_order_loses_none_of_its_hours(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    clock.vouched = False
    service = _restarted(ledger, clock)
    posted = service.post(WATER, b"key").post_id

    for _ in range(3):
        clock.now += 0.5 * HOUR_S
        service.rest()
        service = _restarted(ledger, clock)

    assert _age(service, posted) == pytest.approx(1.5 * HOUR_S, abs=1)
