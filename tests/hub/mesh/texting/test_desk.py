"""One hub and the radios around it: what can be done by text, and by whom."""

from __future__ import annotations

from hub.domain.changes import Urgency
from hub.domain.expiry import State
from hub.service.steps import Helper, claim
from tests.hub.mesh.texting.street import Hub, Street, id_of, short_ids

ANA, BO, CY = 0xA1, 0xA2, 0xA3


def _need(street: Street, to: Hub | None = None, words: str = "water for 4") -> str:
    street.ask(ANA, f"NEED {words}", to)
    return id_of(street.hubs[0], words)


def test_a_need_is_on_the_board_when_its_writer_hears_so(
    street: Street, hub: Hub
) -> None:
    answer = street.ask(ANA, "need water for 4, 2nd floor")

    [(name, view)] = short_ids(hub).items()
    assert name in answer
    assert f"DROP {name}" in answer
    assert view.post.posted.category.name == "water"
    assert view.post.posted.quantity == 4
    assert view.state is State.OPEN


def test_what_was_asked_on_the_channel_is_answered_there_and_else_directly(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water")
    street.ask(BO, "LIST", hub)

    assert [each.to for each in street.spoken if each.by_hub] == [None, BO]


def test_the_same_text_again_is_answered_and_posts_nothing(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water for 4")
    street.run(300)
    again = street.ask(ANA, "need  water for 4")

    assert id_of(hub, "water for 4") in again
    assert len(hub.posts()) == 1


def test_the_same_text_again_posts_nothing_after_a_restart(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water for 4")
    hub.restart()
    again = street.ask(ANA, "NEED water for 4")

    assert id_of(hub, "water for 4") in again
    assert len(hub.posts()) == 1


def test_a_power_cut_before_the_radio_was_kept_does_not_post_twice(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water for 4")
    hub.ledger.forget_radios([ANA])
    hub.restart()
    street.ask(ANA, "NEED water for 4")
    name = id_of(hub, "water for 4")

    assert len(hub.posts()) == 1
    assert name in street.ask(ANA, f"MET {name}")
    assert hub.posts() == []


def test_the_same_words_are_a_new_need_when_the_first_was_met(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    street.ask(ANA, f"MET {name}")
    street.ask(ANA, "NEED water for 4")

    assert [each.state for each in hub.service.board().posts] == [
        State.MET,
        State.OPEN,
    ]


def test_a_text_that_is_played_back_brings_nothing_back(
    street: Street, hub: Hub
) -> None:
    packet = street.text(ANA, "NEED water for 4", hub)
    street.run(10)
    street.ask(ANA, f"DROP {id_of(hub, 'water for 4')}", hub)
    hub.restart()
    street.text(ANA, "NEED water for 4", hub, packet=packet)
    street.run(60)

    assert hub.posts() == []
    assert len(hub.service.board().posts) == 1


def test_a_packet_that_comes_twice_is_answered_once(street: Street, hub: Hub) -> None:
    for _ in range(2):
        street.text(ANA, "LIST", hub, packet=7)
        street.run(10)

    assert len(street.told(ANA)) == 1


def test_two_radios_with_the_same_words_have_two_needs(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water")
    street.ask(BO, "NEED water")

    assert len(hub.posts()) == 2


def test_needs_come_before_offers_and_the_pressing_ones_first(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "OFFER 3 blankets", hub)
    street.ask(BO, "NEED rice", hub)
    street.ask(CY, "SOS fire on the stairs", hub)
    listed = street.ask(ANA, "LIST", hub)

    order = [listed.index(each) for each in ("fire", "rice", "blankets")]
    assert order == sorted(order)
    assert street.ask(BO, "LIST FOOD", hub).count("\n") == 0


def test_a_long_list_goes_on_with_more(street: Street, hub: Hub) -> None:
    for number in range(12):
        street.ask(0x100 + number, f"NEED water for the garden number {number}", hub)
    texts = [street.ask(ANA, said, hub) for said in ("LIST", *["MORE"] * 4)]

    together = "\n".join(texts)
    assert all(f"number {number}" in together for number in range(12))
    assert all(len(each.encode()) <= 200 for each in texts)


def test_a_post_for_this_building_alone_is_never_told_by_text(
    street: Street, hub: Hub
) -> None:
    fields = {"kind": "need", "category": "food", "text": "rice", "reach": "this_hub"}
    hub.service.post(fields, b"key")

    assert "rice" not in street.ask(ANA, "LIST", hub)


def test_a_helper_claims_and_the_writer_hears_of_it_and_of_notes(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    answer = street.ask(BO, f"claim {name} Bo")
    street.ask(BO, f"NOTE {name} on my way", hub)
    street.ask(ANA, f"NOTE {name} ring twice", hub)

    [claimed] = hub.posts()[0].post.claims
    assert claimed.handle == "Bo"
    assert name in answer
    assert [name in each for each in street.told(ANA)] == [True] * 3
    assert not any("on my way" in each for each in street.told(ANA))
    assert "on my way" in street.ask(ANA, f"READ {name}", hub)
    assert "ring twice" in street.ask(BO, f"READ {name}", hub)


def test_notes_are_read_by_those_they_are_for_in_a_verified_message_alone(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    street.ask(BO, f"CLAIM {name}", hub)
    for flat in range(5):
        street.ask(BO, f"NOTE {name} ring at Lee, in flat {flat} or next door", hub)
    street.run(600)
    for asks in ((CY, hub), (ANA, None)):
        street.ask(asks[0], f"READ {name}", asks[1])
        street.ask(asks[0], "MORE", asks[1])
    street.keys_known = False
    street.ask(ANA, f"READ {name}", hub)
    street.ask(ANA, "MORE", hub)
    street.keys_known = True
    assert not any("Lee" in each.text for each in street.spoken if each.by_hub)

    assert "Lee" in street.ask(ANA, f"READ {name}", hub)
    assert "Lee" not in street.ask(ANA, "MORE")
    assert "Lee" in street.ask(ANA, "MORE", hub)


def test_who_claims_later_reads_nothing_of_what_was_noted_before(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    street.ask(BO, f"CLAIM {name}", hub)
    street.ask(ANA, f"NOTE {name} ring at Lee", hub)
    street.ask(CY, f"CLAIM {name}", hub)
    waiting = len(street.told(CY))

    assert "Lee" in street.ask(BO, f"READ {name}", hub)
    assert "Lee" not in street.ask(CY, f"READ {name}", hub)
    street.ask(ANA, f"NOTE {name} ring at Lee", hub)  # Cy is to hear it too
    assert len(street.told(CY)) == waiting + 2
    assert "Lee" in street.ask(CY, f"READ {name}", hub)


def test_who_let_go_reads_no_notes_and_hears_of_none(street: Street, hub: Hub) -> None:
    name = _need(street)
    street.ask(BO, f"CLAIM {name}", hub)
    street.ask(CY, f"CLAIM {name}", hub)
    street.ask(ANA, f"NOTE {name} ring at Lee", hub)
    street.ask(BO, f"DROP {name}", hub)
    heard = len(street.told(BO))
    street.ask(ANA, f"NOTE {name} come at six", hub)

    assert len(street.told(BO)) == heard
    answer = street.ask(BO, f"READ {name}", hub)
    assert "Lee" not in answer
    assert "at six" not in answer


def test_a_note_that_nobody_would_read_is_refused(street: Street, hub: Hub) -> None:
    name = _need(street)

    answer = street.ask(ANA, f"NOTE {name} ring at Lee", hub)

    assert "between a writer and a helper" in answer
    assert hub.posts()[0].post.notes == ()


def test_who_did_not_claim_is_told_how_to(street: Street, hub: Hub) -> None:
    name = _need(street)

    assert f"CLAIM {name}" in street.ask(BO, f"NOTE {name} on my way", hub)
    assert hub.posts()[0].post.notes == ()


def test_notes_between_radios_never_leave_the_hub(street: Street, hub: Hub) -> None:
    name = _need(street, hub)
    street.ask(BO, f"CLAIM {name}", hub)
    street.ask(BO, f"NOTE {name} on my way", hub)

    shared = [held.record.payload for held in hub.service.shared()]
    assert len(hub.posts()[0].post.notes) == 1
    assert len(shared) == 3  # who the hub is, the need, the claim


def test_the_writer_hears_of_a_claim_that_came_from_a_page(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    post = short_ids(hub)[name].post.id
    accepted = claim(hub.service, post, "Cy", 24, b"page")
    Helper(hub.service, post, accepted.claim_id, accepted.keep_code).note("I have some")
    street.run(10)

    assert all(name in each for each in street.told(ANA))
    assert len(street.told(ANA)) == 2


def test_what_was_told_is_no_news_after_a_restart(street: Street, hub: Hub) -> None:
    name = _need(street)
    street.ask(BO, f"CLAIM {name}", hub)
    told = len(street.told(ANA))
    hub.restart()
    street.ask(CY, f"CLAIM {name}", hub)
    street.run(60)

    assert told == 1
    assert len(street.told(ANA)) == told + 1


def test_the_same_claim_and_the_same_note_count_once(street: Street, hub: Hub) -> None:
    name = _need(street)
    for _ in range(2):
        street.ask(BO, f"CLAIM {name}", hub)
        street.ask(BO, f"NOTE {name} on my way", hub)
        hub.restart()

    post = hub.posts()[0].post
    assert len(post.claims) == len(post.notes) == 1


def test_nobody_claims_their_own_post(street: Street, hub: Hub) -> None:
    name = _need(street)

    assert name in street.ask(ANA, f"CLAIM {name}")
    assert hub.posts()[0].post.claims == ()


def test_a_claim_is_handed_back_and_taken_again(street: Street, hub: Hub) -> None:
    name = _need(street)
    for said, claims in (("CLAIM", 1), ("DROP", 0), ("CLAIM", 1)):
        street.ask(BO, f"{said} {name}", hub)

        assert len(hub.posts()[0].post.claims) == claims


def test_a_dropped_post_is_off_the_board_and_its_helper_is_told(
    street: Street, hub: Hub
) -> None:
    name = _need(street)
    street.ask(BO, f"CLAIM {name}", hub)
    street.ask(ANA, f"DROP {name}", hub)

    assert hub.posts() == []
    assert name in street.told(BO)[-1]


def test_still_renews_once_however_often_it_is_said(street: Street, hub: Hub) -> None:
    name = _need(street)
    before = len(hub.service.shared())
    for _ in range(3):
        street.ask(ANA, f"STILL {name}", hub)

    assert len(hub.service.shared()) == before + 1


def test_only_the_radio_that_posted_ends_a_post(street: Street, hub: Hub) -> None:
    name = _need(street)
    for said in ("MET", "DROP", "STILL"):
        assert name in street.ask(BO, f"{said} {name}", hub)

    assert len(hub.posts()) == 1


def test_what_a_verified_message_posted_no_forged_number_takes_down(
    street: Street, hub: Hub
) -> None:
    name = _need(street, hub)
    street.ask(ANA, f"DROP {name}")
    street.keys_known = False
    street.ask(ANA, f"MET {name}", hub)
    assert len(hub.posts()) == 1

    street.keys_known = True
    street.ask(ANA, f"MET {name}", hub)
    assert hub.posts() == []


def test_what_the_channel_posted_either_way_takes_down(
    street: Street, hub: Hub
) -> None:
    first, second = _need(street), _need(street, words="soap")
    street.ask(ANA, f"DROP {first}")
    street.ask(ANA, f"MET {second}", hub)

    assert hub.posts() == []


def test_who_may_do_what_outlives_a_restart(street: Street, hub: Hub) -> None:
    name = _need(street, hub)
    hub.restart()
    street.ask(BO, f"MET {name}", hub)
    street.ask(ANA, f"MET {name}")
    assert len(hub.posts()) == 1

    street.ask(ANA, f"MET {name}", hub)
    assert hub.posts() == []


def test_a_plain_need_is_offered_back_and_posted_on_yes(
    street: Street, hub: Hub
) -> None:
    asked = street.ask(ANA, "we have no food")
    assert "?" in asked
    assert hub.posts() == []

    street.ask(ANA, "y")
    assert [each.post.posted.category.name for each in hub.posts()] == ["food"]


def test_a_guess_that_waited_too_long_or_was_declined_is_forgotten(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "we have no food", hub)
    street.ask(ANA, "no", hub)
    street.ask(ANA, "yes", hub)
    street.ask(BO, "we have no food", hub)
    street.run(1000)
    street.ask(BO, "yes", hub)

    assert hub.posts() == []


def test_long_posts_are_joined_in_their_order(street: Street, hub: Hub) -> None:
    for part in ("NEED water for…", "the old man…", "on floor 9"):
        street.ask(ANA, part)

    assert [each.post.posted.text for each in hub.posts()] == [
        "water for the old man on floor 9"
    ]


def test_a_part_that_comes_twice_is_in_the_post_once(street: Street, hub: Hub) -> None:
    for part in ("NEED water…", "NEED water…", "floor 9", "floor 9"):
        street.ask(ANA, part, hub)

    assert [each.post.posted.text for each in hub.posts()] == ["water floor 9"]


def test_parts_of_two_radios_are_kept_apart(street: Street, hub: Hub) -> None:
    street.text(ANA, "NEED water…", hub)
    street.text(BO, "OFFER soup…", hub)
    street.run(10)
    street.text(BO, "at noon", hub)
    street.text(ANA, "on floor 9", hub)
    street.run(10)

    said = {each.post.posted.text for each in hub.posts()}
    assert said == {"water on floor 9", "soup at noon"}


def test_a_part_without_the_rest_is_posted_all_the_same(
    street: Street, hub: Hub
) -> None:
    street.text(ANA, "NEED insulin for Ana…")
    street.run(400)

    assert [each.post.posted.text for each in hub.posts()] == ["insulin for Ana"]


def test_joined_posts_keep_to_the_limit(street: Street, hub: Hub) -> None:
    for _ in range(5):
        street.ask(ANA, "NEED " + "water " * 30 + "…", hub)
        street.ask(ANA, "soap " * 30 + "…", hub)
    street.run(400)

    assert all(len(each.post.posted.text) <= 280 for each in hub.posts())


def test_a_call_for_help_is_an_urgent_need_and_stewards_see_it(
    street: Street, hub: Hub
) -> None:
    answer = street.ask(ANA, "SOS fire in 3B", hub)

    [view] = hub.posts()
    [radio] = hub.ledger.radios()
    assert view.post.posted.urgency is Urgency.NOW
    assert f"DROP {id_of(hub, 'fire in 3B')}" in answer
    assert [(each.well, each.words) for each in radio.check_ins] == [
        (False, "fire in 3B")
    ]


def test_to_be_well_is_for_stewards_and_no_record(street: Street, hub: Hub) -> None:
    before = len(hub.service.shared())
    street.ask(ANA, "OK", hub)

    [radio] = hub.ledger.radios()
    assert [each.well for each in radio.check_ins] == [True]
    assert len(hub.service.shared()) == before


def test_ok_on_the_channel_is_talk_unless_something_was_asked(
    street: Street, hub: Hub
) -> None:
    for said in ("ok", "fine", "OK"):
        assert street.ask(ANA, said) == ""
    assert list(hub.ledger.radios()) == []
    street.ask(ANA, "we have no food")
    assert street.ask(ANA, "ok")
    assert len(hub.posts()) == 1


def test_a_neighbour_who_writes_like_a_hub_is_heard_in_a_direct_message(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water", hub)
    name = id_of(hub, "water")
    street.ask(BO, f"CLAIM {name}", hub)

    assert street.ask(BO, f"Note on {name}: on my way") == ""
    assert name in street.ask(BO, f"Note on {name}: on my way", hub)
    assert [each.text for each in hub.posts()[0].post.notes] == ["on my way"]


def test_ids_that_are_none_are_answered_shortly(street: Street, hub: Hub) -> None:
    for said in ("READ K7Q", "CLAIM K7Q", "MET K7Q", "NOTE K7Q hi"):
        assert "K7Q" in street.ask(ANA, said, hub)


def test_a_blocked_radio_is_not_heard(street: Street, hub: Hub) -> None:
    hub.neighbours.block(ANA, blocked=True)
    street.ask(ANA, "NEED water", hub)
    street.ask(ANA, "NEED water")
    hub.restart()
    street.ask(ANA, "LIST", hub)
    assert street.said_by(hub) == []

    hub.neighbours.block(ANA, blocked=False)
    assert street.ask(ANA, "NEED water", hub)


def test_talk_on_the_channel_is_left_alone(street: Street, hub: Hub) -> None:
    first = street.text(BO, "good morning all")
    street.run(30)
    street.text(ANA, "NEED help with that?", answers=first)
    street.text(ANA, "👍🏽")
    street.text(ANA, "yes")
    street.run(60)

    assert street.said_by(hub) == []


def test_a_disk_that_takes_nothing_is_told_directly_and_not_on_the_channel(
    street: Street, hub: Hub
) -> None:
    hub.ledger._storage.read_only = True

    assert street.ask(ANA, "NEED water") == ""
    assert street.ask(ANA, "NEED water", hub)
    assert hub.posts() == []


def test_who_leafs_through_a_long_list_gets_each_text_of_it(
    street: Street, hub: Hub
) -> None:
    for number in range(60):
        words = f"water for garden {number} of the long street"
        fields = {"kind": "need", "category": "water", "text": words}
        hub.service.post(fields, bytes([number]))
    texts = [street.ask(ANA, "LIST", hub)]
    while len(texts) < 40 and "MORE" in texts[-1]:
        texts.append(street.ask(ANA, "MORE", hub))

    assert len(texts) > 6
    assert texts[-1]
    assert "MORE" not in texts[-1]


def test_every_guess_may_be_confirmed(street: Street, hub: Hub) -> None:
    for thing in ("water", "bread", "rice", "insulin"):
        for text in (f"we have no {thing}", "Y"):
            street.text(ANA, text, hub)
            street.run(5)

    assert len(hub.posts()) == 4


def test_another_key_under_a_radios_number_changes_nothing_that_it_made(
    street: Street, hub: Hub
) -> None:
    street.keys[ANA] = b"ana"
    name = _need(street, hub)
    street.keys[ANA] = b"eve"
    street.ask(ANA, f"MET {name}", hub)
    assert len(hub.posts()) == 1

    street.keys[ANA] = b"ana"
    hub.restart()
    street.ask(ANA, f"MET {name}", hub)
    assert hub.posts() == []
