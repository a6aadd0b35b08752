"""The one door: durable before told, once, and private things stay."""

from __future__ import annotations

import hmac
import threading

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Claimed,
    Kind,
    Outcome,
    Posted,
    PostId,
    Unreadable,
    Urgency,
)
from hub.domain.checks import DraftInvalid
from hub.domain.expiry import State
from hub.domain.guesses import TooManyGuesses
from hub.domain.keep_codes import code_from
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.packing import pack
from hub.service import (
    HubService,
    KeyReused,
    LedgerUnavailable,
    NoSuchPost,
    Receipt,
    WrongCode,
)
from hub.service.steps import Writer
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock

WATER = {"kind": "need", "category": "water", "text": "Water for 4", "urgency": "now"}
LAMP = Posted(Kind.OFFER, CATEGORIES["power"], Urgency.TODAY, "A lamp")


def _foreign(sequence: int = 1, origin: int = 77) -> Record:
    return Record(HubId(origin), Sequence(sequence), LAMP, pack(LAMP))


def test_a_post_is_on_the_board_under_its_origin_and_first_sequence(
    service: HubService,
) -> None:
    accepted = service.post(WATER, b"key")

    view = service.find(accepted.post_id)
    assert accepted.post_id == PostId(service.origin, 1)
    assert view is not None
    assert view.post.posted.text == "Water for 4"


def test_listeners_hear_of_a_record_when_it_is_durable(
    service: HubService, ledger: TinyLedger
) -> None:
    found: list[bool] = []
    service.listen(
        lambda held: found.append(
            held.record in [each.record for each in ledger.records()]
        )
    )

    service.post(WATER, b"key")

    assert found == [True]


def test_asked_again_with_the_same_key_it_posts_once_and_answers_alike(
    service: HubService,
) -> None:
    first = service.post(WATER, b"key")
    again = service.post(WATER, b"key")

    assert (again.post_id, again.keep_code) == (first.post_id, first.keep_code)
    assert len(service.board().posts) == 1


def test_the_answer_is_the_same_after_a_restart(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    first = service.post(WATER, b"key")

    restarted = HubService(ledger, pack, clock.clocks, hub_crypto())

    assert restarted.post(WATER, b"key").keep_code == first.keep_code
    told, before = restarted.board().posts, service.board().posts
    assert [(each.post, each.moment) for each in told] == [
        (each.post, each.moment) for each in before
    ]
    assert restarted.post(WATER, b"other").post_id == PostId(service.origin, 2)


def test_a_key_that_came_with_another_post_is_refused(service: HubService) -> None:
    service.post(WATER, b"key")

    with pytest.raises(KeyReused):
        service.post({**WATER, "text": "Bread"}, b"key")


def test_a_draft_that_is_refused_leaves_nothing(
    service: HubService, ledger: TinyLedger
) -> None:
    with pytest.raises(DraftInvalid):
        service.post({**WATER, "text": ""}, b"key")

    assert list(ledger.records()) == list(ledger.receipts()) == []


def test_many_at_once_get_sequences_without_gaps(service: HubService) -> None:
    threads = [
        threading.Thread(target=service.post, args=(WATER, b"key %d" % number))
        for number in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sequences = [view.post.id.sequence for view in service.board().posts]

    assert sequences == list(range(1, 17))


def test_nothing_that_is_kept_gives_a_keep_code_back(
    service: HubService, ledger: TinyLedger
) -> None:
    code = service.post(WATER, b"key").keep_code

    receipt = next(iter(ledger.receipts()))
    secret = ledger.identity().secret

    assert code not in repr(receipt) + repr(list(ledger.records()))
    for kept in (receipt.key, receipt.draft, receipt.code.salt, receipt.code.digest):
        grown = hmac.digest(secret, b"keep code\0" + kept, "sha256")
        assert code_from(grown) != code


def test_guessing_a_code_takes_longer_and_longer(
    service: HubService, clock: ManualClock
) -> None:
    accepted = service.post(WATER, b"key")
    waited_s = 0.0

    for _ in range(20):
        while True:
            try:
                Writer(service, accepted.post_id, "222-222").close(Outcome.MET)
            except WrongCode:
                break
            except TooManyGuesses as many:
                clock.now += many.wait_s
                waited_s += many.wait_s

    assert waited_s > 3 * 3600
    clock.now += 3600
    Writer(service, accepted.post_id, accepted.keep_code).close(Outcome.MET)


def test_its_writer_ends_a_post_with_the_code(service: HubService) -> None:
    accepted = service.post(WATER, b"key")

    Writer(service, accepted.post_id, accepted.keep_code.lower()).close(Outcome.MET)

    view = service.find(accepted.post_id)
    assert view is not None
    assert view.state is State.MET


def test_a_wrong_code_ends_nothing(service: HubService) -> None:
    accepted = service.post(WATER, b"key")

    with pytest.raises(WrongCode):
        Writer(service, accepted.post_id, "222-222").close(Outcome.MET)

    assert service.revision == 1


def test_a_post_of_another_hub_cannot_be_ended_here(service: HubService) -> None:
    service.ingest(_foreign(), 0.0)

    with pytest.raises(NoSuchPost):
        Writer(service, PostId(77, 1), "222-222").close(Outcome.MET)


def test_a_record_from_the_radio_is_taken_in_once(service: HubService) -> None:
    assert service.ingest(_foreign(), 5.0)
    assert not service.ingest(_foreign(), 900.0)

    assert [view.age_s for view in service.board().posts] == [5.0]


def test_a_record_in_our_name_is_refused(service: HubService) -> None:
    assert not service.ingest(_foreign(origin=service.origin), 0.0)

    assert service.post(WATER, b"key").post_id.sequence == 1


def test_a_record_in_the_name_of_what_stays_here_is_refused(
    service: HubService,
) -> None:
    assert not service.ingest(_foreign(origin=LOCAL), 0.0)

    assert service.revision == 0


def test_a_claim_from_another_hub_is_seen_on_the_post(
    service: HubService, clock: ManualClock
) -> None:
    clock.vouched = False
    post_id = service.post(WATER, b"key").post_id
    before = service.revision
    claimed = Claimed(post_id, 1, "Ana")

    service.ingest(Record(HubId(77), Sequence(1), claimed, pack(claimed)), 9e9)

    (view,) = service.board(since=before).posts
    assert view.state is State.CLAIMED  # ages ago, but nobody vouches for the clock
    assert view.moment.holder is not None
    assert view.moment.holder.handle == "Ana"


@pytest.mark.parametrize(
    ("origin", "sequence", "payload"),
    [
        (77, 2**63, b"x"),
        (77, 0, b"x"),
        (77, -1, b"x"),
        (2**32, 1, b"x"),
        (77, 1, b""),
        (77, 1, b"x" * 65536),
    ],
)
def test_a_record_that_no_frame_can_carry_is_refused(
    service: HubService, origin: int, sequence: int, payload: bytes
) -> None:
    absurd = Record(HubId(origin), Sequence(sequence), Unreadable(), payload)

    assert not service.ingest(absurd, 0.0)
    assert service.shared() == []


def test_a_record_from_the_future_is_kept_for_others(
    service: HubService, ledger: TinyLedger
) -> None:
    future = Record(HubId(77), Sequence(1), Unreadable(), b"\x63 from the future")

    service.ingest(future, 0.0)

    assert [held.record for held in ledger.records()] == [future]
    assert service.board().posts == ()


def test_age_is_that_of_the_post_wherever_it_was_written(
    service: HubService, clock: ManualClock
) -> None:
    service.ingest(_foreign(), 600.0)
    clock.now += 60

    assert [view.age_s for view in service.board().posts] == [660.0]


@pytest.mark.parametrize("jump_s", [-1e9, 1e9])
def test_a_clock_that_jumps_changes_no_age(
    service: HubService, clock: ManualClock, jump_s: float
) -> None:
    service.ingest(_foreign(), 600.0)
    clock.wall_ahead += jump_s
    clock.now += 60

    assert [view.age_s for view in service.board().posts] == [660.0]


def test_a_clock_that_was_set_back_makes_no_post_younger_than_it_came(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.ingest(_foreign(), 600.0)
    clock.wall_ahead -= 1e9

    restarted = HubService(ledger, pack, clock.clocks, hub_crypto())

    assert [view.age_s for view in restarted.board().posts] == [600.0]


def test_age_goes_on_over_a_restart(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.ingest(_foreign(), 600.0)
    clock.now += 3600

    restarted = HubService(ledger, pack, clock.clocks, hub_crypto())

    assert [view.age_s for view in restarted.board().posts] == [4200.0]


def test_what_changed_since_a_revision_is_told(service: HubService) -> None:
    first = service.post(WATER, b"one")
    before = service.revision
    service.ingest(_foreign(), 0.0)
    Writer(service, first.post_id, first.keep_code).close(Outcome.WITHDRAWN)

    changed = service.board(since=before)

    assert {view.post.id.origin for view in changed.posts} == {77, service.origin}
    assert service.board(since=changed.revision).posts == ()


class _FullDisk(TinyLedger):
    """A ledger whose disk is full from a moment on."""

    full = False

    def append(self, held: Held, receipt: Receipt | None = None) -> None:
        if self.full:
            raise LedgerUnavailable("no space left on device")
        super().append(held, receipt)


def test_nothing_is_told_that_could_not_be_written(
    ledger: TinyLedger, clock: ManualClock
) -> None:
    ledger.__class__ = _FullDisk
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    told: list[Held] = []
    service.listen(told.append)
    ledger.full = True  # type: ignore[attr-defined]

    with pytest.raises(LedgerUnavailable):
        service.post(WATER, b"key")

    assert told == []
    assert service.board().posts == ()
    ledger.full = False  # type: ignore[attr-defined]
    assert service.post(WATER, b"key").post_id.sequence == 1
