"""Ours, run as the others are."""

from __future__ import annotations

import pytest

from radio.simulator.strategies import porchlight
from radio.simulator.strategies.case import planned_case


@pytest.mark.parametrize("gap_s", [None, 60.0])
@pytest.mark.parametrize("loss", [0.0, 0.3])
def test_every_post_is_on_every_board_in_the_end(gap_s, loss):
    outcome = porchlight.run(planned_case(5, loss, 10, 7, mean_gap_s=gap_s))

    assert outcome.delivered_share == 1.0
    assert outcome.converged


def test_a_burst_costs_less_a_post_than_one_after_the_other():
    burst, one_by_one = (
        porchlight.run(planned_case(5, 0.0, 50, 7, mean_gap_s=gap, hop_limit=0))
        for gap in (None, 60.0)
    )

    assert burst.airtime_s < one_by_one.airtime_s


def test_the_hour_after_is_told_apart():
    outcome = porchlight.run(planned_case(3, 0.0, 2, 7, mean_gap_s=1.0))

    assert outcome.idle_airtime_s is not None
    assert outcome.idle_airtime_s > 0.0
    assert outcome.packets < 20
