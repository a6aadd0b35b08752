"""The lamp behind the screen, through a program that writes down how it is called."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from kiosk.backlight import Backlight, wanted_light


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """As the kernel shows two lamps, and one that it knows no measure of."""
    folder = tmp_path / "backlight"
    for name, most in (("10-0045", "31"), ("panel", "255")):
        (folder / name).mkdir(parents=True)
        (folder / name / "max_brightness").write_text(most)
    (folder / "strange").mkdir()
    return folder


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the login service is told; it stands in for a machine that has a screen."""
    called = tmp_path / "calls"
    called.touch()
    program = tmp_path / "bin/busctl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$*" >> {called}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    return called


def _told(calls: Path) -> list[str]:
    return [line.split(" backlight ")[1] for line in calls.read_text().splitlines()]


def test_every_lamp_is_turned_in_its_own_steps(lamps: Path, calls: Path) -> None:
    backlight = Backlight(lamps)

    for light in ("bright", "dim", "asleep"):
        backlight.turn(light)

    assert _told(calls) == [
        *("10-0045 31", "panel 255"),
        *("10-0045 9", "panel 76"),
        *("10-0045 0", "panel 0"),
    ]


def test_what_stays_is_told_once(lamps: Path, calls: Path) -> None:
    backlight = Backlight(lamps)

    for _ in range(5):
        backlight.turn("dim")

    assert len(_told(calls)) == 2
    assert not backlight.is_bright


def test_a_lamp_that_did_not_wake_is_turned_on_at_the_next_look(
    lamps: Path, calls: Path
) -> None:
    program = calls.parent / "bin/busctl"
    works = program.read_text()
    backlight = Backlight(lamps)
    backlight.turn("asleep")

    program.write_text("#!/bin/sh\nexit 1\n")
    backlight.turn("bright")
    assert not backlight.is_bright

    program.write_text(works)
    backlight.turn("bright")
    assert _told(calls)[-2:] == ["10-0045 31", "panel 255"]
    assert backlight.is_bright


def test_a_machine_without_a_lamp_or_without_a_login_goes_on(
    lamps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Backlight(tmp_path / "none").turn("asleep")
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    backlight = Backlight(lamps)

    backlight.turn("asleep")
    backlight.turn("bright")

    assert backlight.is_bright


def test_a_silent_hub_leaves_the_screen_bright() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))

        assert wanted_light(f"http://127.0.0.1:{free.getsockname()[1]}/x") == "bright"


def test_the_login_service_knows_the_call_by_that_name() -> None:
    busctl = shutil.which("busctl")
    if busctl is None:
        pytest.skip("no systemd here")

    said = subprocess.run([busctl, "--help"], capture_output=True, check=True).stdout

    assert b"call SERVICE" in said
    assert b"--quiet" in said
