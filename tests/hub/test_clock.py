"""The clock: believed when somebody vouches, and steady from then on."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.clock import LOOK_EVERY_S, Source, VouchedClock, clock_battery, clock_sources

RIGHT = 1_800_000_000.0


class Machine:
    """A machine's two clocks, and who vouches for the first."""

    def __init__(self) -> None:
        self.wall = RIGHT
        self.monotonic = 100.0
        self.vouching: set[str] = set()

    def clock(self) -> VouchedClock:
        sources = [self._source("RTC"), self._source("NTP")]
        return VouchedClock(sources, lambda: self.wall, lambda: self.monotonic)

    def pass_s(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def _source(self, name: str) -> Source:
        return Source(name, lambda: name in self.vouching)


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
    assert clock_sources("trusted")[0].vouches()
    assert clock_sources("unknown") == []
    assert all(isinstance(each.vouches(), bool) for each in clock_sources("auto"))
