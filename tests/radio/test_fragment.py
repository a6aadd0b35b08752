"""Cutting long records and joining them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio import textform
from radio.codec import frame_bytes
from radio.fragment import MAX_UNFINISHED, Reassembly, split
from radio.frame import FragmentFrame
from radio.record import MAX_PAYLOAD_BYTES, AgedRecord, Record

long_payloads = st.binary(min_size=232, max_size=MAX_PAYLOAD_BYTES)


def _aged(payload: bytes) -> AgedRecord:
    return AgedRecord(Record(5, 3, payload), 60.0)


@given(long_payloads, st.randoms(use_true_random=False), st.booleans())
def test_fragments_join_in_any_order_and_with_doubles(
    payload: bytes, rng: object, doubled: bool
) -> None:
    pieces = split(9, _aged(payload), 231) * (2 if doubled else 1)
    rng.shuffle(pieces)  # type: ignore[attr-defined]
    reassembly = Reassembly()

    whole = [found for each in pieces if (found := reassembly.add(each))]

    assert _aged(payload) in whole


@given(long_payloads, st.data())
def test_pieces_of_hubs_with_small_and_with_large_frames_join(
    payload: bytes, choice: st.DataObject
) -> None:
    reassembly = Reassembly()
    cuts = [split(9, _aged(payload), each) for each in (231, textform.MAX_FRAME_BYTES)]

    whole = [
        found
        for pieces in zip(*cuts, strict=True)
        if (found := reassembly.add(choice.draw(st.sampled_from(pieces))))
    ]

    assert whole == [_aged(payload)]


@given(long_payloads)
def test_each_fragment_fits_into_a_packet(payload: bytes) -> None:
    assert all(frame_bytes(each) <= 231 for each in split(9, _aged(payload), 231))


def test_a_missing_fragment_gives_nothing() -> None:
    pieces = split(9, _aged(bytes(range(256)) * 4), 231)
    reassembly = Reassembly()

    found = [reassembly.add(each) for each in pieces[1:]]

    assert found == [None] * (len(pieces) - 1)


def test_unfinished_records_are_bounded_and_the_oldest_makes_room() -> None:
    first, second = split(9, _aged(b"x" * 300), 231)
    reassembly = Reassembly()
    reassembly.add(first)

    for sequence in range(100, 100 + MAX_UNFINISHED):
        reassembly.add(FragmentFrame(9, 5, sequence, 0.0, 0, 2, b"x"))

    assert reassembly.add(second) is None


def test_fragments_that_make_too_long_a_record_are_dropped() -> None:
    reassembly = Reassembly()

    found = [
        reassembly.add(FragmentFrame(9, 5, 3, 0.0, index, 20, b"x" * 200))
        for index in range(20)
    ]

    assert found == [None] * 20
