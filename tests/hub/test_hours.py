"""A part of every day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.hours import Hours

hours = st.integers(0, 23)


def test_dusk_is_from_one_hour_until_another_over_midnight() -> None:
    dusk = Hours.parse("19-7")

    dark = [hour for hour in range(24) if dusk.covers(hour)]

    assert dark == [*range(7), *range(19, 24)]


@given(hours, hours, hours)
def test_an_hour_is_in_a_span_or_in_the_one_that_is_left(
    begins: int, ends: int, hour: int
) -> None:
    if begins != ends:
        rest = Hours(ends, begins)

        assert Hours(begins, ends).covers(hour) is not rest.covers(hour)


@given(hours, hours)
def test_hours_are_read_as_they_are_written(begins: int, ends: int) -> None:
    assert Hours.parse(f"{begins}-{ends}") == Hours(begins, ends)


@pytest.mark.parametrize("text", ["", "19", "19-25", "7pm-7am", "19-7-8", "\u0661-7"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="use 19-7"):
        Hours.parse(text)
