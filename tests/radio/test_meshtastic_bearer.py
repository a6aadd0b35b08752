"""The bearer over the real library, against virtual radios."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from meshtastic.protobuf import mesh_pb2, portnums_pb2, telemetry_pb2

from radio.bearer import Bearer, BearerDown, BearerInbox, RadioAddress
from radio.carriage import MAX_PAYLOAD_BYTES, Carriage
from radio.meshtastic_bearer import MeshtasticBearer, meshtastic_bearer
from radio.radio_state import Concern
from radio.simulator.server import RadioKind, VirtualRadios

PATIENCE_S = 30.0


class Inbox:
    """What a bearer told."""

    def __init__(self) -> None:
        self.heard: queue.Queue[bytes] = queue.Queue()
        self.lost: queue.Queue[str] = queue.Queue()
        self.used: queue.Queue[tuple[float, float]] = queue.Queue()

    @property
    def port(self) -> BearerInbox:
        return BearerInbox(
            lambda frame, _hops: self.heard.put(frame),
            self.lost.put,
            lambda *use: self.used.put(use),
        )


@pytest.fixture
def radios() -> Iterator[VirtualRadios]:
    with VirtualRadios(2, preset="SHORT_TURBO", seed=1, speed=20) as running:
        yield running


PRIVATE, TEXT = Carriage(), Carriage(as_text=True)

Open = Callable[..., Bearer]


@pytest.fixture
def opened(radios: VirtualRadios) -> Iterator[Open]:
    """Opens a bearer to radio `index`; closes it after the test."""
    made: list[Bearer] = []

    def open_one(index: int, inbox: Inbox, carriage: Carriage = PRIVATE) -> Bearer:
        address = RadioAddress("tcp", f"127.0.0.1:{radios.ports[index]}")
        made.append(meshtastic_bearer(address, 0, carriage)(inbox.port))
        return made[-1]

    yield open_one
    for bearer in made:
        bearer.close()
    _let_part()


def _let_part() -> None:
    """The library's threads part in the background; a test leaves none behind."""
    for thread in threading.enumerate():
        if thread.name in ("radio parting", "stream reader"):
            thread.join(PATIENCE_S)


def test_a_frame_goes_from_one_radio_to_the_other_whole(opened: Open) -> None:
    there = Inbox()
    opened(1, there)
    here = opened(0, Inbox())
    frame = bytes(range(231))
    assert len(frame) == MAX_PAYLOAD_BYTES

    here.send(frame)

    assert there.heard.get(timeout=PATIENCE_S) == frame


def test_a_frame_goes_as_text_where_private_ports_are_dropped(opened: Open) -> None:
    there = Inbox()
    opened(1, there)
    here = opened(0, Inbox(), TEXT)
    frame = bytes(range(1, 188))
    assert len(frame) == here.max_frame_bytes

    here.send(frame)

    assert not here.ready()  # the radio takes one text in two seconds
    assert there.heard.get(timeout=PATIENCE_S) == frame


def test_many_frames_sent_when_ready_all_arrive(opened: Open) -> None:
    there = Inbox()
    opened(1, there)
    here = opened(0, Inbox())
    frames = [bytes([number]) * 200 for number in range(40)]

    for frame in frames:
        until = time.monotonic() + PATIENCE_S
        while not here.ready():
            assert time.monotonic() < until, "the radio never had room again"
            time.sleep(0.02)
        here.send(frame)

    assert [there.heard.get(timeout=PATIENCE_S) for _ in frames] == frames


def test_airtime_is_that_of_the_preset_in_the_radio(opened: Open) -> None:
    bearer = opened(0, Inbox())

    # SHORT_TURBO has half the airtime of SHORT_FAST, whose 255 bytes take 204 ms.
    assert bearer.airtime_s(255 - 24) == pytest.approx(0.102, abs=0.001)


def test_the_region_of_the_radio_says_how_much_it_may_send(opened: Open) -> None:
    assert opened(0, Inbox()).duty_cycle == 1.0  # virtual radios are in the US


def test_telemetry_of_the_radio_says_how_busy_the_channel_is(opened: Open) -> None:
    inbox = Inbox()
    bearer = opened(0, inbox)
    assert isinstance(bearer, MeshtasticBearer)
    telemetry = telemetry_pb2.Telemetry()
    telemetry.device_metrics.channel_utilization = 30.0
    raw = mesh_pb2.MeshPacket(**{"from": bearer._own})
    raw.decoded.portnum = portnums_pb2.PortNum.TELEMETRY_APP
    raw.decoded.payload = telemetry.SerializeToString()

    # As if the radio had said it.
    bearer._hearing.packet(raw)

    # Each minute of its own the radio tells the same of itself, with other figures.
    told = (inbox.used.get(timeout=PATIENCE_S) for _ in range(3))
    assert any(use == pytest.approx((0.3, 0.0)) for use in told)


def test_a_radio_that_goes_is_told_and_sending_fails_at_once(
    radios: VirtualRadios, opened: Open
) -> None:
    inbox = Inbox()
    bearer = opened(0, inbox)

    radios.stop_radio(0)

    assert inbox.lost.get(timeout=PATIENCE_S)
    with pytest.raises(BearerDown):
        bearer.send(b"x")


def test_after_its_return_a_radio_is_opened_anew(
    radios: VirtualRadios, opened: Open
) -> None:
    inbox, there = Inbox(), Inbox()
    opened(0, inbox)
    opened(1, there)
    radios.stop_radio(0)
    inbox.lost.get(timeout=PATIENCE_S)

    radios.start_radio(0)
    opened(0, Inbox()).send(b"back")

    assert there.heard.get(timeout=PATIENCE_S) == b"back"


def test_a_radio_without_a_region_is_given_nothing_that_it_would_drop() -> None:
    fresh = RadioKind(region="UNSET")
    with VirtualRadios(1, preset="SHORT_TURBO", seed=1, speed=20, kind=fresh) as radios:
        bearer = meshtastic_bearer(radios.address(0), 0, PRIVATE)(Inbox().port)

        assert not bearer.ready()
        assert bearer.state().concerns[0] is Concern.REGION_UNSET

        bearer.close()
        _let_part()


def test_nobody_at_the_address_is_told_in_one_line() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]

        with pytest.raises(BearerDown, match=str(port)) as caught:
            meshtastic_bearer(RadioAddress("tcp", f"127.0.0.1:{port}"), None, PRIVATE)(
                Inbox().port
            )

    assert "\n" not in str(caught.value)


def test_a_serial_port_that_is_not_there_is_told_in_one_line() -> None:
    address = RadioAddress("serial", "/dev/no-such-radio")

    with pytest.raises(BearerDown, match="no-such-radio"):
        meshtastic_bearer(address, None, PRIVATE)(Inbox().port)
