"""More texts than anybody can type: bounded memory, bounded disk, no late alert."""

from __future__ import annotations

import random

from hub.domain.buckets import Rate
from hub.mesh.texting.desk import MAX_WRITERS
from hub.mesh.texting.elsewhere import MAX_NAMES
from hub.mesh.texting.guard import (
    ALL_OTHERS,
    ALL_OTHERS_WRITES,
    ALL_PROVED,
    ALL_SOS,
    ALL_SOS_WRITES,
    ANSWERS,
    MAX_SENDERS,
    SOS_ANSWERS,
)
from hub.mesh.texting.neighbours import MAX_RADIOS as MAX_KEPT
from hub.service import Role
from hub.service.steps import claim
from radio.texts import TextHeard, Way
from tests.hub.mesh.texting.limits import most_in
from tests.hub.mesh.texting.street import Hub, Street

ANA = 0xA1
MINUTE_S = 60.0


def _flood(street: Street, hub: Hub, count: int, radios: int, way: Way) -> list[float]:
    """Texts within a minute; how many answers came, and what each took the desk."""
    rng = random.Random(1)
    answered = []
    for number in range(count):
        street.now += MINUTE_S / count
        text = rng.choice(["NEED water ", "LIST ", "SOS fire ", "OFFER soup ", "blah "])
        heard = TextHeard(
            rng.randrange(radios), number, f"{text}{number}", way, verified=True
        )
        answered += [street.now] * len(hub.desk.hear(heard, street.now))
        answered += [street.now] * len(hub.desk.look(street.now))
    return answered


def _most(seconds: float, *rates: Rate) -> int:
    return sum(most_in(seconds, each) + 1 for each in rates)


def test_ten_thousand_texts_in_a_minute_get_few_answers_and_write_little(
    street: Street, hub: Hub
) -> None:
    answered = _flood(street, hub, 10_000, 5_000, Way.CHANNEL)

    assert len(answered) <= _most(MINUTE_S, ALL_OTHERS, ALL_SOS)
    written = len(hub.service.shared())
    assert written <= _most(MINUTE_S, ALL_OTHERS_WRITES, ALL_SOS_WRITES)
    assert len(hub.neighbours) <= MAX_KEPT
    assert len(hub.desk._guard._senders) <= MAX_SENDERS


def test_texts_that_all_bear_one_number_take_no_more_memory(
    street: Street, hub: Hub
) -> None:
    for radio in range(2_000):
        street.now += 1.0
        heard = TextHeard(radio, 7, f"NEED thing {radio}", Way.CHANNEL, verified=False)
        hub.desk.hear(heard, street.now)

    assert len(hub.desk._writers[7]) <= MAX_WRITERS
    assert len(hub.desk._elsewhere._packets[7]) <= MAX_NAMES


def test_one_radio_alone_is_muted(street: Street, hub: Hub) -> None:
    answered = _flood(street, hub, 2_000, 1, Way.DIRECT)

    assert len(answered) <= _most(MINUTE_S, ANSWERS, SOS_ANSWERS)
    assert [each.muted for each in hub.ledger.radios()] == [1]


def test_a_flood_on_the_channel_does_not_keep_a_verified_neighbour_from_an_answer(
    street: Street, hub: Hub
) -> None:
    _flood(street, hub, 2_000, 1_000, Way.CHANNEL)
    street.run(5)

    assert street.ask(ANA, "NEED water", hub)


def test_no_flood_delays_an_alert(street: Street, hub: Hub) -> None:
    code = hub.stewards.admit("Ana", Role.STEWARD)
    _flood(street, hub, 5_000, 5_000, Way.CHANNEL)
    hub.stewards.raise_alert(("Ana", code), "Gas leak", 4, b"key")
    raised_at = street.now
    said_at = None
    for number in range(500):
        street.now += 0.01
        heard = TextHeard(number, number, f"LIST {number}", Way.DIRECT, verified=True)
        hub.desk.hear(heard, street.now)
        texts = hub.desk.look(street.now)
        if said_at is None and any("Gas leak" in each.text for each in texts):
            said_at = street.now

    assert said_at is not None
    assert said_at - raised_at < 3.0


def test_verified_radios_together_have_a_limit_too(street: Street, hub: Hub) -> None:
    answered = _flood(street, hub, 2_000, 1_000, Way.DIRECT)

    assert len(answered) <= _most(MINUTE_S, ALL_PROVED, ALL_SOS)


def test_what_a_flood_leaves_on_the_disk_is_bounded(street: Street, hub: Hub) -> None:
    for _ in range(10):
        _flood(street, hub, 500, 5_000, Way.CHANNEL)
    kept = list(hub.ledger.radios())

    most = _most(10 * MINUTE_S, ALL_OTHERS_WRITES, ALL_SOS_WRITES)
    assert len(kept) <= most + 10
    assert all(len(each.owned) + len(each.check_ins) <= 43 for each in kept)


def test_who_posted_hears_of_a_helper_once_the_flood_is_over(
    street: Street, hub: Hub
) -> None:
    street.ask(ANA, "NEED water", hub)
    post = hub.posts()[0].post.id
    while hub.desk._guard.may_tell(street.now):
        pass  # others use up what there is
    claim(hub.service, post, "Max", 24, b"key")
    before = street.told(ANA)
    street.run(120)

    assert len(street.told(ANA)) == len(before) + 1


def test_self_made_keys_take_nothing_from_radios_known_since_yesterday(
    street: Street, hub: Hub
) -> None:
    street.keys[ANA] = b"ana"
    street.ask(ANA, "LANG en", hub)
    street.now += 25 * 3600.0
    for number in range(200):
        hub.desk.hear(
            TextHeard(
                0x2000 + number % 40,
                60_000 + number,
                f"NEED thing {number}",
                Way.DIRECT,
                verified=True,
                key=b"%d" % (number % 40),
            ),
            street.now,
        )

    assert "water" in street.ask(ANA, "NEED water", hub)


def test_another_key_under_a_neighbours_number_has_no_share_in_what_is_kept_for_it(
    street: Street, hub: Hub
) -> None:
    street.keys[ANA] = b"ana"
    street.ask(ANA, "LANG en", hub)
    street.now += 25 * 3600.0

    assert hub.neighbours.is_settled(ANA, b"ana")
    assert not hub.neighbours.is_settled(ANA, b"eve")
    assert not hub.neighbours.is_settled(ANA, b"")
