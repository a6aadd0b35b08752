"""Programs that answer: other hubs, other bots, echoes. All must fall silent soon."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from hub.mesh.texting.answers import CODES, Answers
from hub.mesh.texting.guard import ANSWERS
from hub.service import Role
from radio.texts import TextHeard
from tests.hub.mesh.texting.street import Bot, Hub, Street

BOT, OTHER_BOT, ANA = 0xBB, 0xBC, 0xA1
HOUR_S = 3600.0


def _echo(heard: TextHeard) -> str:
    return f"{heard.text}"


def _quoting(heard: TextHeard) -> str:
    return f"You said: {heard.text}"[:200]


def _always_the_same(_: TextHeard) -> str:
    return "Unknown command. Send HELP for help."


def _needy() -> Bot:
    numbers = itertools.count()
    return lambda _heard: f"NEED water number {next(numbers)}"


def _chatty() -> Bot:
    words = itertools.cycle(["LIST", "HELP", "MORE", "OK", "we have no food", "YES"])
    return lambda _heard: next(words)


def _counting() -> Bot:
    numbers = itertools.count()
    return lambda _heard: f"Message {next(numbers)} received"


BOTS: list[Callable[[], Bot]] = [
    lambda: _echo,
    lambda: _quoting,
    lambda: _always_the_same,
    _needy,
    _chatty,
    _counting,
]


@pytest.mark.parametrize("make", BOTS)
def test_a_bot_that_answers_everything_is_left_alone_soon(
    street: Street, hub: Hub, make: Callable[[], Bot]
) -> None:
    street.bots[BOT] = make()
    street.text(BOT, "LIST", hub)
    street.text(ANA, "HELP")
    street.run(120)
    said = len(street.said_by(hub))
    street.run(600)

    assert said <= 2 * ANSWERS.burst + 3
    assert len(street.said_by(hub)) == said


@pytest.mark.parametrize("make", BOTS)
def test_in_a_day_a_bot_gets_no_more_than_a_few_answers(
    street: Street, hub: Hub, make: Callable[[], Bot]
) -> None:
    street.bots[BOT] = make()
    for _ in range(24):
        street.text(BOT, "HELP", hub)
        street.run(60)
        street.now += HOUR_S

    assert len(street.said_by(hub)) <= 24 * (ANSWERS.burst + 1)


def test_an_alert_that_comes_back_is_no_need(street: Street, hub: Hub) -> None:
    street.bots[BOT] = _quoting
    who = ("Dee", hub.stewards.admit("Dee", Role.STEWARD))
    hub.stewards.raise_alert(who, "We need water, please bring bottles", 2, b"key")
    street.run(120)

    assert len(street.said_by(hub)) == 1
    assert len(street.spoken) == 2


def test_two_hubs_never_answer_each_other(street: Street) -> None:
    for _ in range(3):
        street.add_hub()
    street.ask(ANA, "HELP")
    street.ask(ANA, "SOS fire")
    said = len(street.spoken)
    street.run(HOUR_S)

    assert len(street.spoken) == said


def test_hubs_that_do_not_know_each_other_as_hubs_fall_silent_too(
    street: Street,
) -> None:
    street.hubs_known = False
    hubs = [street.add_hub() for _ in range(3)]
    for said in ("HELP", "NEED water", "LIST", "we have no food"):
        street.text(ANA, said)
        street.run(60)
    street.text(ANA, "nou pa gen manje", hubs[0])
    said_by_all = len(street.spoken)
    street.run(2 * HOUR_S)

    assert len(street.spoken) <= said_by_all + len(hubs)


def test_two_bots_beside_a_hub_do_not_draw_it_in(street: Street, hub: Hub) -> None:
    street.bots[BOT] = _always_the_same
    street.bots[OTHER_BOT] = _counting()
    street.text(ANA, "LIST")
    street.run(300)
    said = len(street.said_by(hub))
    street.run(600)

    assert said <= 5
    assert len(street.said_by(hub)) <= said + 2


def test_what_was_not_understood_is_said_a_few_times_only(
    street: Street, hub: Hub
) -> None:
    for number in range(40):
        street.text(ANA, f"blah {number} blah", hub)
        street.run(90)

    assert 1 <= len(street.told(ANA)) <= 5


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_hubs_alert_is_offered_to_nobody(
    street: Street, hub: Hub, code: str
) -> None:
    say = Answers(code)
    street.text(0xB9, say.alert("We have no food, we need volunteers"))
    street.text(0xB9, say.alert_over("We have no food, we need volunteers"))
    street.run(90)

    assert street.said_by(hub) == []
