"""The time by a radio's own GPS: believed from our radio with a fix, from no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from meshtastic.protobuf import channel_pb2, config_pb2, mesh_pb2, portnums_pb2

from radio.bearer import BearerInbox, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import MeshtasticBearer, meshtastic_bearer
from radio.meshtastic_connection import RadioConnection
from radio.meshtastic_pulse import Patience
from radio.meshtastic_reports import gps_time_in
from radio.meshtastic_texts import HeardRadios
from radio.simulator.server import RadioKind, VirtualRadios
from tests.radio.wires import CONFIG_ONLY, OWN, Wire, frame, section

Source = mesh_pb2.Position.LocSource
_Position = config_pb2.Config.PositionConfig
IN_USE = _Position(gps_mode=_Position.GpsMode.ENABLED)
UNIX_S = 1_800_000_000
FOUND = mesh_pb2.Position(
    latitude_i=515, longitude_i=-1, location_source=Source.LOC_INTERNAL, time=UNIX_S
)
OTHER = 0xB


def _with(position: mesh_pb2.Position, **changed: object) -> mesh_pb2.Position:
    made = mesh_pb2.Position()
    made.CopyFrom(position)
    for name, value in changed.items():
        setattr(made, name, value)
    return made


def test_a_place_that_the_radios_own_gps_found_tells_the_time() -> None:
    assert gps_time_in(FOUND, IN_USE) == UNIX_S


@pytest.mark.parametrize(
    ("position", "config"),
    [
        (_with(FOUND, time=0), IN_USE),
        (_with(FOUND, latitude_i=0, longitude_i=0), IN_USE),  # no fix
        (_with(FOUND, location_source=Source.LOC_MANUAL), IN_USE),
        (_with(FOUND, location_source=Source.LOC_EXTERNAL), IN_USE),  # a phone's
        (mesh_pb2.Position(), IN_USE),
        (FOUND, _Position()),  # no GPS in use
        (FOUND, _Position(gps_mode=_Position.GpsMode.ENABLED, fixed_position=True)),
    ],
)
def test_any_other_place_tells_nothing(
    position: mesh_pb2.Position, config: config_pb2.Config.PositionConfig
) -> None:
    assert gps_time_in(position, config) is None


# -- over the library ---------------------------------------------------------


def _answers(position: mesh_pb2.Position) -> list[bytes]:
    """What a radio with a GPS says when it is asked for its settings."""
    channels = [channel_pb2.Channel(index=index) for index in range(8)]
    channels[1].role = channel_pb2.Channel.Role.SECONDARY
    channels[1].settings.name = "porchlight"
    channels[1].settings.psk = bytes(range(32))
    lora = config_pb2.Config.LoRaConfig(region=1, tx_enabled=True)  # type: ignore[arg-type]
    return [
        frame(my_info=mesh_pb2.MyNodeInfo(my_node_num=OWN)),
        frame(node_info=mesh_pb2.NodeInfo(num=OWN, position=position)),
        *(frame(channel=each) for each in channels),
        frame(config=section(lora=lora)),
        frame(config=section(device=config_pb2.Config.DeviceConfig())),
        frame(config=section(position=IN_USE)),
        frame(config_complete_id=CONFIG_ONLY),
    ]


@contextmanager
def _bearer(wire: Wire, patience: Patience) -> Iterator[MeshtasticBearer]:
    connection = RadioConnection(wire, patience)
    connection.open()
    inbox = BearerInbox(lambda _frame, _hops: None, lambda _why: None)
    yield MeshtasticBearer(connection, inbox, 0, Carriage(), HeardRadios())
    connection.close()


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30.0
    while not holds():
        assert time.monotonic() < until, "never came"
        time.sleep(0.01)


def _told(bearer: MeshtasticBearer) -> float | None:
    offset_s = bearer.state().gps_offset_s
    return None if offset_s is None else offset_s + time.monotonic()


def test_a_radio_tells_the_time_as_it_tells_of_itself() -> None:
    with _bearer(Wire(*_answers(FOUND)), Patience()) as bearer:
        assert _told(bearer) == pytest.approx(UNIX_S, abs=30)


def test_a_radio_that_has_not_found_it_is_asked_until_it_has() -> None:
    wire = Wire(*_answers(mesh_pb2.Position()))
    with _bearer(wire, Patience(gps_s=0.0)) as bearer:
        assert _told(bearer) is None
        wire.answer(*_answers(FOUND))

        bearer.check()
        _wait(lambda: _told(bearer) is not None)

        asked = wire.questions()
        bearer.check()
        assert wire.questions() == asked  # it has told


@pytest.mark.parametrize("rssi", [0, -80])
@pytest.mark.parametrize("sender", [OWN, OTHER])
def test_only_our_own_radios_packets_count_and_none_from_the_air(
    sender: int, rssi: int
) -> None:
    wire = Wire(*_answers(mesh_pb2.Position()))
    packet = mesh_pb2.MeshPacket(**{"from": sender}, to=OWN, id=7, rx_rssi=rssi)
    packet.decoded.portnum = portnums_pb2.PortNum.POSITION_APP
    packet.decoded.payload = FOUND.SerializeToString()
    with _bearer(wire, Patience()) as bearer:
        wire.says.put(frame(packet=packet))
        wire.says.put(frame(queueStatus=mesh_pb2.QueueStatus(free=16, maxlen=16)))
        _wait(bearer.ready)  # so it was read

        assert (_told(bearer) is not None) is (sender == OWN and not rssi)


def test_a_virtual_radio_with_a_gps_tells_the_time() -> None:
    with VirtualRadios(2, kinds={0: RadioKind(gps=True)}, seed=3) as radios:
        inbox = BearerInbox(lambda _frame, _hops: None, lambda _why: None)
        told = []
        for port in radios.ports:
            address = RadioAddress("tcp", f"127.0.0.1:{port}")
            bearer = meshtastic_bearer(address, 0, Carriage())(inbox)
            told.append(bearer.state().gps_offset_s)
            bearer.close()

    assert told[0] is not None
    assert told[0] + time.monotonic() == pytest.approx(time.time(), abs=60)
    assert told[1] is None
