"""Finds the one Meshtastic radio among this machine's serial ports, by its USB ids; it
opens none, for opening one can make another device start again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from radio.bearer import BearerDown

BOARDS = frozenset({0x239A, 0x2886, 0x303A, 0x2E8A})
"""Makers of boards that speak USB themselves: Adafruit (also RAK, LilyGO T-Echo),
Seeed, Espressif (also Heltec, LilyGO), Raspberry Pi."""

BRIDGES = frozenset(
    {
        (0x10C4, 0xEA60),  # Silicon Labs CP210x: Heltec V3, T-Beam, Station G2
        (0x1A86, 0x55D4),  # WCH CH9102: T-Beam, T-LoRa
        (0x1A86, 0x55D3),  # WCH CH343
        (0x1A86, 0x7523),  # WCH CH340: T-LoRa, SenseCAP Indicator
        (0x0403, 0x6015),  # FTDI FT231X
    }
)
"""Chips between USB and a serial line, as on many boards, and on much else: they count
when no board is there."""

NONE_FOUND = "no Meshtastic radio is plugged in"
SEVERAL_FOUND = "{count} radios are plugged in: unplug all but one, or say which to use"


class SeveralRadios(BearerDown):
    """There are more than one, and nobody said which."""


class UsbPort(Protocol):
    """A serial port, as pyserial lists it; numbers are None where it is not USB."""

    @property
    def device(self) -> str:
        """The path to open."""

    @property
    def vid(self) -> int | None:
        """The USB vendor's number."""

    @property
    def pid(self) -> int | None:
        """The vendor's number for the product."""

    @property
    def location(self) -> str | None:
        """Where it is plugged in; a device with two ports shows both at one place."""


ListPorts = Callable[[], Iterable[UsbPort]]


def find_radio(list_ports: ListPorts) -> str:
    """The path of the one radio. Raises BearerDown: there is none, or SeveralRadios."""
    ports = list(list_ports())
    boards = [each for each in ports if each.vid in BOARDS]
    bridges = [each for each in ports if (each.vid, each.pid) in BRIDGES]
    found = _first_of_each_device(boards or bridges)
    if not found:
        raise BearerDown(NONE_FOUND)
    if len(found) > 1:
        raise SeveralRadios(SEVERAL_FOUND.format(count=len(found)))
    return found[0].device


def _first_of_each_device(ports: Iterable[UsbPort]) -> list[UsbPort]:
    """A radio that shows two ports talks on the first."""
    first: dict[str, UsbPort] = {}
    for port in sorted(ports, key=lambda each: each.device):
        place = (port.location or port.device).partition(":")[0]
        first.setdefault(place, port)
    return list(first.values())
