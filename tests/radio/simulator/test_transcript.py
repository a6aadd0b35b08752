"""What crosses the air, in words: with the network's key and without."""

from __future__ import annotations

import pytest

from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    RecordsFrame,
    RequestFrame,
    ShortDigestFrame,
    Span,
)
from radio.record import AgedRecord, Record
from radio.simulator.transcript import reading, words
from tests.radio.seals import Speaker, keyring

RECORD = AgedRecord(Record(1, 1, b"x"), 0.0)


@pytest.mark.parametrize(
    ("frame", "with_key", "without"),
    [
        (RecordsFrame(1, (RECORD,)), "1 record", "sealed records"),
        (DigestFrame(1, (Followed(1, 1),)), "full digest of 1", "sealed full digest"),
        (ShortDigestFrame(1, b"name", b"\x00"), "digest", "sealed digest"),
        (RequestFrame(1, (Span(2, 1, 3),)), "request for 3", "sealed request"),
        (FragmentFrame(1, 1, 1, 0.0, 0, 2, b"x"), "fragment 1 of 2", "sealed fragment"),
    ],
)
def test_a_frame_is_told_as_far_as_it_can_be_read(
    frame: Frame, with_key: str, without: str
) -> None:
    octets = Speaker().says(frame)

    assert words(octets, reading(keyring())) == with_key
    assert words(octets, reading(keyring(bytes(32)))) == without


@pytest.mark.parametrize("octets", [b"", b"hello, this is no frame of ours", b"\x21"])
def test_what_is_no_frame_is_another_packet(octets: bytes) -> None:
    assert words(octets, reading(keyring())) == "another packet"
