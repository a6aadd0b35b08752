"""What a radio hands over, sorted; whatever is in a packet, nothing is raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from hypothesis import given
from meshtastic.protobuf import mesh_pb2, portnums_pb2, telemetry_pb2

from radio.bearer import BearerInbox
from radio.meshtastic_channels import Channels
from radio.meshtastic_connection import RadioConnection
from radio.meshtastic_hearing import MOST_SAID, Hearing
from radio.meshtastic_pulse import Patience
from radio.meshtastic_texts import BROADCAST, HeardRadios
from radio.texts import TextHeard, TextToSend
from tests.radio.wires import OWN, TOLD, Wire

Port = portnums_pb2.PortNum
Error = mesh_pb2.Routing.Error
CHANNELS = Channels(hubs=1, neighbours=2)
OTHER = 0xB
TEXT = TextToSend("posted", OTHER)


@dataclass
class Inbox:
    heard: list[tuple[bytes, int | None]] = field(default_factory=list)
    used: list[tuple[float, float]] = field(default_factory=list)
    texts: list[TextHeard] = field(default_factory=list)
    repeated: list[float] = field(default_factory=list)
    refused: list[TextToSend] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def port(self) -> BearerInbox:
        return BearerInbox(
            heard=lambda *heard: self.heard.append(heard),
            lost=self.lost.append,
            used=lambda *used: self.used.append(used),
            text=self.texts.append,
            repeated=self.repeated.append,
            refused=self.refused.append,
        )


@pytest.fixture(scope="module")
def connection() -> Iterator[RadioConnection]:
    made = RadioConnection(Wire(TOLD), Patience())
    made.open()
    yield made
    made.close()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def hearing(connection: RadioConnection, inbox: Inbox) -> Hearing:
    return Hearing(connection, inbox.port, CHANNELS, HeardRadios())


def _packet(sender: int, port: int, payload: bytes, **header: int) -> object:
    packet = mesh_pb2.MeshPacket(**{"from": sender, "to": OWN, "id": 3} | header)
    packet.decoded.portnum = port  # type: ignore[assignment]
    packet.decoded.payload = payload
    return packet


def _settled(number: int, error: int) -> object:
    routing = mesh_pb2.Routing(error_reason=error)  # type: ignore[arg-type]
    packet = _packet(OWN, Port.ROUTING_APP, routing.SerializeToString())
    packet.decoded.request_id = number  # type: ignore[attr-defined]
    return packet


def _telemetry() -> bytes:
    told = telemetry_pb2.Telemetry()
    told.device_metrics.channel_utilization = 30.0
    told.device_metrics.battery_level = 88
    return bytes(told.SerializeToString())


def test_the_radios_own_telemetry_tells_how_it_is(
    hearing: Hearing, inbox: Inbox
) -> None:
    hearing.packet(_packet(OWN, Port.TELEMETRY_APP, _telemetry()))

    assert inbox.used == [pytest.approx((0.3, 0.0))]
    assert hearing.metrics.battery_percent == 88
    assert hearing.heard_at is None


@pytest.mark.parametrize(
    "by_air",
    [
        {"rx_rssi": -90},
        {"transport_mechanism": mesh_pb2.MeshPacket.TransportMechanism.TRANSPORT_LORA},
    ],
)
def test_what_others_send_in_our_radios_name_is_not_believed(
    hearing: Hearing, inbox: Inbox, by_air: dict[str, int]
) -> None:
    hearing.said(70, TEXT, 1.0)
    refusal = _settled(70, Error.RATE_LIMIT_EXCEEDED)
    refusal.MergeFrom(mesh_pb2.MeshPacket(**by_air))  # type: ignore[attr-defined]

    hearing.packet(_packet(OWN, Port.TELEMETRY_APP, _telemetry(), **by_air))
    hearing.packet(refusal)

    assert (inbox.used, inbox.refused) == ([], [])


def test_an_alert_that_the_radio_may_have_lost_is_said_once_more(
    hearing: Hearing, inbox: Inbox
) -> None:
    alert = TextToSend("flood", urgent=True)
    hearing.said(70, alert, 1.0)
    hearing.said(71, TEXT, 1.0)

    hearing.left()
    hearing.left()

    assert inbox.refused == [alert]


def test_the_telemetry_of_others_is_none_of_ours(
    hearing: Hearing, inbox: Inbox
) -> None:
    hearing.packet(_packet(OTHER, Port.TELEMETRY_APP, _telemetry()))

    assert inbox.used == []
    assert hearing.metrics.battery_percent is None
    assert hearing.heard_at is not None


def test_the_weather_tells_nothing_of_the_channel(
    hearing: Hearing, inbox: Inbox
) -> None:
    weather = telemetry_pb2.Telemetry()
    weather.environment_metrics.temperature = 20.0

    hearing.packet(_packet(OWN, Port.TELEMETRY_APP, weather.SerializeToString()))

    assert inbox.used == []


def test_frames_come_on_the_hubs_channel_alone(hearing: Hearing, inbox: Inbox) -> None:
    for channel in (0, 1, 2):
        header = {"to": BROADCAST, "channel": channel}
        frame = bytes([channel])
        hearing.packet(_packet(OTHER, Port.PRIVATE_APP, frame, **header))

    assert inbox.heard == [(b"\1", 0)]


def test_a_text_that_the_radio_dropped_comes_back_once(
    hearing: Hearing, inbox: Inbox
) -> None:
    hearing.said(70, TEXT, 1.0)

    for _ in range(2):
        hearing.packet(_settled(70, Error.RATE_LIMIT_EXCEEDED))

    assert inbox.refused == [TEXT]


def test_a_text_that_nobody_acknowledged_was_sent_three_times(
    hearing: Hearing, inbox: Inbox
) -> None:
    hearing.said(70, TEXT, 1.5)
    hearing.packet(_settled(70, Error.MAX_RETRANSMIT))

    assert inbox.repeated == [3.0]


@pytest.mark.parametrize("number", [70, 71, 0])
def test_what_became_of_other_packets_is_passed_over(
    hearing: Hearing, inbox: Inbox, number: int
) -> None:
    hearing.packet(_settled(number, Error.MAX_RETRANSMIT))

    assert (inbox.repeated, inbox.refused) == ([], [])


def test_of_texts_said_long_ago_nothing_is_remembered(
    hearing: Hearing, inbox: Inbox
) -> None:
    for number in range(1, MOST_SAID + 2):
        hearing.said(number, TEXT, 1.0)

    hearing.packet(_settled(1, Error.RATE_LIMIT_EXCEEDED))
    hearing.packet(_settled(2, Error.RATE_LIMIT_EXCEEDED))

    assert inbox.refused == [TEXT]


PORTS = st.sampled_from([*Port.values(), 299])
NODES = st.sampled_from([0, OWN, OTHER, BROADCAST])


@given(NODES, NODES, PORTS, st.binary(max_size=240), st.integers(0, 8))
def test_whatever_a_packet_holds_nothing_is_raised(
    connection: RadioConnection,
    sender: int,
    to: int,
    port: int,
    payload: bytes,
    channel: int,
) -> None:
    hearing = Hearing(connection, Inbox().port, CHANNELS, HeardRadios())
    hearing.said(0, TEXT, 1.0)

    hearing.packet(_packet(sender, port, payload, to=to, channel=channel))
