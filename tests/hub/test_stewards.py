"""Stewards and those vouched for: who may do what, and who may not."""

from __future__ import annotations

import pytest

from hub.domain.changes import Alerted, AlertEnded
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.expiry import HOUR_S
from hub.domain.guesses import TooManyGuesses
from hub.domain.ids import AlertId
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService, NoSuchPost, Role, WrongCode
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.test_service import WATER


def _alerts(service: HubService) -> list[str]:
    return [each.alert.text for each in service.board().alerts]


def test_a_steward_warns_everybody_and_calls_it_off(
    service: HubService, stewards: Stewards
) -> None:
    code = stewards.admit("Ana", Role.STEWARD)

    raised = stewards.raise_alert(("ana ", code.lower()), "Flood", "6", b"key")
    assert _alerts(service) == ["Flood"]
    with pytest.raises(WrongCode):
        stewards.end_alert(raised.alert_id, "222-222")
    stewards.end_alert(raised.alert_id, raised.keep_code)
    stewards.end_alert(raised.alert_id, raised.keep_code)  # twice does no harm

    assert _alerts(service) == []


def test_an_alert_asked_for_again_is_one_alert(
    service: HubService, stewards: Stewards
) -> None:
    who = ("Ana", stewards.admit("Ana", Role.STEWARD))

    first = stewards.raise_alert(who, "Flood", 6, b"key")
    again = stewards.raise_alert(who, "Flood", 6, b"key")

    assert first == again
    assert _alerts(service) == ["Flood"]


def test_an_alert_is_over_after_its_hours_and_that_is_news(
    service: HubService, stewards: Stewards, clock: ManualClock
) -> None:
    who = ("Ana", stewards.admit("Ana", Role.STEWARD))
    stewards.raise_alert(who, "Flood", 6, b"key")
    seen = service.revision

    clock.now += 7 * HOUR_S

    assert service.revision > seen
    assert _alerts(service) == []


def test_one_vouched_for_may_warn_but_not_name_places_or_vouch(
    service: HubService, stewards: Stewards
) -> None:
    steward = ("Ana", stewards.admit("Ana", Role.STEWARD))
    bo = ("Bo", stewards.vouch(steward, "Bo"))

    stewards.raise_alert(bo, "Smoke", 2, b"key")

    assert _alerts(service) == ["Smoke"]
    with pytest.raises(WrongCode):
        stewards.name_place(bo, 1, "Roof")
    with pytest.raises(WrongCode):
        stewards.vouch(bo, "Cy")


@pytest.mark.parametrize("who", [("Ana", "222-222"), ("Nobody", ""), ("", "")])
def test_without_the_code_nobody_warns(
    service: HubService, stewards: Stewards, who: tuple[str, str]
) -> None:
    stewards.admit("Ana", Role.STEWARD)

    with pytest.raises(WrongCode):
        stewards.raise_alert(who, "Flood", 6, b"key")

    assert _alerts(service) == []


def test_guessing_a_stewards_code_is_limited(stewards: Stewards) -> None:
    stewards.admit("Ana", Role.STEWARD)
    for _ in range(6):
        with pytest.raises((WrongCode, TooManyGuesses)):
            stewards.prove("Ana", "222-222", Role.STEWARD)

    with pytest.raises(TooManyGuesses):
        stewards.prove("ANA", "222-222", Role.STEWARD)


def test_who_guesses_can_keep_a_steward_waiting_for_seconds_only(
    stewards: Stewards, clock: ManualClock
) -> None:
    code = stewards.admit("Ana", Role.STEWARD)
    for _ in range(100):
        with pytest.raises((WrongCode, TooManyGuesses)):
            stewards.prove("Ana", "222-222", Role.STEWARD)
        clock.now += 1

    clock.now += 5

    stewards.prove("Ana", code, Role.STEWARD)


def test_who_guesses_on_other_devices_keeps_no_steward_waiting(
    service: HubService, stewards: Stewards, clock: ManualClock
) -> None:
    code = stewards.admit("Ana", Role.STEWARD)
    for number in range(60):
        with pytest.raises((WrongCode, TooManyGuesses)):
            stewards.prove("Ana", "222-222", Role.STEWARD, device=b"%d" % (number % 3))
        clock.now += 0.3

    stewards.raise_alert(("Ana", code), "Flood", 6, b"key", b"Ana's phone")

    assert _alerts(service) == ["Flood"]


def test_guesses_at_names_that_nobody_has_are_counted_together(
    stewards: Stewards,
) -> None:
    with pytest.raises(TooManyGuesses):
        for number in range(10):
            with pytest.raises(WrongCode):
                stewards.prove(f"nobody {number}", "222-222", Role.STEWARD)


def test_the_role_of_steward_is_handed_on(
    stewards: Stewards, service: HubService, ledger: TinyLedger, clock: ManualClock
) -> None:
    old = stewards.admit("Ana", Role.STEWARD)
    new = stewards.admit("Bo", Role.STEWARD)
    assert stewards.dismiss("ana")
    assert not stewards.dismiss("ana")

    again = Stewards(service, ledger, lambda: clock.now)

    assert again.names() == {"Bo": Role.STEWARD}
    again.prove("Bo", new, Role.STEWARD)
    with pytest.raises(WrongCode):
        again.prove("Ana", old, Role.STEWARD)


def test_a_new_code_takes_the_place_of_the_one_before(
    stewards: Stewards, ledger: TinyLedger
) -> None:
    old = stewards.admit("Ana", Role.STEWARD)
    new = stewards.admit("ANA", Role.STEWARD)

    stewards.prove("ana", new, Role.STEWARD)
    with pytest.raises(WrongCode):
        stewards.prove("ana", old, Role.STEWARD)
    assert len(list(ledger.keyholders())) == 1


def test_nobody_is_vouched_for_under_a_stewards_name(stewards: Stewards) -> None:
    steward = ("Ana", stewards.admit("Ana", Role.STEWARD))

    with pytest.raises(DraftInvalid) as told:
        stewards.vouch(steward, " ana")

    assert told.value.problems == {"handle": Problem.NAME_TAKEN}


def test_a_person_has_a_name(stewards: Stewards) -> None:
    with pytest.raises(DraftInvalid):
        stewards.admit("  ", Role.STEWARD)


def test_of_a_code_only_a_hash_is_kept(stewards: Stewards, ledger: TinyLedger) -> None:
    code = stewards.admit("Ana", Role.STEWARD)

    assert code not in repr(list(ledger.keyholders()))


def test_another_hubs_alert_is_called_off_there(
    service: HubService, stewards: Stewards
) -> None:
    change = Alerted("Fire", 6)
    service.ingest(Record(HubId(77), Sequence(1), change, pack(change)), 0.0)
    assert _alerts(service) == ["Fire"]

    for alert_id in (AlertId(77, 1), AlertId(77, 2)):
        with pytest.raises(NoSuchPost):
            stewards.end_alert(alert_id, "222-222")
    ended = AlertEnded(AlertId(0, 1))
    service.ingest(Record(HubId(77), Sequence(2), ended, pack(ended)), 0.0)

    assert _alerts(service) == []


def test_a_named_place_is_on_the_posts_that_name_it_and_that_is_news(
    service: HubService, stewards: Stewards
) -> None:
    who = ("Ana", stewards.admit("Ana", Role.STEWARD))
    for reach in ("all_hubs", "this_hub"):
        service.post({**WATER, "place": 2, "reach": reach}, reach.encode())
    seen = service.revision

    stewards.name_place(who, 2, "Roof")
    stewards.name_place(who, 2, "Roof")  # the same again says nothing

    posts = service.board(since=seen).posts
    assert [each.post.place_name for each in posts] == ["Roof", "Roof"]
    assert service.places() == {2: "Roof"}
    assert service.revision == seen + 1
