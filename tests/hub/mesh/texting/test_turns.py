"""Who answers first on the channel."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hub.mesh.texting.turns import SLOT_S, Turns, quality, turn_s
from radio.texts import TextHeard, Way

HEARD = TextHeard(1, 2, "LIST", Way.CHANNEL, verified=False, snr_db=5.0, hops=0)

HUBS = st.lists(st.integers(1, 2**32 - 1), min_size=2, max_size=4, unique=True)


@given(HUBS, st.integers(0, 2**32 - 1))
def test_hubs_that_heard_alike_are_an_answer_apart(
    hubs: list[int], packet: int
) -> None:
    heard = replace(HEARD, packet=packet)
    turns = sorted(
        turn_s(heard, hub, [each for each in hubs if each != hub], 1.0) for hub in hubs
    )

    assert all(after - before >= SLOT_S - 1.0 for before, after in pairwise(turns))


@given(HUBS, st.floats(0, 1), st.floats(0, 1))
def test_who_heard_it_worse_waits_longer(
    hubs: list[int], chance: float, other: float
) -> None:
    well, badly = HEARD, replace(HEARD, snr_db=-15.0)
    first, *others = hubs

    for hub in hubs:
        rest = [each for each in hubs if each != hub]
        assert turn_s(well, first, others, chance) < turn_s(badly, hub, rest, other)


def test_a_text_that_was_passed_on_was_heard_worst() -> None:
    heard = [replace(HEARD, snr_db=each) for each in (9.0, 0.0, None, -15.0)]

    assert [quality(each) for each in heard] == [0, 0, 1, 1]
    assert quality(replace(HEARD, hops=2)) == 2


def test_while_the_radio_is_busy_a_turn_waits_for_a_minute_at_most() -> None:
    turns: Turns[str] = Turns()
    turns.wait(HEARD, "mine", 10.0)

    assert turns.due(60.0, busy=True) == []
    assert turns.due(71.0, busy=True) == ["mine"]


def test_an_answer_takes_the_text_from_those_that_wait() -> None:
    turns: Turns[str] = Turns()
    turns.wait(HEARD, "mine", 10.0)
    turns.wait(replace(HEARD, packet=3), "another", 11.0)

    turns.answered(3, lambda what: what == "mine")
    turns.answered(2, lambda what: what == "mine")
    assert turns.due(10.5) == []
    assert turns.next_at == 11.0
    assert turns.due(11.0) == ["another"]
    assert turns.next_at == float("inf")


def test_an_answer_that_settles_what_had_its_turn_is_too_late_for_it() -> None:
    turns: Turns[str] = Turns()
    turns.wait(HEARD, "mine", 10.0)

    assert not turns.answered(HEARD.packet, lambda _: False)
    turns.due(10.0)
    assert not turns.answered(HEARD.packet, lambda _: False)
    assert not turns.answered(HEARD.packet + 1, lambda _: True)
    assert turns.answered(HEARD.packet, lambda what: what == "mine")


def test_of_two_texts_with_one_number_both_are_to_be_settled() -> None:
    turns: Turns[int] = Turns()
    for radio in (1, 2):
        turns.wait(replace(HEARD, radio=radio), radio, 10.0)
    turns.due(10.0)

    assert not turns.answered(HEARD.packet, lambda radio: radio == 1)
    assert turns.answered(HEARD.packet, lambda _: True)


def test_no_more_wait_than_there_is_room_for() -> None:
    turns: Turns[int] = Turns()
    for packet in range(1000):
        turns.wait(replace(HEARD, packet=packet), packet, 1.0)

    assert len(turns.due(1.0)) <= 32
