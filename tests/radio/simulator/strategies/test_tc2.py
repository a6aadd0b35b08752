"""What TC2's strategy does, by its description."""

from __future__ import annotations

import pytest

from radio.simulator.strategies import tc2
from radio.simulator.strategies.case import planned_case


def test_a_post_of_eighty_letters_reaches_five_peers_for_ten_packets(case_of, post):
    outcome = tc2.run(case_of(post(letters=80), hubs=6))

    assert outcome.converged
    assert outcome.packets == 10
    assert outcome.airtime_s == pytest.approx(10.5, abs=0.1)
    assert outcome.relay_airtime_s == 0.0


def test_a_text_in_the_first_of_two_pieces_arrives_without_its_name(case_of, post):
    outcome = tc2.run(case_of(post(letters=166), hubs=2))

    assert outcome.delivered_share == 1.0
    assert outcome.packets == 4


def test_a_text_that_needs_both_pieces_never_arrives(case_of, post):
    outcome = tc2.run(case_of(post(letters=167), hubs=2))

    assert outcome.delivered_share == 0.0
    assert outcome.packets == 4


def test_loss_costs_repetitions_and_what_they_do_not_mend_stays_lost():
    clear, lossy = (
        tc2.run(planned_case(5, loss, 40, 7, hop_limit=0)) for loss in (0.0, 0.4)
    )

    assert lossy.airtime_s > 1.3 * clear.airtime_s
    assert lossy.delivered_share < clear.delivered_share


def test_what_radios_repeat_is_counted_apart():
    quiet, relayed = (
        tc2.run(planned_case(5, 0.2, 20, 7, hop_limit=hops)) for hops in (0, 3)
    )

    assert quiet.relay_airtime_s == 0.0
    assert relayed.relay_airtime_s > 0.0
    assert relayed.airtime_s < 1.2 * quiet.airtime_s
