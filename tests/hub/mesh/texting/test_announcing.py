"""What goes out on the channel unasked: each alert once, by one hub."""

from __future__ import annotations

import pytest

from hub.mesh.texting.surroundings import Announce
from hub.service import Accepted, Role
from tests.hub.mesh.texting.street import Hub, Street

ANA = 0xA1
TEXT = "Water is off until six, fill your bottles"


def _alert(hub: Hub, text: str = TEXT) -> Accepted:
    code = hub.stewards.admit("Ana", Role.STEWARD)
    return hub.stewards.raise_alert(("Ana", code), text, 4, text.encode())


def _announced(street: Street) -> list[str]:
    return [each.text for each in street.spoken if each.by_hub]


def test_an_alert_is_said_within_seconds_by_the_hub_that_raised_it(
    street: Street,
) -> None:
    hubs = [street.add_hub() for _ in range(4)]
    _alert(hubs[2])
    street.run(5)
    [said] = street.spoken
    assert TEXT in said.text
    assert (said.radio, said.to) == (hubs[2].radio, None)

    street.run(3600)
    assert len(street.spoken) == 1


def test_an_alert_is_urgent(street: Street, hub: Hub) -> None:
    _alert(hub)

    assert [each.urgent for each in hub.desk.look(street.now + 10)] == [True]


def test_out_of_earshot_one_more_hub_says_it_after_some_minutes(
    street: Street,
) -> None:
    near, far, farther = (street.add_hub() for _ in range(3))
    street.deaf = {(far.radio, near.radio), (farther.radio, near.radio)}
    _alert(near)
    street.run(120)
    assert len(street.spoken) == 1

    street.run(600)
    assert len(street.spoken) == 2
    assert street.spoken[1].text == street.spoken[0].text


def test_the_end_of_an_alert_is_said_where_the_alert_was(street: Street) -> None:
    near, far = street.add_hub(), street.add_hub()
    street.deaf = {(far.radio, near.radio)}
    accepted = _alert(near)
    street.run(900)
    near.stewards.end_alert(accepted.alert_id, accepted.keep_code)
    street.run(900)

    assert len(street.spoken) == 4
    assert street.spoken[2].text == street.spoken[3].text != street.spoken[0].text
    assert TEXT in street.spoken[2].text


def test_an_alert_that_runs_out_ends_without_a_word(street: Street, hub: Hub) -> None:
    _alert(hub)
    street.run(10)
    street.now += 5 * 3600
    street.run(60)

    assert len(street.spoken) == 1


def test_what_was_said_is_not_said_again_after_a_restart(
    street: Street, hub: Hub
) -> None:
    _alert(hub)
    street.run(600)
    hub.restart()
    street.run(600)

    assert len(street.spoken) == 1


def test_the_longest_alert_is_said_whole(street: Street, hub: Hub) -> None:
    text = "ماء " * 39 + "ماء"
    _alert(hub, text)
    street.run(60)

    parts = _announced(street)
    assert len(parts) > 1
    assert sum(each.count("ماء") for each in parts) == 40


def test_stewards_who_want_no_announcements_get_none(street: Street) -> None:
    hub = street.add_hub()
    hub.announce = Announce.NOTHING
    hub.restart()
    accepted = _alert(hub)
    street.run(60)
    hub.stewards.end_alert(accepted.alert_id, accepted.keep_code)
    street.run(600)

    assert street.spoken == []


@pytest.mark.parametrize("said", [1, 20])
def test_new_needs_are_announced_where_stewards_want_it_and_few_of_them(
    street: Street, said: int
) -> None:
    hubs = [street.add_hub() for _ in range(3)]
    for hub in hubs:
        hub.announce = Announce.NEEDS
        hub.restart()
    for number in range(said):
        fields = {"kind": "need", "category": "food", "text": f"rice {number}"}
        hubs[0].service.post(fields, bytes([number]))
        street.run(30)

    assert len(_announced(street)) == min(said, 3)
    assert all(each.radio == hubs[0].radio for each in street.spoken)


def test_what_was_asked_on_the_channel_is_not_announced_there(street: Street) -> None:
    hub = street.add_hub()
    hub.announce = Announce.NEEDS
    hub.restart()
    street.ask(ANA, "NEED water")
    assert len(_announced(street)) == 1

    street.ask(ANA, "NEED soap", hub)
    assert len(_announced(street)) == 3


def test_needs_for_this_building_alone_are_not_announced(street: Street) -> None:
    hub = street.add_hub()
    hub.announce = Announce.NEEDS
    hub.restart()
    fields = {"kind": "need", "category": "food", "text": "rice", "reach": "this_hub"}
    hub.service.post(fields, b"key")
    street.run(60)

    assert street.spoken == []
