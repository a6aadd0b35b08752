"""The figures of whole scenarios."""

from __future__ import annotations

from random import Random

import pytest

from radio.simulator.report import run
from radio.simulator.scenarios import SCENARIOS
from radio.simulator.table import describe_run, table

SMALL = ("lobby-pair", "five-blocks")


def repeatable(figures: dict[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in figures.items() if name != "engine_us_per_frame"
    }


@pytest.mark.parametrize("scenario", SMALL)
def test_the_same_seed_has_the_same_figures(scenario):
    first, again, other = (run(scenario, seed) for seed in (3, 3, 4))

    assert repeatable(first.figures) == repeatable(again.figures)
    assert first.trace == again.trace
    assert repeatable(first.figures) != repeatable(other.figures)


@pytest.mark.parametrize("scenario", SMALL)
@pytest.mark.parametrize("loss", [0.0, 0.4])
def test_small_scenarios_converge(scenario, loss):
    figures = run(scenario, 1, loss).figures

    assert figures["converged"] is True
    assert figures["records_lost"] == figures["records_doubled"] == 0
    assert figures["loss"] == loss


def test_a_car_makes_the_boards_of_two_islands_equal():
    figures = run("courier", 1).figures

    assert figures["converged"] is True
    assert figures["records_lost"] == figures["records_doubled"] == 0


def test_figures_add_up():
    report = run("five-blocks", 2)
    figures = report.figures
    own = [each for each in report.trace.frames if not each.is_relay]

    assert sum(figures["frames"].values()) == len(own)
    assert figures["airtime_s"] == pytest.approx(
        sum(each.airtime_s for each in own), abs=0.001
    )
    assert 0 < figures["control_airtime_s"] < figures["airtime_s"]
    assert figures["airtime_per_post_s"] == pytest.approx(
        figures["airtime_s"] / 50, abs=0.001
    )
    assert 0 < figures["latency_p50_s"] <= figures["latency_p99_s"]
    assert figures["posts"] == len(report.latencies_s) == 50
    assert figures["latency_p50_s"] < max(report.latencies_s)
    assert figures["engine_us_per_frame"] > 0


def test_a_run_is_named_by_the_command_that_repeats_it():
    command = run("lobby-pair", 5, 0.25).command

    assert command == "python -m radio.simulator run lobby-pair --seed 5 --loss 0.25"


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_drawn_from_its_seed(name):
    make = SCENARIOS[name].plan

    plan = make(Random(1))

    assert plan == make(Random(1))
    assert plan != make(Random(2))
    assert plan.posts
    assert all(post.hub < plan.hubs for post in plan.posts)
    assert list(plan.posts) == sorted(plan.posts, key=lambda post: post.at_s)


def test_the_table_says_it_in_words():
    report = run("lobby-pair", 1, 0.0)

    said = table(report)
    title, description = describe_run(report)

    assert said.startswith("lobby-pair, 2 hubs, 30 posts, loss 0 %, seed 1")
    assert "equal" in title
    assert "records" in description
