"""How long posts take, and for whom they are waited."""

from __future__ import annotations

import pytest

from radio.simulator.company import Company
from radio.simulator.latencies import Latencies, Latency, percentile
from radio.simulator.places import Terrain, in_a_row

POST = (7, 1)


def test_a_post_has_arrived_when_it_is_on_the_last_hub():
    latencies = Latencies()
    latencies.written(POST, 0, frozenset({0, 1, 2}), 10.0)

    latencies.stored(POST, 2, 12.0)
    halfway = list(latencies.finished)
    latencies.stored(POST, 1, 15.0)

    assert halfway == []
    assert latencies.finished == [Latency(10.0, 5.0)]


def test_a_post_that_nobody_else_can_get_has_arrived_at_once():
    latencies = Latencies()

    latencies.written(POST, 0, frozenset({0}), 10.0)

    assert latencies.finished == [Latency(10.0, 0.0)]


def test_who_goes_away_is_waited_for_no_longer():
    latencies = Latencies()
    latencies.written(POST, 0, frozenset({0, 1, 2}), 0.0)

    latencies.reach_changed(lambda _hub: frozenset({0, 1}))
    latencies.stored(POST, 1, 4.0)

    assert latencies.finished == [Latency(0.0, 4.0)]


def test_nothing_is_said_of_a_post_whose_listeners_all_went_away():
    latencies = Latencies()
    latencies.written(POST, 0, frozenset({0, 1}), 0.0)

    latencies.reach_changed(lambda _hub: frozenset({0}))

    assert latencies.finished == []
    assert latencies.unfinished == 0


@pytest.mark.parametrize(
    ("percent", "expected"), [(1, 1.0), (50, 2.0), (75, 3.0), (99, 4.0), (100, 4.0)]
)
def test_percentiles_are_values_that_occurred(percent, expected):
    assert percentile([3.0, 1.0, 4.0, 2.0], percent) == expected


def test_there_is_no_percentile_of_nothing():
    assert percentile([], 50) is None


def test_hubs_are_in_company_over_relays_but_not_over_a_gap():
    road = in_a_row(3, 800.0)
    company = Company(Terrain([road[0], road[2], road[1]]), hubs=2)

    together = company.around(0)
    company.leave(1)
    company.leave(1)
    company.come(1)
    alone = company.around(0), company.around(1)
    company.come(1)

    assert together == {0, 1}
    assert alone == ({0}, frozenset())
    assert company.around(0) == {0, 1}
