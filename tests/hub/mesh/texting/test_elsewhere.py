"""What one hub took up on the channel is taken up by no other, however often it is
said; and what a hub can't do is left to the one that can.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.mesh.texting.waiting import SETTLING_S
from tests.hub.mesh.texting.street import Hub, Street, id_of, short_ids, street_in

ANA, BO, EVE = 0xA1, 0xA2, 0xEE


@pytest.fixture(params=range(6))
def streets(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Street]:
    """Streets where the lot falls on different hubs."""
    with street_in(tmp_path) as street:
        for number in range(2):
            street.add_hub(0xB0 + 7 * request.param + number)
        yield street


def _say_thrice(street: Street, text: str) -> list[str]:
    said = []
    for _ in range(3):
        said.append(street.ask(ANA, text))
        street.run(120)
    return said


def _smaller_first(street: Street) -> tuple[Hub, Hub]:
    first, second = sorted(street.hubs, key=lambda hub: hub.service.origin)
    return first, second


def _know_of_no_other(street: Street) -> None:
    """From now on both answer at once."""
    street.company_known = False
    street.ask(BO, "LIST")
    street.run(SETTLING_S)


def test_a_need_said_three_times_is_one_post(streets: Street) -> None:
    said = _say_thrice(streets, "NEED water")

    assert len(streets.hubs[0].service.board().posts) == 1
    assert all(id_of(streets.hubs[0], "water") in each for each in said)


def test_a_need_said_again_is_known_where_its_hub_is_out_of_earshot(
    streets: Street,
) -> None:
    streets.ask(ANA, "NEED water")
    [view] = streets.hubs[0].posts()
    [writer] = [
        each for each in streets.hubs if each.service.origin == view.post.id.origin
    ]
    streets.deaf = {(writer.radio, ANA)}
    said = streets.ask(ANA, "need  Water")

    assert id_of(writer, "water") in said
    assert len(writer.service.board().posts) == 1


def test_a_claim_made_three_times_is_one_claim(streets: Street) -> None:
    streets.ask(BO, "NEED water", streets.hubs[0])
    _say_thrice(streets, f"CLAIM {id_of(streets.hubs[0], 'water')}")

    [view] = streets.hubs[0].posts()
    assert len(view.post.claims) == 1


def test_a_claim_said_again_is_known_where_its_hub_is_out_of_earshot(
    streets: Street,
) -> None:
    streets.ask(BO, "NEED water", streets.hubs[0])
    name = id_of(streets.hubs[0], "water")
    streets.ask(ANA, f"CLAIM {name}")
    [claim] = streets.hubs[0].posts()[0].post.claims
    [helper] = [each for each in streets.hubs if each.service.is_ours(claim.id)]
    streets.deaf = {(helper.radio, ANA)}
    streets.ask(ANA, f"CLAIM {name}")

    assert len(streets.hubs[0].posts()[0].post.claims) == 1


@pytest.mark.parametrize("said", ["CLAIM", "READ"])
def test_a_hub_that_lacks_the_post_does_not_silence_the_one_that_has_it(
    streets: Street, said: str
) -> None:
    here, there = streets.hubs
    streets.in_step = False
    here.snr_db, there.snr_db = -5.0, 9.0
    streets.ask(BO, "NEED water", here)
    packet = streets.text(ANA, f"{said} {id_of(here, 'water')}")
    streets.run(90)

    told = [each.text for each in streets.spoken if each.answers == packet]
    assert any("water" in each for each in told)


def test_an_answer_that_waits_for_the_radio_is_dropped_for_one_that_will_do(
    streets: Street,
) -> None:
    said, jammed = streets.hubs
    _know_of_no_other(streets)
    jammed.jammed = True
    packet = streets.text(ANA, "NEED water")
    streets.run(60)
    jammed.jammed = False
    streets.run(60)

    assert [each.radio for each in streets.spoken if each.answers == packet] == [
        said.radio
    ]


def test_no_neighbour_and_no_direct_message_answers_in_a_hubs_place(
    street: Street,
) -> None:
    hub, other = street.add_hub(), street.add_hub()
    street.deaf = {(other.radio, ANA)}
    hub.jammed = True
    packet = street.text(ANA, "NEED water")
    street.run(60)
    name = id_of(hub, "water")
    street.text(BO, "me too", answers=packet)
    street.keys_known = False
    posted = f"That is on the board already, as {name}."
    street.text(other.radio, posted, hub, answers=packet)
    street.run(60)
    hub.jammed = False
    street.run(60)

    assert any(name in each for each in street.said_by(hub))


@pytest.mark.parametrize("said", ["CLAIM", "READ"])
def test_no_hub_that_lacks_the_post_has_an_answer_dropped_that_waits_for_the_radio(
    streets: Street, said: str
) -> None:
    here, there = streets.hubs
    _know_of_no_other(streets)
    streets.in_step = False
    streets.ask(BO, "NEED water", here)
    here.jammed = True
    packet = streets.text(ANA, f"{said} {id_of(here, 'water')}")
    streets.run(60)
    here.jammed = False
    streets.run(60)

    told = {each.radio: each.text for each in streets.spoken if each.answers == packet}
    assert "water" not in told[there.radio]
    assert "water" in told[here.radio]


def test_a_hub_that_knows_the_post_goes_before_one_that_lacks_it_and_heard_alike(
    streets: Street,
) -> None:
    here, _ = streets.hubs
    streets.in_step = False
    streets.ask(BO, "NEED water", here)

    assert "water" in streets.ask(ANA, f"CLAIM {id_of(here, 'water')}")


def test_a_hub_that_heard_the_end_alone_does_not_lose_the_whole(
    streets: Street,
) -> None:
    far, near = streets.hubs
    far.snr_db, near.snr_db = -5.0, 9.0
    streets.deaf = {(near.radio, ANA)}
    streets.text(ANA, "NEED food for the family at 12 Oak street, and …")
    streets.run(5)
    streets.deaf = set()
    streets.ask(ANA, "we have no food for the baby")

    assert [each.post.posted.text for each in far.posts()] == [
        "food for the family at 12 Oak street, and we have no food for the baby"
    ]


def test_a_post_of_one_text_that_both_took_up_stays_once(streets: Street) -> None:
    """Both began before either could hear the other."""
    first, second = _smaller_first(streets)
    _know_of_no_other(streets)
    packet = streets.text(ANA, "NEED water")
    streets.run(60)

    told = [each for each in streets.spoken if each.answers == packet]
    assert len(told) == 2
    assert len(first.service.board().posts) == 2
    [left] = second.posts()
    assert left.post.id.origin == first.service.origin


def test_a_double_that_somebody_has_taken_up_stays(streets: Street) -> None:
    first, second = _smaller_first(streets)
    _know_of_no_other(streets)
    streets.in_step = False
    streets.ask(ANA, "NEED water")
    for hub in (first, second):
        streets.ask(BO, f"CLAIM {next(iter(short_ids(hub)))}", hub)
    streets.in_step = True
    streets.run(60)

    assert len(first.posts()) == 2


def test_two_neighbours_with_the_same_words_keep_both_posts(streets: Street) -> None:
    first, second = _smaller_first(streets)
    streets.deaf = {(first.radio, ANA), (second.radio, BO)}
    streets.ask(ANA, "NEED water")
    streets.ask(BO, "NEED water", first)
    streets.ask(BO, "NEED rice")
    streets.ask(ANA, "NEED rice", second)
    streets.run(60)

    assert len(first.posts()) == 4


def test_nobody_has_anothers_post_withdrawn_by_saying_the_same(
    streets: Street,
) -> None:
    first, second = _smaller_first(streets)
    streets.deaf = {(first.radio, ANA)}
    packet = streets.text(ANA, "NEED insulin")
    streets.run(60)
    streets.ask(EVE, "NEED insulin", first)
    eves = next(
        name
        for name, view in short_ids(first).items()
        if view.post.id.origin == first.service.origin
    )
    streets.text(EVE, f"That is on the board already, as {eves}.", answers=packet)
    streets.run(60)

    assert len(second.posts()) == 2
