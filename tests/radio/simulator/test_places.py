"""Who hears whom: distance, houses, splits, moves."""

from __future__ import annotations

from random import Random

from radio.simulator.places import (
    Place,
    Terrain,
    in_a_row,
    on_blocks,
    scattered,
    signal_over,
)


def test_signals_fade_with_distance_until_nothing_is_read():
    strengths = [signal_over(metres) for metres in (10, 100, 500, 1000)]

    assert [each.rssi_dbm for each in strengths] == [-49, -89, -117, -129]
    assert signal_over(1200) is None


def test_a_signal_is_no_better_than_the_scale_allows():
    assert signal_over(10).snr_db == 10.0
    assert signal_over(0.0) == signal_over(1.0)


def test_along_a_road_each_hears_its_neighbours_only():
    road = Terrain(in_a_row(4, 800.0))

    assert [list(road.heard(radio)) for radio in range(4)] == [
        [1],
        [0, 2],
        [1, 3],
        [2],
    ]
    assert road.hears(0, 0) is None


def test_reach_is_the_same_both_ways_whatever_stands_between():
    places = on_blocks(Random(1), 30, 600.0)
    town = Terrain(places, shadow_db=6.0)
    plain = Terrain(places)

    for one in range(30):
        for other in range(30):
            assert town.hears(one, other) == town.hears(other, one)
    assert any(town.heard(each) != plain.heard(each) for each in range(30))


def test_the_sides_of_a_split_do_not_hear_one_another_until_it_is_mended():
    town = Terrain(scattered(Random(1), 4, 100.0))
    whole = [dict(town.heard(radio)) for radio in range(4)]

    town.split([(0, 1), (2, 3)])
    during = [set(town.heard(radio)) for radio in range(4)]
    town.split(())

    assert during == [{1}, {0}, {3}, {2}]
    assert [dict(town.heard(radio)) for radio in range(4)] == whole


def test_a_radio_that_is_driven_away_is_heard_elsewhere():
    land = Terrain([Place(0, 0), Place(5000, 0), Place(10, 0)])
    changes = []
    land.on_change = lambda: changes.append(1)

    before = set(land.heard(2))
    land.move(2, Place(5010, 0))

    assert before == {0}
    assert set(land.heard(2)) == {1}
    assert changes == [1]
