"""What phones agree on: three of one mind, against no majority of others."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import BUILT_AT
from hub.phone_times import ALIKE_S, FRESH_S, LEAST_VOICES, LOTS, PhoneTimes
from tests.conftest import ManualClock

RIGHT = BUILT_AT + 1e6
FALSE = RIGHT + 3e7


class Lobby:
    """Phones that come by, each at a place of its own lot."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.times = PhoneTimes(lambda: self.clock.now)
        self._places = iter(f"10.42.{a}.{b}" for a in range(256) for b in range(256))

    def visit(self, unix_s: float) -> None:
        """A phone at a new place; where its lot is taken, another one comes."""
        before = self.times.voices
        for place in self._places:
            self.times.hear(place, unix_s)
            if self.times.voices > before:
                return


def test_three_phones_that_agree_are_believed_and_two_are_not() -> None:
    lobby = Lobby()
    for told in (RIGHT, RIGHT + 20):
        lobby.visit(told)
        assert lobby.times.agreed() is None

    lobby.visit(RIGHT - 20)

    assert lobby.times.agreed() == pytest.approx(RIGHT)
    lobby.clock.now += 60
    assert lobby.times.agreed() == pytest.approx(RIGHT + 60)


def test_one_phone_is_one_voice_however_many_sessions_it_opens() -> None:
    times = PhoneTimes(lambda: 100.0)

    for _ in range(100):
        times.hear("10.42.0.7", FALSE)

    assert times.voices == 1
    assert times.agreed() is None


def test_its_first_word_stands() -> None:
    lobby = Lobby()
    for _ in range(LEAST_VOICES):
        lobby.visit(RIGHT)

    for last in range(256):
        lobby.times.hear(f"10.42.0.{last}", FALSE)
        if lobby.times.voices > LEAST_VOICES:
            break

    assert lobby.times.agreed() == pytest.approx(RIGHT)


@pytest.mark.parametrize("against", [3, 4])
def test_with_no_majority_nobody_is_believed(against: int) -> None:
    lobby = Lobby()
    for _ in range(3):
        lobby.visit(RIGHT)
    for number in range(against):
        lobby.visit(FALSE + 1e5 * number)

    assert lobby.times.agreed() is None


def test_one_that_is_wrong_does_not_keep_the_others_from_agreeing() -> None:
    lobby = Lobby()
    lobby.visit(FALSE)
    for _ in range(LEAST_VOICES):
        lobby.visit(RIGHT)

    assert lobby.times.agreed() == pytest.approx(RIGHT)


def test_a_word_counts_for_half_an_hour() -> None:
    lobby = Lobby()
    for _ in range(LEAST_VOICES):
        lobby.visit(RIGHT)

    lobby.clock.now += FRESH_S + 1

    assert lobby.times.agreed() is None
    assert lobby.times.voices == 0


@given(st.lists(st.floats(allow_nan=True), max_size=40))
def test_whatever_is_told_it_is_bounded_and_three_stand_for_what_is_believed(
    told: list[float],
) -> None:
    times = PhoneTimes(lambda: 100.0)
    offers = [RIGHT + each for each in told if not math.isnan(each)] + told
    for number, unix_s in enumerate(offers):
        times.hear(f"10.42.1.{number}", unix_s)

    agreed = times.agreed()

    assert times.voices <= LOTS
    if agreed is not None:
        near = [each for each in offers if abs(each - agreed) <= ALIKE_S]
        assert len(near) >= LEAST_VOICES
