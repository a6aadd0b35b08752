"""Guesses of codes: how many things they are remembered of."""

from __future__ import annotations

import pytest

from hub.domain.guesses import (
    FREE_GUESSES,
    MAX_REMEMBERED,
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
