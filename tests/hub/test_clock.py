"""The clock: believed when somebody vouches, and steady from then on."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from hub.clock import (
    BATTERY,
    GPS,
    LOOK_EVERY_S,
    NTP,
    PHONES,
    RETIRED_AT,
    STEWARD,
    ClockState,
    Source,
    Step,
    VouchedClock,
)
from hub.clock_sources import clock_battery, clock_sources

RIGHT = 1_800_000_000.0


class Machine:
    """A machine's two clocks, and who vouches for the first."""

    def __init__(self) -> None:
        self.wall = RIGHT
        self.monotonic = 100.0
        self.vouching: set[str] = set()
        self.told: float | None = None

    def clock(self) -> VouchedClock:
        sources = [
            self._source("RTC"),
            self._source("NTP"),
            Source("a steward", lambda: self.told, again=True),
        ]
        return VouchedClock(sources, lambda: self.wall, lambda: self.monotonic)

    def pass_s(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def _source(self, name: str) -> Source:
        return Source(name, lambda: self.wall if name in self.vouching else None)


def test_without_anybody_to_vouch_there_is_no_time() -> None:
    clock = Machine().clock()

    assert clock.now() is None
    assert clock.source is None


def test_a_source_that_comes_later_is_noticed() -> None:
    machine = Machine()
    clock = machine.clock()
    assert clock.now() is None

    machine.vouching.add("NTP")
    machine.pass_s(LOOK_EVERY_S)

    assert clock.now() == machine.wall
    assert clock.source == "NTP"


@pytest.mark.parametrize("jump_s", [-1e9, 1e9])
def test_a_clock_that_is_set_wrong_later_changes_nothing(jump_s: float) -> None:
    machine = Machine()
    machine.vouching.add("NTP")
    clock = machine.clock()
    assert clock.now() == RIGHT

    machine.wall += jump_s
    machine.pass_s(LOOK_EVERY_S)

    assert clock.now() == RIGHT + LOOK_EVERY_S


def test_a_better_source_puts_it_right() -> None:
    machine = Machine()
    machine.vouching.add("NTP")
    clock = machine.clock()
    clock.now()

    machine.wall += 600
    machine.vouching.add("RTC")
    machine.pass_s(LOOK_EVERY_S)

    assert clock.now() == machine.wall
    assert clock.source == "RTC"


def test_nobody_can_vouch_for_a_time_before_the_program_was_written() -> None:
    machine = Machine()
    machine.wall = 0.0  # a battery that ran out
    machine.vouching.add("RTC")

    assert machine.clock().now() is None


def test_a_clock_with_a_battery_is_one_that_the_kernel_started_from(
    tmp_path: Path,
) -> None:
    assert not clock_battery(tmp_path / "none")
    (tmp_path / "rtc0").mkdir()
    (tmp_path / "rtc0" / "hctosys").write_text("0\n")
    assert not clock_battery(tmp_path)
    (tmp_path / "rtc0" / "hctosys").write_text("1\n")
    assert clock_battery(tmp_path)


def test_an_owner_can_vouch_or_say_that_nobody_does() -> None:
    assert [each.tells() for each in clock_sources("trusted", lambda: RIGHT)] == [RIGHT]
    assert clock_sources("unknown", lambda: RIGHT) == []
    told = [each.tells() for each in clock_sources("auto", lambda: RIGHT)]
    assert set(told) <= {RIGHT, None}


def test_what_is_believed_most_comes_first() -> None:
    names = [each.name for each in clock_sources("auto", lambda: RIGHT)]

    assert names == [BATTERY, GPS, NTP, STEWARD, PHONES]


def test_a_later_word_of_a_steward_corrects_an_earlier_one() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.told = RIGHT + 7200
    assert clock.now() == RIGHT + 7200

    machine.told = RIGHT + 60
    clock.look_soon()

    assert clock.now() == RIGHT + 60
    assert clock.state().source == "a steward"


def test_a_worse_source_corrects_nothing() -> None:
    machine = Machine()
    clock = machine.clock()
    machine.vouching.add("NTP")
    assert clock.now() == RIGHT

    machine.told = RIGHT + 7200
    clock.look_soon()

    assert clock.now() == RIGHT


@pytest.mark.parametrize("never", [0.0, RETIRED_AT + 1, math.inf, math.nan])
def test_a_time_that_cannot_be_is_nobodys(never: float) -> None:
    machine = Machine()
    machine.told = never

    assert machine.clock().now() is None


@pytest.mark.parametrize("by_s", [-3600.0, 2.5, 1e8])
def test_a_step_of_the_machines_clock_is_noticed_and_changes_nothing(
    by_s: float,
) -> None:
    machine = Machine()
    machine.vouching.add("NTP")
    clock = machine.clock()
    assert clock.state() == ClockState("NTP", 0.0, None)

    machine.wall += by_s
    machine.pass_s(LOOK_EVERY_S)
    assert clock.state().step == Step(pytest.approx(by_s), 0.0)
    machine.pass_s(LOOK_EVERY_S)

    assert clock.state() == ClockState(
        "NTP", 2 * LOOK_EVERY_S, Step(pytest.approx(by_s), LOOK_EVERY_S)
    )
    assert clock.now() == RIGHT + 2 * LOOK_EVERY_S


def test_a_clock_that_is_steered_was_not_set() -> None:
    machine = Machine()
    clock = machine.clock()

    for _ in range(100):
        machine.wall += LOOK_EVERY_S * 500e-6  # as fast as a kernel steers
        machine.pass_s(LOOK_EVERY_S)
        assert clock.state().step is None
