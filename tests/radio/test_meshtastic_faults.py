"""Everything that can go wrong with a radio, over the real library: it comes back to
work within a minute, and nothing is lost.

Each test tells how long the way back took, from the moment when the radio was well
again to the moment when both hubs held all that was written meanwhile: `recovery_s` in
the report of `pytest --junit-xml`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from serial.tools.list_ports import comports

from radio.bearer import ANY_PLACE, BearerInbox, OpenBearer, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import meshtastic_bearer
from radio.meshtastic_ports import NONE_FOUND, ListPorts
from radio.meshtastic_pulse import Patience
from radio.simulator.server import Manner, VirtualRadios
from tests.radio.hubs import PATIENCE_S, RadioHub, wait

HASTY = Patience(answer_s=2.0, ask_again_s=0.5, open_s=4.0, quiet_s=1.0)
"""A tenth of what hubs wait for: a tenth of a minute is to be enough then."""

RECONNECTIONS = 100


@dataclass
class Pair:
    """Two hubs in reach of each other; faults happen to the radio of `here`."""

    radios: VirtualRadios
    here: RadioHub
    there: RadioHub
    record: Callable[[str, object], None]

    def agree(self) -> bool:
        return self.here.held.keys() == self.there.held.keys()

    def post(self) -> None:
        self.here.post()
        self.there.post()

    def settle(self) -> None:
        """At work, and of one mind."""
        self.post()
        wait(self.here.is_up, "the radio")
        wait(self.agree, "the first records")

    def recovers(self) -> None:
        """The radio is well again: all that was and is written is on both sides."""
        self.post()
        recovery_s = wait(self.agree, "what was written meanwhile")
        assert len(self.here.held) >= 6
        self.record("recovery_s", round(recovery_s, 2))


@pytest.fixture(params=["tcp", "serial"])
def radios(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VirtualRadios]:
    """Radio 0 at a port of the kind in question."""
    place = tmp_path / "radio" if request.param == "serial" else 0
    with VirtualRadios([place, 0], preset="SHORT_TURBO", seed=1, speed=20) as running:
        yield running
    for thread in threading.enumerate():
        if thread.name in ("radio parting", "stream reader"):
            thread.join(10.0)


@pytest.fixture
def pair(
    radios: VirtualRadios, record_property: Callable[[str, object], None]
) -> Iterator[Pair]:
    opening = [_opening(radios.address(each)) for each in (0, 1)]
    with RadioHub(1, opening[0]) as here, RadioHub(2, opening[1]) as there:
        yield Pair(radios, here, there, record_property)


def _opening(address: RadioAddress, list_ports: ListPorts = comports) -> OpenBearer:
    return meshtastic_bearer(address, 0, Carriage(), list_ports, HASTY)


def test_an_unplugged_radio_is_at_work_when_it_is_plugged_in(pair: Pair) -> None:
    pair.settle()
    pair.radios.unplug(0)
    wait(pair.here.is_down, "the end of the connection")
    pair.post()

    pair.radios.plug_in(0)

    pair.recovers()


def test_a_radio_without_power_is_at_work_when_it_has_power(pair: Pair) -> None:
    pair.settle()
    pair.radios.stop_radio(0)
    wait(pair.here.is_down, "the end of the connection")
    pair.post()

    pair.radios.start_radio(0)

    pair.recovers()


def test_a_radio_that_reboots_with_a_full_queue_blocks_nothing(pair: Pair) -> None:
    pair.settle()
    pair.radios.jam(0)
    pair.post()

    pair.radios.reboot(0)

    pair.recovers()


def test_a_radio_that_hangs_while_there_is_something_to_send(pair: Pair) -> None:
    pair.settle()
    pair.radios.behave(0, Manner.SILENT)
    pair.post()
    wait(pair.here.is_down, "the silence")

    pair.radios.behave(0, Manner.WELL)

    pair.recovers()


def test_a_radio_that_hangs_while_there_is_nothing_to_send(pair: Pair) -> None:
    pair.settle()
    pair.radios.behave(0, Manner.SILENT)
    wait(pair.here.is_down, "the silence")
    pair.post()

    pair.radios.behave(0, Manner.WELL)

    pair.recovers()


def test_a_radio_that_talks_garbage(pair: Pair) -> None:
    pair.settle()
    pair.radios.behave(0, Manner.GARBLED)
    pair.post()
    pair.radios.close_client(0)
    wait(pair.here.is_down, "the end of the connection")

    pair.radios.behave(0, Manner.WELL)

    pair.recovers()


@dataclass
class Plugged:
    """A serial port of USB, as pyserial lists it."""

    device: str
    vid: int | None = 0x239A
    pid: int | None = 0x8029
    location: str | None = None


def test_a_radio_that_comes_back_under_another_name(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    names = [tmp_path / "ttyACM0", tmp_path / "ttyACM1"]

    def list_ports() -> list[Plugged]:
        return [Plugged(str(each)) for each in names if each.exists()]

    with VirtualRadios([names[0], 0], preset="SHORT_TURBO", seed=1, speed=20) as radios:
        any_radio = _opening(RadioAddress("serial", ANY_PLACE), list_ports)
        there = _opening(radios.address(1))
        with RadioHub(1, any_radio) as here, RadioHub(2, there) as other:
            pair = Pair(radios, here, other, record_property)
            pair.settle()
            radios.unplug(0)
            wait(here.is_down, "the end of the connection")
            wait(lambda: here.link.status().why == NONE_FOUND, "what is missing")
            pair.post()

            radios.plug_in(0, names[1])

            pair.recovers()


def test_many_reconnections_leave_nothing_behind(radios: VirtualRadios) -> None:
    ended = threading.Event()
    inbox = BearerInbox(lambda _frame, _hops: None, lambda _why: ended.set())
    open_bearer = _opening(radios.address(0))
    threads, handles = threading.active_count(), _handles()

    for _ in range(RECONNECTIONS):
        ended.clear()
        bearer = open_bearer(inbox)
        radios.close_client(0)
        assert ended.wait(PATIENCE_S)
        bearer.close()

    wait(lambda: threading.active_count() <= threads, "the end of the threads")
    wait(lambda: _handles() <= handles, "the handles")


def _handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
