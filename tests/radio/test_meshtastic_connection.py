"""The library with its dangers taken out: whatever bytes come, whenever they end."""

from __future__ import annotations

import os
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given
from meshtastic.protobuf import channel_pb2, mesh_pb2
from pubsub import pub

from radio.meshtastic_connection import MOST_EARLY, RadioConnection
from radio.meshtastic_pulse import Patience
from radio.meshtastic_streams import SerialStream
from radio.simulator.framing import encode_frame
from tests.radio.wires import TOLD, TOLD_FRAMES, Wire, frame, packet

HASTY = Patience(answer_s=0.6, ask_again_s=0.2, open_s=1.5)


class Ear:
    def __init__(self) -> None:
        self.packets: list[mesh_pb2.MeshPacket] = []
        self.ends: list[str] = []

    def packet(self, packet: mesh_pb2.MeshPacket) -> None:
        self.packets.append(packet)

    def gone(self, why: str) -> None:
        self.ends.append(why)


@pytest.fixture
def wire() -> Wire:
    return Wire(TOLD)


@pytest.fixture
def connection(wire: Wire) -> Iterator[RadioConnection]:
    made = RadioConnection(wire, HASTY)
    made.open()
    yield made
    made.close()


def _wait(holds: object) -> None:
    until = time.monotonic() + 30.0
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < until, "never came"
        time.sleep(0.005)


def test_what_comes_before_anybody_listens_is_not_lost(
    wire: Wire, connection: RadioConnection
) -> None:
    for number in range(2 * MOST_EARLY):
        wire.says.put(packet(number + 1))
    _wait(wire.says.empty)
    ear = Ear()

    connection.listen(ear)
    wire.says.put(packet(999))

    _wait(lambda: [each.id for each in ear.packets][-1:] == [999])
    assert len(ear.packets) >= MOST_EARLY


def test_what_comes_while_we_part_is_heard_and_the_end_is_not(
    wire: Wire, connection: RadioConnection
) -> None:
    ear = Ear()
    connection.listen(ear)

    connection.part()  # says good-bye, and waits half a second
    wire.says.put(packet(7))

    _wait(lambda: [each.id for each in ear.packets] == [7])
    connection.close()
    assert ear.ends == []


def test_a_reboot_ends_the_connection_and_the_reader_goes_on_to_its_end(
    wire: Wire, connection: RadioConnection
) -> None:
    ear = Ear()
    connection.listen(ear)
    wire.says.put(frame(queueStatus=mesh_pb2.QueueStatus(free=0, maxlen=16)))

    wire.says.put(frame(rebooted=True))
    wire.says.put(OSError("unplugged"))

    _wait(wire.closed.is_set)
    assert ear.ends == ["the radio has started again"]


def test_an_end_that_came_early_is_told_to_who_listens_late(
    wire: Wire, connection: RadioConnection
) -> None:
    wire.says.put(OSError("unplugged"))
    _wait(wire.closed.is_set)
    ear = Ear()

    connection.listen(ear)

    assert ear.ends == ["unplugged"]


def test_nothing_goes_through_topics_of_the_whole_process(
    wire: Wire, connection: RadioConnection
) -> None:
    heard: list[object] = []

    def listener(**told: object) -> None:
        heard.append(told)

    pub.subscribe(listener, pub.ALL_TOPICS)
    ear = Ear()
    connection.listen(ear)
    wire.says.put(packet())
    _wait(lambda: bool(ear.packets))
    pub.unsubscribe(listener, pub.ALL_TOPICS)

    assert heard == []


def test_no_timer_of_the_librarys_runs(connection: RadioConnection) -> None:
    assert connection.heartbeatTimer is None


def test_a_radio_that_says_nothing_is_asked_again_and_then_given_up() -> None:
    wire = Wire()
    connection = RadioConnection(wire, HASTY)

    with pytest.raises(TimeoutError):
        connection.open()
    connection.close()

    assert wire.questions() >= 2
    assert wire.closed.is_set()


def test_a_radio_that_wakes_up_late_is_heard() -> None:
    wire = Wire()
    connection = RadioConnection(wire, HASTY)
    threading.Timer(0.4, lambda: wire.says.put(TOLD)).start()

    connection.open()
    connection.close()

    assert connection.myInfo is not None


@pytest.mark.parametrize("lost", range(len(TOLD_FRAMES) - 1))
def test_a_radio_of_which_a_part_got_lost_is_asked_anew(lost: int) -> None:
    kept = [each for number, each in enumerate(TOLD_FRAMES) if number != lost]
    connection = RadioConnection(Wire(*kept), HASTY)

    with pytest.raises(ConnectionError, match="a part"):
        connection.open()
    connection.close()


def test_a_radio_that_never_comes_to_an_end_is_given_up() -> None:
    log = b"INFO | booting\r\n" + frame(channel=channel_pb2.Channel(index=0))
    wire = Wire(*([log] * 1000))
    connection = RadioConnection(wire, HASTY)
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        connection.open()
    connection.close()

    assert time.monotonic() - began < 30.0


def test_a_radio_that_goes_while_it_tells_is_given_up_at_once() -> None:
    connection = RadioConnection(Wire(TOLD[:10], OSError("unplugged")), Patience())

    with pytest.raises(ConnectionError, match="unplugged"):
        connection.open()
    connection.close()


@given(st.lists(st.one_of(st.binary(max_size=600), st.just(packet())), max_size=8))
def test_garbage_is_passed_over_and_nothing_of_it_kept(pieces: list[bytes]) -> None:
    connection = RadioConnection(Wire(), HASTY)
    connection.listen(Ear())

    for piece in pieces:
        connection._handleFromRadio(piece)
        for octet in piece:
            connection._handleLogByte(bytes([octet]))

    assert connection.cur_log_line == ""
    assert not connection.nodesByNum


def test_garbage_is_not_printed(
    wire: Wire, connection: RadioConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    ear = Ear()
    connection.listen(ear)
    wire.says.put(encode_frame(b"NEED water, flat 12") + encode_frame(b"\xff" * 40))
    wire.says.put(packet())
    _wait(lambda: bool(ear.packets))

    printed = capfd.readouterr()

    assert (printed.out, printed.err) == ("", "")


def test_a_port_that_takes_nothing_is_given_up() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    stream = SerialStream(os.ttyname(slave), write_s=0.2)

    with pytest.raises(OSError, match="[Tt]imeout"):
        for _ in range(1000):
            stream.write(bytes(512))

    stream.close()
    stream.close()
    os.close(slave)
    os.close(master)


def test_a_port_is_for_us_alone(tmp_path: Path) -> None:
    master, slave = os.openpty()
    stream = SerialStream(os.ttyname(slave))

    with pytest.raises(OSError, match="lock"):
        SerialStream(os.ttyname(slave))

    stream.close()
    os.close(slave)
    os.close(master)
