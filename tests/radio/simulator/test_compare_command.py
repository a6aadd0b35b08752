"""`python -m radio.simulator compare` as somebody types it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from radio.simulator.__main__ import main

SMALL = ["compare", "--hubs", "3", "--posts", "3", "--seed", "7"]
STRATEGIES = ["porchlight", "tc2", "meshing-around", "broadcast", "bound"]


def _run(*options: str):
    return CliRunner().invoke(main, [*SMALL, *options])


def test_json_is_one_object_a_strategy():
    result = _run("--loss", "0.1", "--json")

    objects = [json.loads(line) for line in result.output.splitlines()]
    assert [each["strategy"] for each in objects] == STRATEGIES
    for each in objects:
        assert (each["hubs"], each["loss"], each["posts"], each["seed"]) == (
            3,
            0.1,
            3,
            7,
        )
        assert {
            "delivered_share",
            "converged",
            "doubled",
            "airtime_per_post_s",
            "relay_airtime_per_post_s",
            "packets_per_post",
        } <= each.keys()


def test_without_json_it_is_a_table():
    result = _run("--burst")

    assert result.exit_code == 0
    rows = result.output.splitlines()[2:]
    assert [row.split()[0] for row in rows] == STRATEGIES
    assert len({len(row) for row in rows}) == 1


def test_the_gap_and_the_burst_change_what_it_costs():
    outputs = {
        _run("--json", *more).output for more in ([], ["--gap", "1"], ["--burst"])
    }

    assert len(outputs) == 3


def test_the_same_words_give_the_same_figures():
    assert _run("--json").output == _run("--json").output


@pytest.mark.parametrize(
    "options",
    [
        ["--hubs", "1"],
        ["--hubs", "x"],
        ["--loss", "1"],
        ["--loss", "nan"],
        ["--loss", "-0.1"],
        ["--posts", "0"],
        ["--gap", "0"],
        ["--gap", "inf"],
        ["--seed", "1.5"],
        ["--hop-limit", "8"],
        ["--nonsense"],
        ["surplus"],
    ],
)
def test_a_number_that_makes_no_sense_is_one_plain_line(options):
    result = _run(*options)

    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith("Error: ")
