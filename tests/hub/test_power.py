"""What the kernel says of batteries, in folders as it makes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.power import LOOK_EVERY_S, Power, PowerMeter, read_power

BATTERY = {"type": "Battery", "capacity": "80", "status": "Discharging"}
PLUG = {"type": "Mains", "online": "1"}


def _supply(folder: Path, name: str, said: dict[str, str]) -> None:
    (folder / name).mkdir(exist_ok=True)
    for file, word in said.items():
        (folder / name / file).write_text(f"{word}\n")


@pytest.mark.parametrize(
    ("supplies", "power"),
    [
        ([], None),
        ([PLUG], None),  # a Pi on its plug
        ([BATTERY], Power(True, 80)),
        ([BATTERY | {"status": "Charging"}], Power(False, 80)),
        ([BATTERY | {"status": "Full", "capacity": "100"}], Power(False, 100)),
        ([{"type": "UPS", "status": "Discharging"}], Power(True, None)),
        ([BATTERY, PLUG], Power(False, 80)),
        ([BATTERY, PLUG | {"online": "0"}], Power(True, 80)),
        ([BATTERY, {"type": "USB", "online": "0"}, PLUG], Power(False, 80)),
        ([BATTERY, BATTERY | {"capacity": "15"}], Power(True, 15)),
        ([BATTERY | {"scope": "Device"}], None),  # a mouse
        ([BATTERY | {"present": "0"}], None),  # an empty bay
        ([BATTERY | {"capacity": "soon"}], Power(True, None)),
        ([BATTERY | {"capacity": "104"}], Power(True, 100)),
    ],
)
def test_what_the_kernel_says_is_understood(
    tmp_path: Path, supplies: list[dict[str, str]], power: Power | None
) -> None:
    for number, said in enumerate(supplies):
        _supply(tmp_path, f"supply{number}", said)

    assert read_power(tmp_path) == power


def test_a_machine_without_such_a_folder_has_no_battery(tmp_path: Path) -> None:
    assert read_power(tmp_path / "none") is None


def test_a_plug_that_is_pulled_is_noticed_after_a_moment(tmp_path: Path) -> None:
    now = 0.0
    _supply(tmp_path, "battery", BATTERY)
    _supply(tmp_path, "plug", PLUG)
    meter = PowerMeter(lambda: now, tmp_path)
    assert meter.power() == Power(False, 80)

    _supply(tmp_path, "plug", PLUG | {"online": "0"})
    now = LOOK_EVERY_S

    assert meter.power() == Power(True, 80)
