"""Which compositor shows the browser, and when it is started."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.compositor import under_cage, wait_for_graphics


@pytest.mark.parametrize(
    ("version", "last"),
    [
        ("Cage version 0.1.4", False),
        ("Cage version 0.2.0 (branch 'master')", True),
        ("0.3", True),
        ("", False),
    ],
)
def test_an_old_cage_is_spared_what_kills_it(version: str, last: bool) -> None:
    command = under_cage(version, ["browser"])

    assert ("last" in command) == last
    assert command[-2:] == ["--", "browser"]


def test_a_box_without_a_screen_waits_for_one_and_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[float] = []

    def pause(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 3:
            (tmp_path / "card1").touch()

    with caplog.at_level(logging.INFO):
        wait_for_graphics({}, tmp_path, pause)

    assert len(looks) == 3
    assert [each.levelname for each in caplog.records] == ["WARNING", "INFO"]
    assert "--no-kiosk" in caplog.text


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_waited_for_where_it_can_draw(tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "card0").touch()
    said = {} if there else {"WLR_BACKENDS": "headless"}

    wait_for_graphics(said, tmp_path, pytest.fail)
