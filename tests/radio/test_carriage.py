"""Frames in packets, as they are and as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.carriage import MAX_PAYLOAD_BYTES, Carriage, frame_in_text

PRIVATE, TEXT = Carriage(), Carriage(as_text=True)


@given(st.binary(min_size=1, max_size=TEXT.max_frame_bytes).filter(lambda f: f[0]))
def test_a_frame_as_text_fits_and_reads_back(frame: bytes) -> None:
    payload = TEXT.payload_of(frame)

    assert len(payload) <= TEXT.payload_bytes(len(frame)) <= MAX_PAYLOAD_BYTES
    assert frame_in_text(payload) == frame


@given(st.binary(max_size=300))
def test_what_people_write_is_no_frame(payload: bytes) -> None:
    found = frame_in_text(payload)

    assert found is None or TEXT.payload_of(found) == payload.strip()


def test_on_a_private_port_a_frame_is_itself() -> None:
    assert PRIVATE.payload_of(b"frame") == b"frame"
    assert PRIVATE.payload_bytes(17) == 17
    assert PRIVATE.pause_s == 0
