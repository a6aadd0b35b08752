"""Frames and bytes."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import (
    FRAGMENT_HEADER_BYTES,
    SEAL_BYTES,
    VERSION,
    decode,
    encode,
    frame_bytes,
)
from radio.frame import FragmentFrame, Frame, RecordsFrame
from radio.padding import FIRMWARE_2_8, Signing
from radio.record import MAX_ORIGIN, MAX_SEQUENCE, AgedRecord, Record
from radio.record_codec import CHECK_BYTES, MAX_GROUP, NEW_S
from radio.seal import LEAST_BYTES
from radio.wire import MalformedFrame
from tests.strategies import frames, record_frames

ORIGIN = 0x5EF68B93
HEADS = st.integers(VERSION << 4, VERSION << 4 | 0x0F)


def _through_bytes(frame: Frame, signing: Signing = FIRMWARE_2_8) -> Frame:
    plain = encode(frame, signing)
    return decode(plain.head, frame.sender, plain.body)


def _ageless(frame: Frame) -> Frame:
    if not isinstance(frame, RecordsFrame):
        return frame
    return replace(
        frame, records=tuple(replace(each, age_s=0.0) for each in frame.records)
    )


@given(frames)
def test_what_is_encoded_reads_back(frame: Frame) -> None:
    assert _ageless(_through_bytes(frame)) == _ageless(frame)


@given(record_frames)
def test_no_record_gets_older_on_its_way_nor_much_younger(frame: RecordsFrame) -> None:
    read = _through_bytes(frame)

    assert isinstance(read, RecordsFrame)
    for before, after in zip(frame.records, read.records, strict=True):
        assert after.age_s <= before.age_s
        assert after.age_s >= before.age_s * 7 / 8 or before.age_s - after.age_s <= 60


@given(HEADS | st.integers(0, 255), st.binary(max_size=260))
def test_any_body_is_a_frame_or_malformed(head: int, body: bytes) -> None:
    with contextlib.suppress(MalformedFrame):
        decode(head, 1, body)


@given(frames, st.data())
def test_a_body_cut_short_never_reads_as_the_whole(
    frame: Frame, data: st.DataObject
) -> None:
    plain = encode(frame)
    if not plain.body:
        return
    cut = plain.body[: data.draw(st.integers(0, len(plain.body) - 1))]

    with contextlib.suppress(MalformedFrame):
        assert decode(plain.head, frame.sender, cut) != frame


@pytest.mark.parametrize("head", [0x01, 0x11, 0x31, 0x20, 0x26, 0x27, 0x28, 0xFF])
def test_another_version_or_type_is_malformed(head: int) -> None:
    with pytest.raises(MalformedFrame):
        decode(head, 1, bytes(20) + b"\x01")


def test_the_seal_is_as_long_as_the_codec_reckons() -> None:
    assert LEAST_BYTES == SEAL_BYTES == 16


# -- what records cost --------------------------------------------------------


def _records(
    count: int,
    payload: int,
    *,
    first: int = 300,
    every: int = 1,
    apart_s: float = 0.1,
) -> RecordsFrame:
    return RecordsFrame(
        ORIGIN,
        tuple(
            AgedRecord(Record(ORIGIN, first + every * n, b"x" * payload), apart_s * n)
            for n in range(count)
        ),
    )


def test_a_single_post_of_34_bytes_takes_55() -> None:
    assert frame_bytes(_records(1, 34)) == 55


@pytest.mark.parametrize("count", [2, 4, 6])
def test_a_further_record_of_an_origin_costs_one_byte_beside_its_payload(
    count: int,
) -> None:
    assert frame_bytes(_records(count, 34)) == 55 + 35 * (count - 1)


def test_the_age_of_what_is_not_new_takes_one_byte_for_all() -> None:
    aged = _records(5, 34, apart_s=3.0)

    assert frame_bytes(aged) == frame_bytes(_records(5, 34)) + 1


def test_a_claim_in_a_batch_takes_nine_bytes() -> None:
    assert frame_bytes(_records(8, 8)) - frame_bytes(_records(7, 8)) == 9


def test_more_records_of_an_origin_than_a_group_holds_make_a_second_one() -> None:
    more = frame_bytes(_records(MAX_GROUP + 1, 8)) - frame_bytes(_records(MAX_GROUP, 8))

    assert more == 9 + len("f") + len("ss")  # flags, and the sequence in full
    assert _through_bytes(_records(20, 8)) == _ageless(_records(20, 8))


def test_the_check_comes_first() -> None:
    frame = replace(_records(1, 3), check=0xBEEF)

    assert encode(frame).body[:CHECK_BYTES] == b"\xbe\xef"
    assert _through_bytes(frame) == frame


def test_records_of_far_ages_with_holes_between_cost_three_bytes_each() -> None:
    def sparse(count: int) -> RecordsFrame:
        frame = _records(count, 40, every=7)
        aged = enumerate(frame.records)
        return replace(
            frame, records=tuple(replace(r, age_s=9000.0 * n) for n, r in aged)
        )

    assert frame_bytes(sparse(4)) - frame_bytes(sparse(3)) == 43


@pytest.mark.parametrize("age_s", [0.0, NEW_S - 0.1])
def test_a_record_that_is_new_arrives_as_new(age_s: float) -> None:
    frame = _records(1, 34)
    frame = replace(frame, records=(replace(frame.records[0], age_s=age_s),))

    assert frame_bytes(frame) == 55
    assert _through_bytes(frame) == _ageless(frame)


def test_records_of_another_origin_cost_its_four_bytes() -> None:
    own = _records(2, 34)

    assert frame_bytes(replace(own, sender=7)) == frame_bytes(own) + 4


def test_the_largest_fragment_header_is_as_large_as_it_says() -> None:
    frame = FragmentFrame(1, MAX_ORIGIN, MAX_SEQUENCE, 1e12, 126, 127, b"x")

    assert frame_bytes(frame) == FRAGMENT_HEADER_BYTES + 1


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        (0x21, "00", "ends"),
        (0x21, "0000 00", "ends"),
        (0x21, "0000 00 00 05 01 aa", "ends"),
        (0x21, "0000 08 00 00 aa", "sequence 0"),
        (0x21, "0000 08 00 05", "a record of 0 bytes"),
        (0x21, "0000 00 00 05 00", "a record of 0 bytes"),
        (0x21, "0000 18 05" + "aa" * 256, "a record of 256 bytes"),
        (0x21, "0000 88 00000000 00 05 aa", "origin 0"),
        (0x21, "0000 09 00 ffffffff0f 01 aa aa", "beyond the last"),
        (0x21, "0000 58 05 00 aa", "new, and of different ages"),
        (0x22, "09", "flags"),
        (0x22, "02 00000000", "origin 0"),
        (0x22, "01 05 0000", "ends"),
        (0x22, "01 00 000f", "bits beyond"),
        (0x22, "01 00 0000 00 00", "gaps of no origin"),
        (0x22, "01 01 0000 0000000000", "without an end"),
        (0x24, "01 01 05 00 aa", "fragment 1 of 1"),
        (0x24, "00 01 05 00", "fragment 0 of 1"),
        (0x29, "00", "filling"),
        (0x29, "", "filling"),
        (0x29, "aa 02", "filling"),
    ],
)
def test_what_is_broken_is_named(head: int, body: str, why: str) -> None:
    with pytest.raises(MalformedFrame, match=why):
        decode(head, 1, bytes.fromhex(body))
