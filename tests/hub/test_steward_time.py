"""What a steward said of the time: kept until the machine starts again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from hub.__main__ import main
from hub.clock import BUILT_AT
from hub.steward_time import FILE, StewardTime
from tests.conftest import ManualClock

RIGHT = BUILT_AT + 1e6


class Machine:
    """One machine, whose clock runs and which can be started again."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.data.mkdir()
        self.clock = ManualClock()
        self._boot_id = folder / "boot_id"
        self._boot_id.write_text("first\n")

    def program(self) -> StewardTime:
        return StewardTime(self.data, lambda: self.clock.now, self._boot_id)

    def start_again(self) -> None:
        self.clock.now = 1.0
        self._boot_id.write_text("second\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_it_runs_on_and_every_program_of_this_start_knows_it(machine: Machine) -> None:
    hub = machine.program()
    assert hub.tells() is None

    machine.program().say(RIGHT)
    machine.clock.now += 60

    assert hub.tells() == pytest.approx(RIGHT + 60)
    assert machine.program().tells() == pytest.approx(RIGHT + 60)


def test_a_start_of_the_machine_forgets_it(machine: Machine) -> None:
    machine.program().say(RIGHT)

    machine.start_again()

    assert machine.program().tells() is None


@pytest.mark.parametrize("never", [0.0, BUILT_AT - 1, 1e12, float("nan")])
def test_a_time_that_cannot_be_is_refused_and_changes_nothing(
    machine: Machine, never: float
) -> None:
    machine.program().say(RIGHT)

    with pytest.raises(ValueError, match="can't be"):
        machine.program().say(never)

    assert machine.program().tells() == pytest.approx(RIGHT)


def test_where_nothing_can_be_kept_it_counts_till_the_program_ends(
    machine: Machine,
) -> None:
    hub = machine.program()
    machine.data.rmdir()

    with pytest.raises(OSError, match=FILE):
        hub.say(RIGHT)

    assert hub.tells() == pytest.approx(RIGHT)
    assert machine.program().tells() is None


@pytest.mark.parametrize(
    "torn", ["", "{", "[]", "null", '{"boot": "first"}', '{"boot": 1, "ahead_s": "x"}']
)
def test_a_torn_file_tells_nothing(machine: Machine, torn: str) -> None:
    (machine.data / FILE).write_text(torn)

    assert machine.program().tells() is None


def test_a_steward_says_it_at_the_machine(tmp_path: Path) -> None:
    asked = ["clock", "set", "--data", str(tmp_path), "2027-05-01T12:00+00:00"]

    answer = CliRunner().invoke(main, asked)

    assert answer.exit_code == 0, answer.output
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("when", ["soon", "1999-01-01 10:00", "9999-12-31T23:59-23:59"])
def test_a_time_that_makes_no_sense_is_refused_in_plain_words(
    tmp_path: Path, when: str
) -> None:
    answer = CliRunner().invoke(main, ["clock", "set", "--data", str(tmp_path), when])

    assert answer.exit_code == 1
    assert answer.output.startswith("porchlight: ")
    assert not list(tmp_path.iterdir())
