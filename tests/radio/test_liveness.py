"""A loop's word of when it will be back."""

from __future__ import annotations

from radio.liveness import Liveness


def test_a_loop_is_late_once_its_time_is_over_and_not_before() -> None:
    now = 100.0
    loop = Liveness(lambda: now)
    assert not loop.is_late()  # it has not begun

    loop.back_within(5.0)
    now = 105.0
    assert not loop.is_late()
    now = 105.1
    assert loop.is_late()

    loop.back_within(5.0)
    assert not loop.is_late()
