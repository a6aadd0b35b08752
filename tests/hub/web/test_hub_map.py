"""Hubs around this one: each can be seen, and its line; near ones stand near."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from hub.web.hub_map import LAMP, SIDE, HeardHub, HubMap, Point, hub_map

HUBS = st.lists(
    st.builds(
        HeardHub,
        origin=st.integers(1, 2**32 - 1),
        ago_s=st.floats(0, 1e6),
        hops=st.none() | st.integers(0, 7),
        loss=st.none() | st.floats(0, 1),
    ),
    max_size=24,
    unique_by=lambda each: each.origin,
)
"""As many as the page lists."""


def _apart(one: Point, other: Point) -> float:
    return math.hypot(one.x - other.x, one.y - other.y)


def _clearance(line: tuple[Point, Point], at: Point) -> float:
    """How far a place is from the nearest of a line."""
    start, along = line[0], Point(line[1].x - line[0].x, line[1].y - line[0].y)
    square = along.x**2 + along.y**2
    share = ((at.x - start.x) * along.x + (at.y - start.y) * along.y) / square
    share = min(max(share, 0.0), 1.0)
    return _apart(at, Point(start.x + share * along.x, start.y + share * along.y))


def _steps_out(drawn: HubMap) -> list[float]:
    return [math.hypot(spot.at.x, spot.at.y) for spot in drawn.spots]


@given(HUBS, st.booleans())
def test_no_hub_covers_another_or_the_lamp(
    hubs: list[HeardHub], mirrored: bool
) -> None:
    drawn = hub_map(hubs, mirrored)

    for one, other in itertools.combinations(drawn.spots, 2):
        assert _apart(one.at, other.at) >= 2 * drawn.radius + 1
    assert all(each >= LAMP + drawn.radius for each in _steps_out(drawn))


@given(HUBS)
def test_no_line_runs_under_another_hub(hubs: list[HeardHub]) -> None:
    drawn = hub_map(hubs)

    for one, other in itertools.permutations(drawn.spots, 2):
        assert _clearance(one.line, other.at) >= drawn.radius + 1


@given(HUBS, st.booleans())
def test_all_of_it_is_within_the_drawing(hubs: list[HeardHub], mirrored: bool) -> None:
    drawn = hub_map(hubs, mirrored)

    for spot in drawn.spots:
        assert abs(spot.at.x) + drawn.radius <= SIDE / 2
        assert spot.at.y - drawn.radius >= drawn.top
        assert spot.at.y + drawn.radius <= drawn.top + drawn.height


@given(HUBS)
def test_who_is_passed_on_stands_no_nearer_than_who_is_heard_directly(
    hubs: list[HeardHub],
) -> None:
    drawn = hub_map(hubs)
    steps = _steps_out(drawn)

    for one, other in itertools.combinations(range(len(drawn.spots)), 2):
        assert steps[one] <= steps[other] + 0.2
    hops = [each.hub.hops for each in drawn.spots]
    assert [min(each, 2) for each in hops if each is not None] == sorted(
        min(each, 2) for each in hops if each is not None
    )


@given(HUBS)
def test_each_radio_in_between_is_a_dot_on_the_line(hubs: list[HeardHub]) -> None:
    for spot in hub_map(hubs).spots:
        assert len(spot.dots) == (spot.hub.hops or 0)
        assert all(_clearance(spot.line, dot) < 0.2 for dot in spot.dots)


@given(HUBS)
def test_who_reads_from_the_right_sees_it_mirrored(hubs: list[HeardHub]) -> None:
    here, there = hub_map(hubs), hub_map(hubs, mirrored=True)

    assert [(-each.at.x, each.at.y) for each in here.spots] == [
        (each.at.x, each.at.y) for each in there.spots
    ]


@given(HUBS.flatmap(lambda hubs: st.tuples(st.just(hubs), st.permutations(hubs))))
def test_the_drawing_does_not_jump_with_who_was_heard_last(
    both: tuple[list[HeardHub], list[HeardHub]],
) -> None:
    hubs, shuffled = both

    assert hub_map(hubs) == hub_map(shuffled)


def test_the_better_a_hub_is_heard_the_stronger_its_line() -> None:
    losses = (0.9, 0.5, 0.2, 0.0)
    hubs = [HeardHub(place, 0.0, 0, loss) for place, loss in enumerate(losses, 1)]

    assert [each.strength for each in hub_map(hubs).spots] == [0, 1, 2, 3]


def test_a_hub_is_quiet_when_it_was_not_heard_for_a_day() -> None:
    assert not HeardHub(7, 86_399.0).is_quiet
    assert HeardHub(7, 86_400.0).is_quiet
