"""Small numbers: ages and varints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.wire import MalformedFrame, Reader, age_byte, age_of, varint


@given(st.floats(0, 1e10))
def test_an_age_never_grows_by_being_written_and_shrinks_by_an_eighth_at_most(
    age_s: float,
) -> None:
    written = age_of(age_byte(age_s))

    assert written <= age_s
    assert age_s < 1 or written >= (int(age_s)) * 7 / 8


@given(st.integers(0, 255))
def test_handing_an_age_on_changes_it_no_further(byte: int) -> None:
    assert age_byte(age_of(byte)) == byte


@given(st.integers(0, 2**32 - 1))
def test_a_varint_reads_back(number: int) -> None:
    assert Reader(varint(number)).varint(limit=2**32 - 1) == number


@pytest.mark.parametrize("octets", [b"", b"\x80", b"\x80\x00", b"\xff" * 9, b"\x65"])
def test_a_broken_varint_is_malformed(octets: bytes) -> None:
    with pytest.raises(MalformedFrame):
        Reader(octets).varint(limit=100)
