"""Several hubs in earshot of one channel: one of them answers, one of them posts."""

from __future__ import annotations

import pytest

from tests.hub.mesh.texting.street import Hub, Street, id_of

ANA, BO = 0xA1, 0xA2


@pytest.fixture
def hubs(street: Street) -> list[Hub]:
    return [street.add_hub() for _ in range(4)]


def _answers(street: Street) -> int:
    return sum(each.by_hub and each.answers is not None for each in street.spoken)


@pytest.mark.parametrize("said", ["NEED water", "LIST", "HELP", "we have no food"])
def test_one_hub_answers_and_the_others_keep_silent(
    street: Street, hubs: list[Hub], said: str
) -> None:
    street.ask(ANA, said)

    assert _answers(street) == 1


def test_hubs_that_heard_a_text_alike_never_post_it_twice(
    street: Street, hubs: list[Hub]
) -> None:
    for number in range(30):
        street.ask(0x100 + number, f"NEED water for garden {number}")

    assert _answers(street) == 30
    assert len(hubs[0].service.board().posts) == 30


def test_the_hub_that_heard_it_best_answers(street: Street, hubs: list[Hub]) -> None:
    for hub, snr_db in zip(hubs, (-12.0, 9.0, -2.0, None), strict=True):
        hub.snr_db = snr_db
    street.ask(ANA, "NEED water")

    assert [len(street.said_by(each)) for each in hubs] == [0, 1, 0, 0]


def test_a_direct_message_is_answered_by_the_hub_that_got_it(
    street: Street, hubs: list[Hub]
) -> None:
    street.ask(ANA, "NEED water", hubs[2])

    assert [len(street.said_by(each)) for each in hubs] == [0, 0, 1, 0]


def test_each_hub_answers_for_what_was_posted_there(
    street: Street, hubs: list[Hub]
) -> None:
    for number, hub in enumerate(hubs):
        street.ask(ANA, f"NEED soap {number}", hub)
    street.keys_known = False
    for number, hub in enumerate(hubs):
        street.ask(BO, f"NEED rice {number}", hub)
    street.run(10)
    for number, _ in enumerate(hubs):
        street.ask(BO, f"MET {id_of(hubs[0], f'rice {number}')}")

    assert {each.post.posted.text for each in hubs[0].posts()} == {
        f"soap {number}" for number in range(4)
    }
    assert _answers(street) == 12


def test_a_claim_made_at_one_hub_is_noted_on_there(
    street: Street, hubs: list[Hub]
) -> None:
    street.ask(ANA, "NEED water", hubs[0])
    name = id_of(hubs[0], "water")
    street.ask(BO, f"CLAIM {name}", hubs[3])
    street.ask(BO, f"NOTE {name} on my way", hubs[3])

    street.run(10)
    assert f"READ {name}" in street.told(ANA)[-1]
    assert "on my way" in street.ask(ANA, f"READ {name}", hubs[0])


def test_a_step_on_a_post_that_nobody_knows_is_answered_once(
    street: Street, hubs: list[Hub]
) -> None:
    assert "K7Q" in street.ask(ANA, "MET K7Q")
    assert _answers(street) == 1


def test_two_neighbours_who_need_the_same_both_stay(
    street: Street, hubs: list[Hub]
) -> None:
    street.in_step = False
    street.ask(ANA, "NEED water")
    street.ask(BO, "NEED water")
    street.in_step = True
    street.run(600)

    assert [len(each.posts()) for each in hubs] == [2] * 4


def test_needs_of_the_same_words_from_pages_are_no_doubles(street: Street) -> None:
    first, second = street.add_hub(), street.add_hub()
    for number, hub in enumerate((first, second)):
        fields = {"kind": "need", "category": "water", "text": "water"}
        hub.service.post(fields, bytes([number]))
    street.run(60)

    assert len(first.posts()) == 2


def test_a_hub_whose_disk_is_full_leaves_the_post_to_another(street: Street) -> None:
    first, second = street.add_hub(), street.add_hub()
    first.snr_db, second.snr_db = 9.0, -12.0
    first.ledger._storage.read_only = True
    street.in_step = False
    street.ask(ANA, "NEED water")

    assert len(second.posts()) == 1


def test_who_leafs_through_a_list_is_answered_by_the_hub_that_showed_it(
    street: Street, hubs: list[Hub]
) -> None:
    for number in range(12):
        street.ask(0x100 + number, f"NEED water for the garden number {number}")
    before = _answers(street)
    texts = [street.ask(ANA, said) for said in ("LIST", "MORE", "MORE")]

    assert _answers(street) == before + 3
    assert len(set(texts)) == 3
