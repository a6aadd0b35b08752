"""Which serial port is the radio's: by its USB ids, whatever it is called."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from radio.bearer import BearerDown
from radio.meshtastic_ports import NONE_FOUND, find_radio


@dataclass
class Port:
    device: str
    vid: int | None = None
    pid: int | None = None
    location: str | None = None


RAK = Port("/dev/ttyACM3", 0x239A, 0x8029, "1-1.2:1.0")
HELTEC = Port("/dev/ttyUSB0", 0x10C4, 0xEA60, "1-1.3")
T_BEAM = Port("/dev/ttyACM0", 0x1A86, 0x55D4, "1-1.4:1.0")
CONSOLE = Port("/dev/ttyS0")
MODEM = Port("/dev/ttyUSB2", 0x12D1, 0x1506, "1-1.1:1.0")


@pytest.mark.parametrize("radio", [RAK, HELTEC, T_BEAM])
def test_the_one_radio_is_found_among_other_devices(radio: Port) -> None:
    assert find_radio(lambda: [CONSOLE, MODEM, radio]) == radio.device


def test_without_a_radio_that_is_what_is_said() -> None:
    with pytest.raises(BearerDown, match=NONE_FOUND):
        find_radio(lambda: [CONSOLE, MODEM])


def test_with_two_radios_a_steward_has_to_say_which() -> None:
    with pytest.raises(BearerDown, match="2 radios are plugged in"):
        find_radio(lambda: [HELTEC, T_BEAM])


def test_a_board_counts_more_than_a_cable_that_could_be_anything() -> None:
    assert find_radio(lambda: [HELTEC, RAK]) == RAK.device


def test_a_radio_with_two_ports_is_one_radio() -> None:
    second = Port("/dev/ttyACM4", 0x239A, 0x8029, "1-1.2:1.2")

    assert find_radio(lambda: [second, RAK]) == RAK.device
