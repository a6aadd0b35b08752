"""What only a verified message may do: what anybody can have made up does not pass for
it, and does not stand in its way.
"""

from __future__ import annotations

from tests.hub.mesh.texting.street import Hub, Street, id_of

ANA, BO = 0xA1, 0xA2


def _unproved(street: Street, radio: int, text: str, to: Hub) -> str:
    street.keys_known = False
    try:
        return street.ask(radio, text, to)
    finally:
        street.keys_known = True


def test_a_claim_that_is_played_back_stays_handed_back(
    street: Street, hub: Hub
) -> None:
    street.ask(BO, "NEED water", hub)
    name = id_of(hub, "water")
    packet = street.text(ANA, f"CLAIM {name}", hub)
    street.run(10)
    street.ask(ANA, f"DROP {name}", hub)
    hub.restart()
    street.text(ANA, f"CLAIM {name}", hub, packet=packet)
    street.run(10)

    assert hub.posts()[0].post.claims == ()
    street.ask(ANA, f"CLAIM {name}", hub)
    assert len(hub.posts()[0].post.claims) == 1


def test_words_that_anybody_can_have_sent_are_no_part_of_a_proved_post(
    street: Street, hub: Hub
) -> None:
    _unproved(street, ANA, "NEED cash, bring it to flat 9 …", hub)
    street.ask(ANA, "NEED insulin …", hub)
    _unproved(street, ANA, "or rather cash", hub)
    street.ask(ANA, "for my son", hub)

    proved = {
        each.post.posted.text
        for each in hub.posts()
        if any(own.verified for own in hub.neighbours.owned_by(ANA, each.post.id))
    }
    assert proved == {"insulin for my son"}


def test_who_proves_what_was_said_before_makes_it_theirs_alone(
    street: Street, hub: Hub
) -> None:
    street.ask(BO, "NEED water", hub)
    claimed = id_of(hub, "water")
    for said in ("NEED insulin", f"CLAIM {claimed}"):
        _unproved(street, ANA, said, hub)
        street.ask(ANA, said, hub)
    for name in (id_of(hub, "insulin"), claimed):
        street.ask(ANA, f"DROP {name}")
        _unproved(street, ANA, f"DROP {name}", hub)

    assert len(hub.posts()) == 2
    assert len(hub.posts()[0].post.claims) == 1
    street.ask(ANA, f"DROP {id_of(hub, 'insulin')}", hub)
    assert len(hub.posts()) == 1
