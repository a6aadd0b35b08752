"""Frames in a stream that may hold anything."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.simulator.framing import START, FrameReader, encode_frame

contents = st.binary(max_size=512)
noise = st.binary(max_size=64).filter(lambda piece: START[:1] not in piece)


def _cut(stream: bytes, at: list[int]) -> list[bytes]:
    edges = [0, *sorted(edge % (len(stream) + 1) for edge in at), len(stream)]
    return [stream[a:b] for a, b in itertools.pairwise(edges)]


def test_a_frame_is_start_length_and_content():
    assert encode_frame(b"abc") == bytes.fromhex("94c30003616263")


def test_content_over_512_bytes_is_refused():
    with pytest.raises(ValueError, match="513"):
        encode_frame(bytes(513))


@given(
    st.lists(st.tuples(noise, contents), max_size=4),
    st.lists(st.integers(min_value=0), max_size=8),
)
def test_frames_come_out_whole_however_the_stream_is_cut(parts, cuts):
    stream = b"".join(skip + encode_frame(content) for skip, content in parts)
    reader = FrameReader()

    found = [frame for piece in _cut(stream, cuts) for frame in reader.feed(piece)]

    assert found == [content for _, content in parts]


@given(st.lists(st.binary(max_size=600), max_size=20))
def test_nothing_raises_and_nothing_piles_up(pieces):
    reader = FrameReader()

    for piece in pieces:
        reader.feed(piece)

        assert len(reader._buffer) < 4 + 512


@given(st.binary(max_size=1200), contents)
def test_after_any_garbage_quiet_bytes_bring_the_reader_back(garbage, content):
    reader = FrameReader()
    reader.feed(garbage)
    reader.feed(bytes(4 + 512))

    assert reader.feed(encode_frame(content))[-1] == content


def test_an_impossible_length_costs_no_frame():
    reader = FrameReader()

    assert reader.feed(b"\x94\xc3\xff\xff" + encode_frame(b"ok")) == [b"ok"]


def test_a_doubled_first_byte_costs_no_frame():
    assert FrameReader().feed(b"\x94" + encode_frame(b"ok")) == [b"ok"]
