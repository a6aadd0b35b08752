"""Radios at serial ports, at first by hand and then with Meshtastic's own library."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from meshtastic.protobuf import portnums_pb2
from meshtastic.serial_interface import SerialInterface
from pubsub import pub

from radio.simulator.server import VirtualRadios
from tests.radio.simulator.clients import WAIT_S, RawClient, broadcast

PRIVATE = portnums_pb2.PortNum.PRIVATE_APP

Connect = Callable[[int], RawClient]


@pytest.fixture
def port(tmp_path: Path) -> Path:
    return tmp_path / "by-id" / "usb-radio"


@pytest.fixture
def radios(port: Path) -> Iterator[VirtualRadios]:
    """Radio 0 at a serial port, 1 and 2 at TCP ports."""
    with VirtualRadios([port, 0, 0], preset="SHORT_TURBO", seed=1, speed=20) as running:
        yield running


@pytest.fixture
def connect(radios: VirtualRadios) -> Iterator[Connect]:
    with contextlib.ExitStack() as clients:

        def to(index: int) -> RawClient:
            client = RawClient(radios.address(index))
            clients.callback(client.close)
            return client

        yield to


def test_a_radio_answers_at_its_serial_port(radios, connect, port):
    first = connect(0).greet()

    assert str(radios.address(0)) == f"serial:{port}"
    assert first.my_info.my_node_num == radios.identities[0].number


def test_packets_go_from_a_serial_port_to_a_tcp_port_and_back(connect):
    serial, tcp = connect(0), connect(1)
    serial.greet()
    tcp.greet()

    serial.say(packet=broadcast(b"there"))
    assert tcp.next_packet().decoded.payload == b"there"
    tcp.say(packet=broadcast(b"and back"))

    assert serial.next_packet().decoded.payload == b"and back"


def test_all_bytes_pass_a_serial_port_as_they_are(connect):
    serial, tcp = connect(0), connect(1)
    serial.greet()
    tcp.greet()
    every_byte = bytes(range(231))

    for packet_id, payload in enumerate((every_byte, every_byte[::-1]), start=1):
        serial.say(packet=broadcast(payload, packet_id))
        assert tcp.next_packet().decoded.payload == payload
        tcp.say(packet=broadcast(payload, packet_id))
        assert serial.next_packet().decoded.payload == payload


def test_a_client_that_reads_late_gets_the_whole_greeting(connect):
    client = connect(0)

    for nonce in range(1, 40):
        client.say(want_config_id=nonce)

    assert client.greet().HasField("my_info")


def test_an_unplugged_port_is_gone_and_its_client_told(radios, connect, port):
    client = connect(0)
    client.greet()

    radios.unplug(0)

    assert client.is_hung_up()
    assert not port.is_symlink()


def test_a_radio_comes_back_at_another_port(radios, connect, tmp_path, port):
    connect(0).greet()
    radios.stop_radio(0)

    radios.start_radio(0, tmp_path / "ttyACM1")

    assert not port.is_symlink()
    assert str(radios.address(0)) == f"serial:{tmp_path / 'ttyACM1'}"
    assert connect(0).greet().HasField("my_info")


def test_a_radio_without_its_cable_goes_on_hearing(radios, connect):
    connect(0).greet()
    sender, witness = connect(1), connect(2)
    sender.greet()
    witness.greet()
    radios.unplug(0)

    sender.say(packet=broadcast(b"meanwhile"))
    witness.next_packet()
    radios.plug_in(0)
    back = connect(0)
    back.greet()

    assert back.next_packet().decoded.payload == b"meanwhile"


def test_something_else_at_the_path_is_told_and_kept(port):
    port.parent.mkdir()
    port.write_text("mine")

    with pytest.raises(FileExistsError):
        VirtualRadios([port], seed=1).start()

    assert port.read_text() == "mine"


def test_a_link_left_by_a_run_before_is_replaced(port):
    port.parent.mkdir()
    port.symlink_to("/dev/pts/nothing-there")

    with VirtualRadios([port], seed=1) as running:
        client = RawClient(running.address(0))
        client.greet()
        client.close()

    assert not port.is_symlink()


def test_the_librarys_packet_goes_out_at_a_serial_port_and_in_at_another(tmp_path):
    arrived: queue.Queue[dict[str, object]] = queue.Queue()

    def on_receive(packet: dict[str, object], interface: SerialInterface) -> None:
        if interface is receiver:
            arrived.put(packet)

    places = [tmp_path / "a", tmp_path / "b"]
    with (
        VirtualRadios(places, preset="SHORT_TURBO", seed=1, speed=20),
        _library(places[0]) as sender,
        _library(places[1]) as receiver,
    ):
        pub.subscribe(on_receive, "meshtastic.receive.data")
        try:
            sender.sendData(b"\x00\x11\x13\xff", portNum=PRIVATE, channelIndex=1)
            packet = arrived.get(timeout=WAIT_S)
        finally:
            pub.unsubscribe(on_receive, "meshtastic.receive.data")

    assert packet["decoded"]["payload"] == b"\x00\x11\x13\xff"


@contextlib.contextmanager
def _library(path: Path) -> Iterator[SerialInterface]:
    interface = SerialInterface(str(path), timeout=int(WAIT_S))
    try:
        yield interface
    finally:
        interface.close()
