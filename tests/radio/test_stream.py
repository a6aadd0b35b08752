"""Who waits while another sends much at a stretch, and for how long."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from radio.stream import BULK, LONGEST_S, Stream

NEXT_S = 7.0
"""How long after a frame the next is waited for."""


def _silent_stretches(heard_at: list[float], end: float) -> list[float]:
    """How long somebody who would speak at any time is left silent, each time."""
    stream, stretches, since, now = Stream(), [0.0], math.nan, 0.0
    times = sorted(heard_at)
    while now < end:
        while times and times[0] <= now:
            stream.heard(BULK, times[0], times.pop(0) + NEXT_S)
        silent = now < stream.until
        if silent and math.isnan(since):
            since = now
        if not silent and not math.isnan(since):
            stretches.append(now - since)
            since = math.nan
        now += 0.5
    return stretches


def test_a_few_records_keep_nobody_waiting() -> None:
    stream = Stream()

    stream.heard(BULK - 1, 10.0, 17.0)

    assert stream.until < 10.0


def test_many_records_are_let_pass_and_so_is_the_next_frame() -> None:
    stream = Stream()

    stream.heard(BULK, 10.0, 17.0)
    stream.heard(BULK, 13.0, 20.0)

    assert stream.until == 20.0


def test_after_the_last_frame_there_is_an_end_to_waiting() -> None:
    stretches = _silent_stretches([10.0, 13.0, 16.0], end=100.0)

    assert max(stretches) <= 6 + NEXT_S + 0.5


def test_a_stream_without_end_leaves_half_of_the_time_to_others() -> None:
    heard_at = [3.0 * number for number in range(1200)]

    stretches = _silent_stretches(heard_at, end=3600.0)

    assert max(stretches) <= LONGEST_S + NEXT_S + 0.5
    assert 0.4 * 3600 <= sum(stretches) <= 0.55 * 3600


@given(st.lists(st.floats(0, 3600), max_size=600))
def test_whatever_comes_nobody_is_silent_for_longer(heard_at: list[float]) -> None:
    assert max(_silent_stretches(heard_at, end=4000.0)) <= LONGEST_S + NEXT_S + 0.5
