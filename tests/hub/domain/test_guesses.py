"""Guesses of codes: how many things they are remembered of."""

from __future__ import annotations

from contextlib import suppress

import pytest

from hub.domain.guesses import (
    FREE_GUESSES,
    MAX_REMEMBERED,
    MOST_DEVICES,
    GuessesByDevice,
    GuessLimit,
    TooManyGuesses,
)


def test_no_more_is_remembered_than_has_room_and_the_oldest_goes() -> None:
    limit: GuessLimit[int] = GuessLimit()
    for subject in range(MAX_REMEMBERED + 1):
        for _ in range(FREE_GUESSES):
            limit.failed(subject, 0.0)

    limit.check(0, 0.0)
    for subject in (1, MAX_REMEMBERED):
        with pytest.raises(TooManyGuesses):
            limit.check(subject, 0.0)


def test_many_devices_guess_hardly_more_than_one_where_the_wait_is_short() -> None:
    wait_s, minutes_s, guessed = 5.0, 600, 0
    guesses: GuessesByDevice[str] = GuessesByDevice(wait_s)
    for second in range(minutes_s):
        for number in range(2 * MOST_DEVICES):
            device = b"%d" % number
            with suppress(TooManyGuesses):
                guesses.check("Ana", device, float(second))
                guesses.failed("Ana", device, float(second))
                guessed += 1

    at_a_time = MOST_DEVICES * FREE_GUESSES
    assert at_a_time <= guessed <= at_a_time + minutes_s / wait_s
