"""Radios on real sockets, at first by hand and then with Meshtastic's own library."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
from collections.abc import Iterator

import pytest
from meshtastic.protobuf import portnums_pb2
from meshtastic.tcp_interface import TCPInterface
from pubsub import pub

from radio.simulator.air import Transmission
from radio.simulator.framing import encode_frame
from radio.simulator.server import VirtualRadios
from tests.radio.simulator.clients import WAIT_S, RawClient, broadcast

PRIVATE = portnums_pb2.PortNum.PRIVATE_APP


@pytest.fixture
def radios() -> Iterator[VirtualRadios]:
    with VirtualRadios(3, preset="SHORT_TURBO", seed=1, speed=20) as running:
        yield running


@pytest.fixture
def connect(radios) -> Iterator[object]:
    with contextlib.ExitStack() as clients:

        def to(index: int) -> RawClient:
            client = RawClient(radios.address(index))
            clients.callback(client.close)
            return client

        yield to


def test_each_radio_answers_on_a_port_of_its_own(radios, connect):
    numbers = [connect(index).greet().my_info.my_node_num for index in range(3)]

    assert len(set(radios.ports)) == 3
    assert numbers == [who.number for who in radios.identities]


def test_garbage_on_the_stream_does_not_hide_the_frame_after_it(connect):
    client = connect(0)

    client.write(b"\xc3" * 32 + b"\x94\xc3\xff\xffnoise\x94")

    assert client.greet().HasField("my_info")


def test_frames_that_are_no_protobuf_are_passed_over(connect):
    client = connect(0)

    client.write(encode_frame(b"\xff" * 20) + encode_frame(b""))

    assert client.greet().HasField("my_info")


def test_a_new_client_replaces_the_old_one(connect):
    first = connect(0)
    first.greet()

    second = connect(0)

    assert second.greet().HasField("my_info")
    assert first.is_hung_up()


def test_clients_come_and_go_one_after_another(connect):
    for _ in range(5):
        client = connect(0)
        assert client.greet().HasField("my_info")
        client.close()


def test_packets_wait_while_no_client_is_there(connect):
    sender, receiver = connect(0), connect(1)
    sender.greet()
    receiver.greet()
    receiver.part()
    witness = connect(2)
    witness.greet()

    sender.say(packet=broadcast(b"waited"))
    assert witness.next_packet().decoded.payload == b"waited"
    back = connect(1)
    back.greet()

    assert back.next_packet().decoded.payload == b"waited"


def test_a_client_can_be_hung_up_on_and_come_back(radios, connect):
    client = connect(0)
    client.greet()

    radios.close_client(0)

    assert client.is_hung_up()
    assert connect(0).greet().HasField("my_info")


def test_an_unplugged_radio_refuses_and_comes_back_on_its_port(radios, connect):
    client = connect(0)
    number = client.greet().my_info.my_node_num

    radios.stop_radio(0)

    assert client.is_hung_up()
    with pytest.raises(ConnectionRefusedError):
        connect(0)
    radios.start_radio(0)
    assert connect(0).greet().my_info.my_node_num == number


def test_an_unplugged_radio_has_forgotten_what_waited(radios, connect):
    sender, witness = connect(0), connect(2)
    sender.greet()
    witness.greet()
    sender.say(packet=broadcast(b"forgotten"))
    witness.next_packet()

    radios.stop_radio(1)
    radios.start_radio(1)
    client = connect(1)
    client.greet()
    sender.say(packet=broadcast(b"after", 8))

    assert client.next_packet().decoded.payload == b"after"


def test_a_client_that_never_reads_does_not_hold_up_the_others(radios, connect):
    deaf, sender, reader = connect(1), connect(0), connect(2)
    for _ in range(2000):
        deaf.say(want_config_id=1)
    sender.greet()
    reader.greet()

    sender.say(packet=broadcast(b"goes on"))

    assert reader.next_packet().decoded.payload == b"goes on"


def test_stopping_frees_the_ports_with_clients_still_connected():
    with VirtualRadios(2, seed=1) as running:
        ports = running.ports
        client = RawClient(running.address(0))
        client.greet()

    assert client.is_hung_up()
    client.close()
    with VirtualRadios(ports, seed=1) as again:
        assert again.ports == ports


def test_a_port_in_use_is_told_and_leaves_nothing_behind():
    with VirtualRadios(1) as running:
        second = VirtualRadios([0, *running.ports])

        with pytest.raises(OSError, match="in use"):
            second.start()


@pytest.mark.parametrize(
    "option", [{"preset": "LONG_FASTER"}, {"loss": 10}, {"hop_limit": 8}]
)
def test_an_option_that_makes_no_sense_is_refused(option):
    with pytest.raises(ValueError, match=r"LONG_FASTER|10|8"):
        VirtualRadios(1, **option).start()


def test_the_observer_is_told_what_crosses_the_air():
    seen: queue.Queue[Transmission] = queue.Queue()
    with VirtualRadios(
        2, preset="SHORT_TURBO", seed=1, speed=20, observer=seen.put
    ) as running:
        client = RawClient(running.address(0))
        client.greet()
        client.say(packet=broadcast(b"x" * 100))

        sent = seen.get(timeout=WAIT_S)

        client.close()
    assert (sent.transmitter, sent.on_air_bytes, sent.received_by) == (0, 123, (1,))


# Meshtastic's own library


@contextlib.contextmanager
def _library(port: int) -> Iterator[TCPInterface]:
    interface = TCPInterface("127.0.0.1", portNumber=port, timeout=int(WAIT_S))
    try:
        yield interface
    finally:
        interface.close()


def test_the_librarys_packet_on_port_256_reaches_the_library_elsewhere(radios):
    arrived: queue.Queue[dict[str, object]] = queue.Queue()

    def on_receive(packet: dict[str, object], interface: TCPInterface) -> None:
        if interface is receiver:
            arrived.put(packet)

    with _library(radios.ports[0]) as sender, _library(radios.ports[1]) as receiver:
        pub.subscribe(on_receive, "meshtastic.receive.data")
        try:
            sender.sendData(
                b"\x00record\xff", portNum=PRIVATE, channelIndex=1, wantAck=False
            )
            packet = arrived.get(timeout=WAIT_S)
        finally:
            pub.unsubscribe(on_receive, "meshtastic.receive.data")

    assert packet["decoded"]["payload"] == b"\x00record\xff"
    assert packet["from"] == radios.identities[0].number
    assert packet["fromId"] == radios.identities[0].node_id
    assert packet["channel"] == 1


def test_the_library_knows_all_nodes_and_channels(radios):
    with _library(radios.ports[0]) as interface:
        nodes = set(interface.nodes)
        names = [channel.settings.name for channel in interface.localNode.channels]

    assert nodes == {who.node_id for who in radios.identities}
    assert names[:2] == ["", "porchlight"]


def _meshtastic(port: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "meshtastic", "--host", f"127.0.0.1:{port}"]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        text=True,
        timeout=WAIT_S,
        check=False,
    )


def test_meshtastic_info_describes_the_radio(radios):
    run = _meshtastic(radios.ports[0], "--info")

    assert run.returncode == 0, run.stderr
    assert "Owner: Porch Radio 1 (PR1)" in run.stdout
    assert radios.identities[2].node_id in run.stdout
    assert '"name": "porchlight"' in run.stdout


def test_meshtastic_nodes_lists_all_radios(radios):
    run = _meshtastic(radios.ports[0], "--nodes")

    assert run.returncode == 0, run.stderr
    assert all(f"Porch Radio {number}" in run.stdout for number in (1, 2, 3))


def test_meshtastic_sendtext_is_heard_by_another_radio(radios, connect):
    other = connect(1)
    other.greet()

    run = _meshtastic(radios.ports[0], "--sendtext", "hello")

    assert run.returncode == 0, run.stderr
    assert other.next_packet().decoded.payload == b"hello"


def test_meshtastic_sendtext_to_one_radio_is_acked_by_it(radios):
    there = radios.identities[1].node_id

    run = _meshtastic(radios.ports[0], "--sendtext", "hello", "--dest", there, "--ack")

    assert run.returncode == 0, run.stderr
    assert "Received an ACK" in run.stdout
