"""The stream between a client and a radio, without any socket."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from meshtastic.protobuf import mesh_pb2

from radio.simulator.framing import FrameReader, encode_frame
from radio.simulator.line import BOOT_LOG, Line, Manner
from tests.radio.simulator.park import Park

HELLO = encode_frame(mesh_pb2.ToRadio(want_config_id=9).SerializeToString())


def _line(manner: Manner = Manner.WELL, seed: int = 1) -> Line:
    line = Line(Random(seed))
    line.serve(Park().radios[0])
    line.client_arrived()
    line.behave(manner)
    return line


def _read(line: Line) -> bytes:
    return b"".join(iter(line.next_piece, None))


def _messages(stream: bytes) -> list[mesh_pb2.FromRadio]:
    return [mesh_pb2.FromRadio.FromString(each) for each in FrameReader().feed(stream)]


def test_a_greeting_in_pieces_of_a_byte_is_a_greeting():
    line = _line()

    for byte in HELLO:
        line.receive(bytes([byte]))

    assert _messages(_read(line))[-1].config_complete_id == 9


@given(st.binary(max_size=600), st.sampled_from(Manner))
def test_no_bytes_whatever_upset_a_line(stream, manner):
    line = _line(manner)

    line.receive(stream)
    _read(line)
    line.behave(Manner.WELL)
    line.client_arrived()
    line.receive(HELLO)

    assert _messages(_read(line))[-1].config_complete_id == 9


def test_a_garbled_line_loses_frames_and_adds_noise_the_same_for_a_seed():
    heard = []
    for seed in (1, 1, 2):
        line = _line(Manner.GARBLED, seed)
        line.receive(HELLO)
        heard.append(_read(line))
    clean = _line()
    clean.receive(HELLO)

    assert heard[0] == heard[1] != heard[2]
    assert 0 < len(_frames(heard[0])) < len(_frames(_read(clean)))


def _frames(stream: bytes) -> list[bytes]:
    return FrameReader().feed(stream)


def test_a_radio_boots_with_text_and_then_says_so():
    line = _line()

    line.boots_aloud()

    stream = _read(line)
    assert stream.startswith(BOOT_LOG)
    assert [m.rebooted for m in _messages(stream)] == [True]


def test_a_radio_without_power_answers_nothing():
    line = _line()

    line.serve(None)
    line.receive(HELLO)

    assert _read(line) == b""
