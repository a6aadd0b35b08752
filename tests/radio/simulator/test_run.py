"""Plans carried out: faults happen when they are to, and figures tell of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radio.simulator.places import Place, in_a_row
from radio.simulator.plan import Move, Newcomer, Outage, Plan, Split
from radio.simulator.posting import PlannedPost, introduction
from radio.simulator.run import Run

HOUR_S = 3600.0


def post(at_s: float, hub: int, payload: bytes = b"a need") -> PlannedPost:
    return PlannedPost(at_s, hub, 40, payload)


THREE = Plan(
    hubs=3,
    places=tuple(in_a_row(3, 100.0)),
    posts=(post(10.0, 0, b"first"), post(20.0, 1, b"second")),
    quiet_s=HOUR_S,
)


def boards_at(run: Run, when_s: float) -> list[int]:
    """How many posts are on each board, introductions not counted."""
    run.world.run_until(when_s)
    hubs = {introduction(hub) for hub in range(run.plan.hubs)}
    return [len(set(board.values()) - hubs) for board in run.world.boards()]


def test_posts_are_written_when_they_are_to_be():
    run = Run(THREE, seed=1)

    assert boards_at(run, 9.0) == [0, 0, 0]
    assert boards_at(run, 10.0) == [1, 0, 0]
    assert 20.0 < run.until_equal() < 60.0
    assert [each.took_s < 60 for each in run.latencies.finished] == [True, True]


def test_a_run_gives_up_after_the_quiet_period():
    apart = replace(THREE, places=(Place(0, 0), Place(50, 0), Place(9000, 0)))
    run = Run(apart, seed=1)

    end_s = run.until_equal()

    assert not run.world.converged
    assert end_s >= 20.0 + HOUR_S
    assert len(run.latencies.finished) == 2  # on the hubs that could get them


def test_the_sides_of_a_split_catch_up_when_it_ends():
    plan = replace(THREE, splits=(Split(0.0, HOUR_S, ((0,), (1, 2))),))
    run = Run(plan, seed=1)

    assert boards_at(run, HOUR_S) == [1, 1, 1]
    assert run.until_equal() < 2 * HOUR_S
    assert run.world.converged


@pytest.mark.parametrize("radio_only", [False, True])
def test_a_hub_or_a_radio_without_power_misses_what_it_gets_later(radio_only):
    outage = Outage(5.0, HOUR_S, 2, radio_only=radio_only)
    run = Run(replace(THREE, outages=(outage,)), seed=1)

    assert boards_at(run, HOUR_S - 1) == [2, 2, 0]
    assert run.until_equal() < 2 * HOUR_S
    assert run.world.converged


def test_a_hub_in_a_car_is_a_bridge():
    far = Place(9000, 0)
    plan = replace(
        THREE,
        places=(Place(0, 0), far, Place(10, 0)),
        moves=(Move(HOUR_S, 2, far), Move(2 * HOUR_S, 2, Place(10, 0))),
        quiet_s=4 * HOUR_S,
    )
    run = Run(plan, seed=1)

    assert boards_at(run, HOUR_S) == [1, 1, 1]
    assert boards_at(run, 2 * HOUR_S) == [1, 2, 2]
    assert run.until_equal() < 3 * HOUR_S
    assert run.world.converged


def test_a_newcomer_gets_what_the_others_hold_from_the_start():
    held = tuple((count % 2, bytes([count]) * 20) for count in range(12))
    run = Run(replace(THREE, newcomer=Newcomer(HOUR_S, 2), held=held), seed=1)

    assert boards_at(run, 0.0) == [12, 12, 0]
    assert boards_at(run, HOUR_S) == [14, 14, 0]
    run.until_equal()
    assert run.world.converged
    assert HOUR_S < run.joined_s(run.plan.newcomer) < 2 * HOUR_S


def test_others_posts_are_not_waited_for_at_a_newcomer():
    run = Run(replace(THREE, newcomer=Newcomer(HOUR_S, 2)), seed=1)

    run.until_equal()

    assert all(each.took_s < 60 for each in run.latencies.finished)


def test_an_idle_network_says_little():
    run = Run(THREE, seed=1)
    run.until_equal()

    assert 0 < run.idle_frames_per_hub_hour() <= 2


def test_a_trace_tells_who_gave_what_to_whom():
    run = Run(THREE, seed=1)
    trace = run.trace(run.until_equal())
    origins = [hub.durable.origin for hub in run.world.hubs]

    first = [each for each in trace.stored if each.name == (origins[0], 2)]

    assert [(each.hub, each.source) for each in first[:1]] == [(0, None)]
    assert {(each.hub, each.source) for each in first[1:]} == {(1, 0), (2, 0)}
    assert all(each.time_s <= trace.end_s for each in trace.frames)
