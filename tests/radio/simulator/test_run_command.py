"""`python -m radio.simulator run` as somebody types it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from radio.simulator import scenarios
from radio.simulator.__main__ import main
from radio.simulator.places import in_a_row
from radio.simulator.plan import Plan
from radio.simulator.posting import PlannedPost

FIGURES = {
    "scenario",
    "seed",
    "converged",
    "records_lost",
    "records_doubled",
    "converged_after_s",
    "airtime_s",
    "airtime_per_post_s",
    "frames",
    "latency_p50_s",
    "latency_p99_s",
    "hubs",
    "posts",
    "loss",
    "relays_airtime_s",
    "idle_frames_per_hub_hour",
    "control_airtime_s",
    "engine_us_per_frame",
}


def invoke(*arguments: str):
    return CliRunner().invoke(main, ["run", *arguments])


def test_json_is_one_object_with_all_figures():
    result = invoke("lobby-pair", "--seed", "7", "--json")

    figures = json.loads(result.output)
    assert result.exit_code == 0
    assert set(figures) == FIGURES
    assert (figures["scenario"], figures["seed"]) == ("lobby-pair", 7)
    assert isinstance(figures["frames"], dict)


def test_people_get_a_table_and_a_picture(tmp_path):
    file = tmp_path / "run.svg"

    result = invoke("lobby-pair", "--loss", "0", "--picture", str(file))

    assert result.exit_code == 0
    assert result.output.startswith("lobby-pair, 2 hubs, 30 posts, loss 0 %")
    assert file.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere"],
        ["lobby-pair", "--seed", "x"],
        ["lobby-pair", "--loss", "0.5"],
        ["lobby-pair", "--loss", "-0.1"],
        ["lobby-pair", "--loss", "nan"],
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(arguments):
    result = invoke(*arguments)

    assert result.exit_code == 2
    assert result.output.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in result.output


def test_a_picture_that_can_not_be_written_is_one_clear_line(tmp_path):
    result = invoke("lobby-pair", "--picture", str(tmp_path / "no" / "run.svg"))

    assert result.exit_code == 1
    assert "No such file" in result.output
    assert "Traceback" not in result.output


def test_a_run_that_does_not_converge_says_how_to_repeat_it(monkeypatch):
    def apart(_dice):
        """Two hubs out of reach."""
        return Plan(
            2, tuple(in_a_row(2, 9000.0)), (PlannedPost(1.0, 0, 40, b"x"),), 600.0
        )

    monkeypatch.setattr(
        "radio.simulator.report.SCENARIOS",
        {"lobby-pair": scenarios.Scenario("Apart.", apart)},
    )

    result = invoke("lobby-pair", "--seed", "9", "--json")

    figures = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(figures) == FIGURES
    assert (figures["converged"], figures["records_lost"]) == (False, 1)
    assert figures["converged_after_s"] is None
    assert "python -m radio.simulator run lobby-pair --seed 9 --loss 0" in result.stderr
