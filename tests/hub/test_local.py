"""What is for this hub alone stays here: posts, and how to reach their writers."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Outcome, PlaceNamed
from hub.domain.contact import Contact
from hub.domain.expiry import HOUR_S, State
from hub.domain.ids import PostId
from hub.domain.reach import LOCAL
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.mesh.relay import aged_record
from hub.service import Accepted, HubService, KeyReused, NoSuchPost, WrongCode
from hub.service.steps import Helper, Writer, claim
from hub.store.keeping import back_up, restore
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.test_service import LAMP, WATER
from tests.hub.web.neighbour import open_with, take

LOCAL_WATER = {**WATER, "reach": "this_hub"}
REACHABLE = {**WATER, "contact": "door 3", "contact_consent": "yes"}


def _claimed(service: HubService, post: Accepted) -> Helper:
    claimed = claim(service, post.post_id, "Ana", 6, b"claim")
    return Helper(service, post.post_id, claimed.claim_id, claimed.keep_code)


def _writer(service: HubService, post: Accepted) -> Writer:
    return Writer(service, post.post_id, post.keep_code)


def test_a_local_post_is_on_this_board_and_never_told_to_the_radio(
    service: HubService,
) -> None:
    told: list[Held] = []
    service.listen(told.append)

    post = service.post(LOCAL_WATER, b"key")

    assert [each.post.id for each in service.board().posts] == [post.post_id]
    assert post.post_id.origin == LOCAL
    assert told == service.shared() == []


def test_nothing_that_is_said_of_a_local_post_is_told_to_the_radio(
    service: HubService,
) -> None:
    told: list[Held] = []
    service.listen(told.append)
    post = service.post(LOCAL_WATER, b"key")

    helper = _claimed(service, post)
    helper.note("On my way")
    writer = _writer(service, post)
    writer.arrange(helper._claim)
    writer.note("Thanks")
    writer.partly_met(2)
    writer.renew()
    writer.correct("Water for 2")
    writer.thank("Thank you")
    helper.release()
    writer.close(Outcome.MET)

    view = service.find(post.post_id)
    assert view is not None
    assert view.state is State.MET
    assert view.post.posted.text == "Water for 2"
    assert told == service.shared() == []


def test_a_local_record_can_not_be_made_into_one_for_the_radio(
    service: HubService, ledger: TinyLedger
) -> None:
    service.post(LOCAL_WATER, b"key")
    (held,) = ledger.records()

    with pytest.raises(ValueError, match="origin"):
        aged_record(held)


def test_local_posts_leave_no_gap_in_the_shared_numbering(service: HubService) -> None:
    first = service.post(WATER, b"1").post_id
    service.post(LOCAL_WATER, b"2")
    second = service.post(WATER, b"3").post_id

    assert (first.sequence, second.sequence) == (1, 2)


def test_local_posts_survive_a_restart_and_a_restore(
    tmp_path: Path, clock: ManualClock
) -> None:
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    service.say(PlaceNamed(3, "Second floor"))
    post = service.post({**LOCAL_WATER, "place": 3}, b"key")
    back_up(tmp_path / "data", tmp_path / "backup")
    ledger.close()
    restore(tmp_path / "data", tmp_path / "backup", name_of)

    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    restored = HubService(ledger, pack, clock.clocks, hub_crypto())
    _writer(restored, post).thank("Merci")

    view = restored.find(post.post_id)
    assert view is not None
    assert view.post.place_name == "Second floor"
    assert view.post.thanks == ("Merci",)
    assert restored.origin != service.origin
    assert restored.places() == {3: "Second floor"}
    ledger.close()


def test_from_elsewhere_nothing_comes_into_the_local_log(service: HubService) -> None:
    assert not service.ingest(Record(LOCAL, Sequence(1), LAMP, pack(LAMP)), 0.0)


def test_the_same_words_for_other_eyes_are_another_draft(service: HubService) -> None:
    service.post(WATER, b"key")

    with pytest.raises(KeyReused):
        service.post(LOCAL_WATER, b"key")
    with pytest.raises(KeyReused):
        service.post(REACHABLE, b"key")


def test_only_the_confirmed_helper_is_shown_how_to_reach_the_writer(
    service: HubService,
) -> None:
    post = service.post(REACHABLE, b"key")
    helper = _claimed(service, post)
    assert helper.contact() is None

    _writer(service, post).arrange(helper._claim)

    assert helper.contact() == Contact("door 3")
    with pytest.raises(WrongCode):
        Helper(service, post.post_id, helper._claim, "222-222")
    stranger = claim(service, post.post_id, "Bo", 6, b"other")
    assert (
        Helper(service, post.post_id, stranger.claim_id, stranger.keep_code).contact()
        is None
    )


def test_a_claim_on_another_post_shows_nothing(service: HubService) -> None:
    post = service.post(REACHABLE, b"key")
    other = service.post({**REACHABLE, "contact": "door 9"}, b"other")
    helper = _claimed(service, post)
    _writer(service, post).arrange(helper._claim)

    with_other = Helper.__new__(Helper)
    with_other._service, with_other._claim = service, helper._claim
    with_other._post = other.post_id

    assert with_other.contact() is None
    with_other._post = PostId(1, 1)
    with pytest.raises(NoSuchPost):
        with_other.contact()


def test_a_contact_is_in_no_record_and_in_no_answer(
    service: HubService, ledger: TinyLedger, client: FlaskClient
) -> None:
    service.post(REACHABLE, b"key")

    assert all(b"door 3" not in each.record.payload for each in ledger.records())
    assert "door 3" not in client.get("/api/board").text
    assert "door 3" not in client.get("/").text


@pytest.mark.parametrize("ending", list(Outcome))
def test_when_the_post_is_over_the_contact_is_gone_from_the_file(
    service: HubService, ledger: TinyLedger, clock: ManualClock, ending: Outcome
) -> None:
    post = service.post(REACHABLE, b"key")
    helper = _claimed(service, post)
    _writer(service, post).arrange(helper._claim)

    _writer(service, post).close(ending)

    assert helper.contact() is None
    assert list(ledger.contacts()) == []
    assert (
        HubService(ledger, pack, clock.clocks, hub_crypto()).contact_of(post.post_id)
        is None
    )


def test_when_the_post_expires_the_contact_is_gone_too(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    service.post(REACHABLE, b"key")
    clock.now += 25 * HOUR_S

    service.board()

    assert list(ledger.contacts()) == []


def test_a_contact_survives_a_restart(
    service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    post = service.post(REACHABLE, b"key")

    restarted = HubService(ledger, pack, clock.clocks, hub_crypto())

    assert restarted.contact_of(post.post_id) == Contact("door 3")


def test_a_local_post_does_not_show_on_a_hub_that_hears_of_its_number(
    service: HubService,
) -> None:
    local = service.post(LOCAL_WATER, b"key").post_id
    foreign = Record(HubId(77), Sequence(1), LAMP, pack(LAMP))
    service.ingest(foreign, 0.0)

    assert {each.post.id for each in service.board().posts} == {local, PostId(77, 1)}


@pytest.mark.parametrize("vouched", [True, False])
def test_a_contact_goes_though_the_post_expired_while_nobody_could_tell(
    ledger: TinyLedger, clock: ManualClock, *, vouched: bool
) -> None:
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    post = service.post(REACHABLE, b"key").post_id
    clock.now += 48 * HOUR_S  # switched off
    clock.vouched = vouched
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    clock.vouched = True

    service.board()

    assert list(ledger.contacts()) == []
    assert service.contact_of(post) is None


def test_the_writer_of_a_local_post_can_end_it_on_its_page(
    client: FlaskClient, service: HubService
) -> None:
    post = service.post(LOCAL_WATER, b"key")

    open_with(client, post.post_id, post.keep_code)
    ended = take(client, post.post_id, "met")

    assert ended.status_code == 303
    view = service.find(post.post_id)
    assert view is not None
    assert view.state is State.MET


def test_after_a_restore_no_local_number_is_given_twice(
    tmp_path: Path, clock: ManualClock
) -> None:
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    service.post(LOCAL_WATER, b"1")
    back_up(tmp_path / "data", tmp_path / "backup")
    lost = service.post(LOCAL_WATER, b"2").post_id
    ledger.close()
    restore(tmp_path / "data", tmp_path / "backup", name_of)
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    service = HubService(ledger, pack, clock.clocks, hub_crypto())

    fresh = service.post(LOCAL_WATER, b"3").post_id

    assert fresh.sequence > lost.sequence
    ledger.close()


def test_a_place_that_was_taken_off_after_a_restore_stays_off(
    tmp_path: Path, clock: ManualClock
) -> None:
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    for number, name in ((3, "Roof"), (4, "Cellar")):
        service.say(PlaceNamed(number, name))
    back_up(tmp_path / "data", tmp_path / "backup")
    ledger.close()
    restore(tmp_path / "data", tmp_path / "backup", name_of)
    ledger = TinyLedger(tmp_path / "data", unpack, name_of)
    service = HubService(ledger, pack, clock.clocks, hub_crypto())
    assert service.places() == {3: "Roof", 4: "Cellar"}

    service.say(PlaceNamed(3, ""))

    again = HubService(ledger, pack, clock.clocks, hub_crypto())
    assert again.places() == {4: "Cellar"}
    ledger.close()
