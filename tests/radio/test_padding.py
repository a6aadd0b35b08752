"""Filling a frame up to pass firmware's signature."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.codec import SEAL_BYTES, encode, frame_bytes
from radio.frame import RecordsFrame
from radio.padding import (
    FIRMWARE_2_8,
    UNSIGNED,
    filling,
    signing_of,
    without_filling,
)
from radio.record import AgedRecord, Record
from radio.wire import MalformedFrame


@given(st.binary(max_size=60), st.integers(1, 255))
def test_filling_comes_off_again(body: bytes, count: int) -> None:
    filled = body + filling(count)

    assert len(filled) == len(body) + count
    assert without_filling(filled) == body


@given(st.binary(max_size=60))
def test_filling_that_is_none_is_malformed(body: bytes) -> None:
    with contextlib.suppress(MalformedFrame):
        assert body.startswith(without_filling(body))


@pytest.mark.parametrize(
    ("size", "sent", "on_air"),
    [
        (55, 55, 121),
        (100, 100, 166),
        (101, 166, 166),
        (165, 166, 166),
        (166, 166, 166),
        (231, 231, 231),
    ],
)
def test_firmware_2_8_is_given_what_costs_least(
    size: int, sent: int, on_air: int
) -> None:
    payload = b"x" * min(200, size - 21)
    record = Record(7, 300, payload)
    more = [Record(7, 301, b"x" * (size - 222))] if size > 222 else []
    frame = RecordsFrame(7, tuple(AgedRecord(each, 0.0) for each in (record, *more)))
    assert frame_bytes(frame) == size

    plain = encode(frame, FIRMWARE_2_8)

    assert len(plain.body) + SEAL_BYTES == sent
    assert FIRMWARE_2_8.on_air(sent) == on_air
    assert len(encode(frame, UNSIGNED).body) + SEAL_BYTES == size


@pytest.mark.parametrize(
    ("firmware", "signs"),
    [
        ("2.7.26.54e0d8d", False),
        ("2.8.0.7754068", True),
        ("2.10.1.0", True),
        ("3.0.0", True),
        ("1.9.9", False),
        ("", False),
        ("2.8", False),
        ("v2.8.0", False),
    ],
)
def test_firmware_signs_since_2_8(firmware: str, signs: bool) -> None:
    assert (signing_of(firmware) == FIRMWARE_2_8) is signs
