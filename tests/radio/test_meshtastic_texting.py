"""Texts between people's radios and a hub's, over the real library."""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from meshtastic.protobuf import admin_pb2, channel_pb2, mesh_pb2, portnums_pb2

from radio.bearer import Bearer, BearerInbox, RadioAddress
from radio.carriage import Carriage
from radio.meshtastic_bearer import meshtastic_bearer
from radio.meshtastic_hearing import CHANGED
from radio.meshtastic_pulse import Patience
from radio.radio_state import Concern
from radio.simulator.firmware import Firmware
from radio.simulator.packet import BROADCAST
from radio.simulator.server import RadioKind, VirtualRadios
from radio.texts import MAX_TEXT_BYTES, TextHeard, TextToSend, Way
from tests.radio.simulator.clients import RawClient

WAIT_S = 20.0
KEY = bytes(range(100, 132))
HUB, OTHER_HUB, ANA = range(3)
"""The radios: two of hubs, and that of a neighbour."""

NEIGHBOURS = 2
NUMBERS = itertools.count(1000)
TEXT = portnums_pb2.PortNum.TEXT_MESSAGE_APP


@dataclass
class Inbox:
    """What a bearer told."""

    texts: queue.Queue[TextHeard] = field(default_factory=queue.Queue)
    frames: queue.Queue[bytes] = field(default_factory=queue.Queue)
    lost: queue.Queue[str] = field(default_factory=queue.Queue)
    repeated: queue.Queue[float] = field(default_factory=queue.Queue)
    refused: queue.Queue[TextToSend] = field(default_factory=queue.Queue)

    @property
    def port(self) -> BearerInbox:
        return BearerInbox(
            heard=lambda frame, _hops: self.frames.put(frame),
            lost=self.lost.put,
            text=self.texts.put,
            repeated=self.repeated.put,
            refused=self.refused.put,
        )


class Phone:
    """A neighbour's phone app at their radio."""

    def __init__(self, address: RadioAddress) -> None:
        self._client = RawClient(address)
        self.node = self._client.greet().my_info.my_node_num

    def write(self, text: str, **header: object) -> int:
        packet = mesh_pb2.MeshPacket(id=next(NUMBERS), hop_limit=3, **header)
        packet.decoded.portnum = TEXT
        packet.decoded.payload = text.encode()
        self._client.say(packet=packet)
        return int(packet.id)

    def reads(self) -> mesh_pb2.MeshPacket:
        packet = self._client.next_packet()
        while packet.decoded.portnum != TEXT:
            packet = self._client.next_packet()
        return packet

    def change_channel(self, index: int, name: str, key: bytes) -> None:
        role = channel_pb2.Channel.Role.SECONDARY
        channel = channel_pb2.Channel(index=index, role=role)
        channel.settings.name = name
        channel.settings.psk = key
        change = admin_pb2.AdminMessage(set_channel=channel)
        packet = mesh_pb2.MeshPacket(to=self.node, id=next(NUMBERS))
        packet.decoded.portnum = portnums_pb2.PortNum.ADMIN_APP
        packet.decoded.payload = change.SerializeToString()
        self._client.say(packet=packet)
        self._client.next_packet()

    def part(self) -> None:
        self._client.part()


def _give_neighbours_channel(radios: VirtualRadios, index: int) -> None:
    phone = Phone(radios.address(index))
    phone.change_channel(NEIGHBOURS, "neighbours", KEY)
    phone.part()


@pytest.fixture(params=["2.5.0", "2.6.11", "2.7.26", "2.8.0"])
def radios(request: pytest.FixtureRequest) -> Iterator[VirtualRadios]:
    kind = RadioKind(firmware=request.param)
    with VirtualRadios(3, preset="SHORT_TURBO", seed=1, speed=20, kind=kind) as running:
        for index in (HUB, OTHER_HUB, ANA):
            _give_neighbours_channel(running, index)
        yield running


Open = Callable[..., Bearer]


@pytest.fixture
def opened(radios: VirtualRadios) -> Iterator[Open]:
    made: list[Bearer] = []

    def open_one(index: int, inbox: Inbox, **more: object) -> Bearer:
        address = radios.address(index)
        opening = meshtastic_bearer(address, 0, Carriage(), **more)  # type: ignore[arg-type]
        made.append(opening(inbox.port))
        return made[-1]

    yield open_one
    for bearer in made:
        bearer.close()
    for thread in threading.enumerate():
        if thread.name in ("radio parting", "stream reader"):
            thread.join(WAIT_S)


@pytest.fixture
def ana(radios: VirtualRadios) -> Iterator[Phone]:
    phone = Phone(radios.address(ANA))
    yield phone
    phone.part()


def _number(radios: VirtualRadios, index: int) -> int:
    return radios.identities[index].number


def test_a_direct_message_comes_verified_and_is_answered(
    radios: VirtualRadios, opened: Open, ana: Phone
) -> None:
    inbox = Inbox()
    hub = opened(HUB, inbox)

    asked = ana.write("LIST", to=_number(radios, HUB), want_ack=True)
    heard = inbox.texts.get(timeout=WAIT_S)
    hub.send_text(TextToSend("K7Q water", ana.node, answers=heard.packet))
    answer = ana.reads()

    assert heard.packet == asked
    assert (heard.text, heard.way, heard.verified) == ("LIST", Way.DIRECT, True)
    assert (heard.radio, heard.from_hub, heard.hops) == (ana.node, False, 0)
    assert answer.decoded.payload == b"K7Q water"
    assert answer.decoded.reply_id == asked
    assert answer.pki_encrypted
    assert answer.want_ack


def test_a_text_on_the_neighbours_channel_comes_to_all(
    opened: Open, ana: Phone
) -> None:
    inbox, other = Inbox(), Inbox()
    hub = opened(HUB, inbox)
    opened(OTHER_HUB, other)

    ana.write("NEED water", to=BROADCAST, channel=NEIGHBOURS)
    texts = [each.texts.get(timeout=WAIT_S) for each in (inbox, other)]
    hub.send_text(TextToSend("Flood on Elm Street", urgent=True))
    alert = ana.reads()

    assert {(each.text, each.way, each.verified) for each in texts} == {
        ("NEED water", Way.CHANNEL, False)
    }
    assert (alert.channel, alert.to) == (NEIGHBOURS, BROADCAST)
    assert alert.decoded.payload == b"Flood on Elm Street"


def test_what_is_said_on_the_public_channel_is_not_for_hubs(
    opened: Open, ana: Phone
) -> None:
    inbox = Inbox()
    opened(HUB, inbox)

    ana.write("hello everybody", to=BROADCAST, channel=0)
    time.sleep(2.5 / 20)  # the radio takes one text in two seconds
    ana.write("NEED water", to=BROADCAST, channel=NEIGHBOURS)

    assert inbox.texts.get(timeout=WAIT_S).text == "NEED water"


def test_a_hub_that_writes_is_known_by_its_frames(opened: Open) -> None:
    inbox, other = Inbox(), Inbox()
    opened(HUB, inbox)
    other_hub = opened(OTHER_HUB, other)

    other_hub.send(b"a frame")
    inbox.frames.get(timeout=WAIT_S)
    other_hub.send_text(TextToSend("K7Q water"))

    assert inbox.texts.get(timeout=WAIT_S).from_hub


def test_frames_that_go_as_text_are_no_texts(
    radios: VirtualRadios, opened: Open, ana: Phone
) -> None:
    inbox, other = Inbox(), Inbox()
    opened(HUB, inbox)
    opening = meshtastic_bearer(radios.address(OTHER_HUB), 0, Carriage(as_text=True))
    bearer = opening(other.port)

    bearer.send(b"\1 a frame")
    assert inbox.frames.get(timeout=WAIT_S) == b"\1 a frame"
    ana.write("NEED water", to=BROADCAST, channel=NEIGHBOURS)
    bearer.close()

    assert inbox.texts.get(timeout=WAIT_S).text == "NEED water"
    assert inbox.texts.empty()


def test_the_longest_text_arrives_whole_in_every_way(opened: Open, ana: Phone) -> None:
    inbox = Inbox()
    hub = opened(HUB, inbox)
    text = "ü" * (MAX_TEXT_BYTES // 2)

    hub.send_text(TextToSend(text, ana.node, answers=5))
    direct = ana.reads()
    time.sleep(2.5 / 20)
    hub.send_text(TextToSend(text, answers=5))
    on_channel = ana.reads()

    assert direct.decoded.payload == on_channel.decoded.payload == text.encode()


def test_a_text_that_the_radio_drops_comes_back(
    radios: VirtualRadios, opened: Open, ana: Phone
) -> None:
    inbox = Inbox()
    hub = opened(HUB, inbox)
    drops = Firmware.parse(radios.kind.firmware).limits_ports
    # So many that some are close together, however long this machine stands still.
    texts = [TextToSend(f"text {each}", ana.node) for each in range(6 if drops else 2)]

    for each in texts:
        hub.send_text(each)

    if drops:
        assert ana.reads().decoded.payload == b"text 0"
        assert inbox.refused.get(timeout=WAIT_S) in texts[1:]
    else:
        for each in texts:
            assert ana.reads().decoded.payload == each.text.encode()


def test_a_direct_message_that_nobody_hears_costs_three_times_its_airtime(
    radios: VirtualRadios, opened: Open
) -> None:
    inbox = Inbox()
    hub = opened(HUB, inbox)
    text = TextToSend("hello", _number(radios, ANA))
    radios.stop_radio(OTHER_HUB)  # a relay would count as having heard it
    radios.stop_radio(ANA)

    hub.send_text(text)

    cost = hub.text_airtime_s(text)
    assert cost is not None
    assert inbox.repeated.get(timeout=WAIT_S) == pytest.approx(2 * cost)


def test_a_channel_that_somebody_changes_is_noticed(
    radios: VirtualRadios, opened: Open
) -> None:
    inbox = Inbox()
    hub = opened(HUB, inbox, patience=Patience(probe_s=0.0))
    hub.check()
    own = radios._set  # the radio's own settings, as another phone would change them
    assert own is not None

    own.configurations[HUB].channels[NEIGHBOURS].settings.psk = b"\1"
    until = time.monotonic() + WAIT_S
    while inbox.lost.empty():
        assert time.monotonic() < until
        hub.check()
        time.sleep(0.02)

    assert inbox.lost.get() == CHANGED


@pytest.mark.parametrize("key", [b"", b"\1"])
def test_on_a_channel_that_everybody_can_read_nothing_is_said(
    radios: VirtualRadios, opened: Open, key: bytes
) -> None:
    phone = Phone(radios.address(HUB))
    phone.change_channel(NEIGHBOURS, "neighbours", key)
    phone.part()
    listener = Phone(radios.address(ANA))
    hub = opened(HUB, Inbox())

    assert hub.text_airtime_s(TextToSend("news")) is None
    hub.send_text(TextToSend("news"))
    hub.send_text(TextToSend("for you", listener.node))

    answer = listener.reads()
    assert (answer.decoded.payload, answer.pki_encrypted) == (b"for you", True)
    assert set(hub.state().concerns) == {
        Concern.PUBLISHED_KEY,
        Concern.NO_NEIGHBOURS_CHANNEL,
    }
    listener.part()


def test_the_radio_says_how_it_is(radios: VirtualRadios, opened: Open) -> None:
    state = opened(HUB, Inbox()).state()

    assert radios.kind.firmware in state.firmware
    assert (state.region, state.preset, state.role) == ("US", "SHORT_TURBO", "CLIENT")
    assert state.concerns == ()


def test_a_radio_whose_number_changes_goes_on_hearing_its_own_messages(
    radios: VirtualRadios, opened: Open
) -> None:
    before = Inbox()
    opened(HUB, before)
    radios.reboot(HUB)
    before.lost.get(timeout=WAIT_S)
    inbox = Inbox()
    opened(HUB, inbox)
    phone = Phone(radios.address(ANA))

    # It has forgotten her key, so the first ones can't be read.
    while inbox.texts.empty():
        phone.write("LIST", to=_number(radios, HUB), want_ack=True)
        time.sleep(0.5)

    assert inbox.texts.get().way is Way.DIRECT
    phone.part()
