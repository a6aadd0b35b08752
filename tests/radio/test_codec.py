"""Frames and bytes."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import FRAGMENT_HEADER_BYTES, HEADER_BYTES, decode, encode
from radio.frame import FragmentFrame, Frame, RecordsFrame
from radio.record import MAX_ORIGIN, MAX_SEQUENCE, AgedRecord, Record
from radio.wire import MalformedFrame
from tests.strategies import frames


@given(frames)
def test_what_is_encoded_reads_back(frame: Frame) -> None:
    assert decode(encode(frame)) == frame


@given(st.binary(max_size=260))
def test_any_bytes_are_a_frame_or_malformed(octets: bytes) -> None:
    with contextlib.suppress(MalformedFrame):
        decode(octets)


@given(st.sampled_from([0x11, 0x12, 0x13, 0x14]), st.binary(max_size=230))
def test_any_bytes_behind_a_good_header_are_a_frame_or_malformed(
    head: int, rest: bytes
) -> None:
    with contextlib.suppress(MalformedFrame):
        decode(bytes([head]) + rest)


@given(frames, st.data())
def test_a_frame_cut_short_never_reads_as_the_whole(
    frame: Frame, data: st.DataObject
) -> None:
    octets = encode(frame)
    cut = octets[: data.draw(st.integers(0, len(octets) - 1))]

    with contextlib.suppress(MalformedFrame):
        assert decode(cut) != frame


@pytest.mark.parametrize("first", [0x01, 0x21, 0x15, 0x10, 0xFF])
def test_another_version_or_type_is_malformed(first: int) -> None:
    with pytest.raises(MalformedFrame):
        decode(bytes([first]) + bytes(20))


def test_a_single_record_costs_thirteen_bytes_beside_its_payload() -> None:
    record = Record(0x01020304, 7, b"x" * 80)

    octets = encode(RecordsFrame(1, (AgedRecord(record, 0.0),)))

    assert len(octets) == HEADER_BYTES + 8 + 80


def test_a_further_record_of_an_origin_costs_three_bytes_beside_its_payload() -> None:
    first, second = (AgedRecord(Record(9, n, b"x" * 80), 0.0) for n in (7, 8))

    one = encode(RecordsFrame(1, (first,)))
    two = encode(RecordsFrame(1, (first, second)))

    assert len(two) - len(one) == 3 + 80


def test_the_largest_fragment_header_is_as_large_as_it_says() -> None:
    frame = FragmentFrame(MAX_ORIGIN, MAX_ORIGIN, MAX_SEQUENCE, 1e12, 254, 255, b"x")

    assert len(encode(frame)) == FRAGMENT_HEADER_BYTES + 1
