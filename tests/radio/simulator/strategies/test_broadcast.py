"""The plain broadcast: cheap, and without a second chance."""

from __future__ import annotations

import pytest

from radio.simulator.strategies import broadcast
from radio.simulator.strategies.case import planned_case


def test_one_packet_a_post_is_all(case_of, post):
    outcome = broadcast.run(case_of(post(), post(at_s=60.0, hub=1)))

    assert outcome.converged
    assert outcome.packets == 2
    assert outcome.airtime_s == pytest.approx(2 * 1.01, abs=0.02)


@pytest.mark.parametrize("loss", [0.1, 0.3])
def test_what_the_air_loses_stays_lost(loss):
    outcome = broadcast.run(planned_case(5, loss, 300, 7, hop_limit=0))

    assert 1 - outcome.delivered_share == pytest.approx(loss, abs=0.05)
    assert outcome.doubled == 0
