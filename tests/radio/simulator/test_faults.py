"""What may go wrong between a client and its radio, at TCP and serial ports alike."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2
from meshtastic.serial_interface import SerialInterface

from radio.bearer import RadioAddress
from radio.simulator.framing import START
from radio.simulator.server import Manner, VirtualRadios
from tests.radio.simulator.clients import WAIT_S, RawClient, broadcast

KINDS = ("tcp", "serial")


@pytest.fixture(params=KINDS)
def radios(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VirtualRadios]:
    """Three radios; radio 0 at a port of the kind in question."""
    places = [tmp_path / "radio" if request.param == "serial" else 0, 0, 0]
    with VirtualRadios(places, preset="SHORT_TURBO", seed=1, speed=20) as running:
        yield running


@pytest.fixture
def connect(radios: VirtualRadios) -> Iterator[Callable[[int], RawClient]]:
    made: list[RawClient] = []

    def to(index: int) -> RawClient:
        made.append(RawClient(radios.address(index)))
        return made[-1]

    yield to
    for client in made:
        client.close()


def test_an_unplugged_radio_keeps_what_it_heard(radios, connect):
    connect(0).greet()
    sender, witness = connect(1), connect(2)
    sender.greet()
    witness.greet()
    radios.unplug(0)

    sender.say(packet=broadcast(b"kept"))
    witness.next_packet()
    radios.plug_in(0)
    back = connect(0)
    back.greet()

    assert back.next_packet().decoded.payload == b"kept"


def test_a_radio_that_reboots_forgets_what_it_heard(radios, connect):
    sender, witness = connect(1), connect(2)
    sender.greet()
    witness.greet()
    sender.say(packet=broadcast(b"forgotten"))
    witness.next_packet()

    radios.reboot(0)
    client = connect(0)
    client.greet()
    sender.say(packet=broadcast(b"after", 8))

    assert client.next_packet().decoded.payload == b"after"


def test_a_reboot_is_told_or_seen(radios, connect):
    client = connect(0)
    client.greet()

    radios.reboot(0)

    if radios.address(0).kind == "serial":
        assert client.next_with("rebooted").rebooted
    else:
        assert client.is_hung_up()
        client = connect(0)
    assert client.greet().HasField("my_info")


def test_a_jammed_radio_takes_nothing_until_it_reboots(radios, connect):
    client = connect(0)
    client.greet()

    radios.jam(0)
    said = client.next_with("queueStatus").queueStatus
    client.say(packet=broadcast(b"too much"))
    refused = client.next_with("queueStatus").queueStatus
    radios.reboot(0)
    if radios.address(0).kind == "tcp":
        client = connect(0)
    client.greet()
    client.say(heartbeat=mesh_pb2.Heartbeat())

    assert (said.free, said.maxlen) == (0, 16)
    assert (refused.free, refused.res, refused.mesh_packet_id) == (0, 32, 7)
    assert client.next_with("queueStatus").queueStatus.free == 16


def test_another_firmware_runs_after_the_reboot(radios, connect):
    before = connect(0).greet().my_info.my_node_num

    radios.reboot(0, firmware="2.8.0")
    client = connect(0)
    after = client.greet().my_info.my_node_num
    client.say(want_config_id=6)
    said = client.next_with("metadata").metadata

    assert said.firmware_version.startswith("2.8.0.")
    assert after == radios.identities[0].number != before


def test_a_change_of_owner_reboots_the_radio(radios, connect):
    client = connect(0)
    client.greet()
    request = admin_pb2.AdminMessage(set_owner={"long_name": "Lobby"})
    packet = mesh_pb2.MeshPacket(to=radios.identities[0].number, id=7)
    packet.decoded.portnum = portnums_pb2.PortNum.ADMIN_APP
    packet.decoded.payload = request.SerializeToString()

    client.say(packet=packet)

    if radios.address(0).kind == "serial":
        assert client.next_with("rebooted").rebooted
    else:
        assert client.is_hung_up()
        until(lambda: _answers(radios.address(0)))
        client = connect(0)
    client.say(want_config_id=6)
    assert client.next_with("node_info").node_info.user.long_name == "Lobby"


def _answers(address: RadioAddress) -> bool:
    try:
        RawClient(address).close()
    except OSError:
        return False
    return True


def test_a_silent_radio_takes_bytes_and_says_nothing(radios, connect):
    client = connect(0)
    client.greet()

    radios.behave(0, Manner.SILENT)
    client.say(heartbeat=mesh_pb2.Heartbeat())

    assert client.is_told_nothing()
    radios.behave(0, Manner.WELL)
    assert client.greet().HasField("my_info")


def test_a_silent_radio_is_silent_to_a_new_client_too(radios, connect):
    radios.behave(0, Manner.SILENT)
    connect(0).say(want_config_id=1)

    radios.behave(0, Manner.WELL)

    assert connect(0).greet().HasField("my_info")


def test_a_garbled_line_brings_other_bytes_than_frames(radios, connect):
    client = connect(0)
    client.greet()

    radios.behave(0, Manner.GARBLED)
    client.say(want_config_id=1)

    assert not client.read().startswith(START)


def test_after_garbage_a_radio_can_be_greeted_again(radios, connect):
    radios.behave(0, Manner.GARBLED)
    client = connect(0)
    client.say(want_config_id=1)
    client.read()

    radios.behave(0, Manner.WELL)
    radios.close_client(0)

    assert connect(0).greet().HasField("my_info")


def test_a_radio_stopped_while_it_boots_stays_off(radios, connect):
    booting = threading.Thread(target=lambda: radios.reboot(0))
    booting.start()
    radios.stop_radio(0)
    booting.join(WAIT_S)

    with pytest.raises(OSError, match=r"refused|No such file"):
        connect(0)


def test_a_radio_unplugged_while_it_boots_stays_unplugged(radios, connect):
    booting = threading.Thread(target=lambda: radios.reboot(0))
    booting.start()
    radios.unplug(0)
    booting.join(WAIT_S)

    with pytest.raises(OSError, match=r"refused|No such file"):
        connect(0)
    radios.plug_in(0)
    assert connect(0).greet().HasField("my_info")


def test_the_librarys_reader_blocks_when_a_jammed_radio_reboots(tmp_path):
    """Why the bearer does without the library's sending queue."""
    with VirtualRadios([tmp_path / "radio"], seed=1, speed=20) as radios:
        interface = SerialInterface(str(tmp_path / "radio"), timeout=int(WAIT_S))
        radios.jam(0)
        until(lambda: interface.queueStatus and interface.queueStatus.free == 0)
        blocked = threading.Thread(
            target=lambda: interface.sendData(
                b"x", portNum=portnums_pb2.PortNum.PRIVATE_APP
            ),
            daemon=True,
        )
        blocked.start()
        until(lambda: interface.queue)

        radios.reboot(0)

        until(lambda: "_startConfig" in _calls_of(interface._rxThread))
        interface.queueStatus = None  # lets both go
        blocked.join(WAIT_S)
        interface.close()


def until(true: Callable[[], object]) -> None:
    until = time.monotonic() + WAIT_S
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def _calls_of(thread: threading.Thread) -> list[str]:
    frame = sys._current_frames().get(thread.ident or 0)
    names = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names
