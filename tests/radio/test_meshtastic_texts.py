"""Which packets are texts for us, and what is known of who sent them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.airtime import PRESETS, airtime_s
from radio.carriage import Carriage
from radio.meshtastic_texts import BROADCAST, MOST_KNOWN, HeardRadios, text_octets
from radio.texts import MAX_TEXT_BYTES, TextHeard, TextToSend, Way

OWN, ANA, HUB = 0x10, 0xA, 0xB
NEIGHBOURS = 2


def _packet(text: bytes = b"LIST", **header: object) -> mesh_pb2.MeshPacket:
    fields = {"from": ANA, "to": OWN, "id": 7, "hop_start": 3, "hop_limit": 2}
    packet = mesh_pb2.MeshPacket(**fields | header)
    packet.decoded.portnum = portnums_pb2.PortNum.TEXT_MESSAGE_APP
    packet.decoded.payload = text
    return packet


def _text(packet: mesh_pb2.MeshPacket) -> TextHeard | None:
    return HeardRadios().text_in(packet, OWN, NEIGHBOURS)


def test_a_direct_message_with_a_key_is_verified() -> None:
    packet = _packet(pki_encrypted=True, public_key=bytes(32), rx_snr=-4.5)
    packet.decoded.reply_id = 99
    text = _text(packet)

    assert text is not None
    assert replace(text, key=b"") == TextHeard(
        radio=ANA,
        packet=7,
        text="LIST",
        way=Way.DIRECT,
        verified=True,
        answers=99,
        snr_db=-4.5,
        hops=1,
        from_hub=False,
    )


def test_a_verified_message_tells_which_key_it_came_with() -> None:
    keys = [
        text.key
        for key in (bytes(32), bytes(32), bytes([1] * 32), b"")
        if (text := _text(_packet(pki_encrypted=True, public_key=key)))
    ]

    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == b""


def test_a_thumb_up_under_a_text_is_no_text() -> None:
    packet = _packet("👍".encode())
    packet.decoded.reply_id, packet.decoded.emoji = 99, 1

    assert _text(packet) is None


@pytest.mark.parametrize(
    "header", [{}, {"pki_encrypted": True}, {"public_key": bytes(32)}]
)
def test_a_direct_message_without_a_key_is_not(header: dict[str, object]) -> None:
    text = _text(_packet(**header))

    assert text is not None
    assert text.way is Way.DIRECT
    assert not text.verified


def test_on_the_neighbours_channel_anybody_can_claim_to_be_anybody() -> None:
    header = {"to": BROADCAST, "channel": NEIGHBOURS}
    text = _text(_packet(**header, pki_encrypted=True, public_key=bytes(32)))

    assert text is not None
    assert text.way is Way.CHANNEL
    assert not text.verified


@pytest.mark.parametrize(
    "header",
    [
        {"to": BROADCAST, "channel": 0},
        {"to": BROADCAST, "channel": 1},
        {"to": 0xC},
        {"from": OWN},
        {"from": 0},
    ],
)
def test_what_is_said_elsewhere_is_none_of_ours(header: dict[str, object]) -> None:
    assert _text(_packet(**header)) is None


def test_a_broadcast_is_no_text_for_us_without_a_neighbours_channel() -> None:
    assert HeardRadios().text_in(_packet(to=BROADCAST), OWN, None) is None


@pytest.mark.parametrize("header", [{}, {"to": BROADCAST, "channel": NEIGHBOURS}])
def test_a_hubs_frame_in_the_shape_of_a_text_is_none(
    header: dict[str, object],
) -> None:
    frame = Carriage(as_text=True).payload_of(bytes(range(1, 100)))

    assert _text(_packet(frame, **header)) is None


def test_a_text_comes_once() -> None:
    known = HeardRadios()

    first = known.text_in(_packet(), OWN, NEIGHBOURS)
    again = known.text_in(_packet(), OWN, NEIGHBOURS)
    other = known.text_in(_packet(id=8), OWN, NEIGHBOURS)

    assert (first is None, again is None, other is None) == (False, True, False)


def test_a_text_of_a_radio_that_carries_frames_says_so() -> None:
    known = HeardRadios()
    known.hubs.add(HUB)

    text = known.text_in(_packet(**{"from": HUB}), OWN, NEIGHBOURS)

    assert text is not None
    assert text.from_hub


def test_what_is_remembered_is_bounded() -> None:
    known = HeardRadios()
    for number in range(1, 10 * MOST_KNOWN):
        known.hubs.add(number)

    kept = [number for number in range(1, 10 * MOST_KNOWN) if number in known.hubs]

    assert len(kept) == MOST_KNOWN
    assert kept[-1] == 10 * MOST_KNOWN - 1


@pytest.mark.parametrize("octets", [b"", b"\xff\xfe\0", b"\xf0\x9f\x98", bytes(233)])
def test_bytes_that_are_no_text_do_not_stop_anything(octets: bytes) -> None:
    text = _text(_packet(octets))

    assert (text is None) == (octets == b"")


@pytest.mark.parametrize("size", [1, 127, 128, MAX_TEXT_BYTES])
@pytest.mark.parametrize("answers", [None, 1, 0xFFFF_FFFF])
@pytest.mark.parametrize("to", [None, ANA])
def test_a_text_takes_as_much_room_as_the_firmware_makes_of_it(
    size: int, answers: int | None, to: int | None
) -> None:
    text = TextToSend("x" * size, to, answers)
    content = mesh_pb2.Data(
        portnum=portnums_pb2.PortNum.TEXT_MESSAGE_APP,
        payload=b"x" * size,
        reply_id=answers or 0,
        bitfield=1,
    )
    expected = 16 + content.ByteSize() + (12 if to else 0)

    assert text_octets(text, signing=False) == expected <= 255
    signed = expected + 66
    assert text_octets(text, signing=True) == (
        expected if to or signed > 255 else signed
    )


def test_a_text_of_eighty_characters_takes_a_second() -> None:
    octets = text_octets(TextToSend("x" * 80), signing=False)

    assert airtime_s(octets, PRESETS["LONG_FAST"]) == pytest.approx(1.0, abs=0.1)
