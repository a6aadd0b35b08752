"""Frames as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.textform import (
    ALPHABET,
    MAX_FRAME_BYTES,
    MAX_TEXT_BYTES,
    PREFIX,
    from_text,
    to_text,
)

sealed = st.binary(min_size=15, max_size=MAX_FRAME_BYTES - 1).map(b"\x21".__add__)


@given(sealed)
def test_a_frame_reads_back_from_its_text(frame: bytes) -> None:
    text = to_text(frame)

    assert from_text(text) == frame
    assert from_text(f" {text}\r\n") == frame
    assert len(text.encode()) <= MAX_TEXT_BYTES
    assert text.isascii()
    assert text.isprintable()
    assert " " not in text


def test_187_bytes_fit_into_a_text_and_188_do_not() -> None:
    assert MAX_FRAME_BYTES == 187
    assert len(to_text(b"\xff" * 187)) <= MAX_TEXT_BYTES < len(to_text(b"\xff" * 188))


@given(st.text(max_size=300))
def test_any_text_is_a_frame_or_none(text: str) -> None:
    frame = from_text(text)

    assert frame is None or to_text(frame) == text.strip()


@given(st.text(alphabet=ALPHABET, max_size=300))
def test_any_text_behind_the_prefix_is_a_frame_or_none(rest: str) -> None:
    frame = from_text(PREFIX + rest)

    assert frame is None or to_text(frame) == PREFIX + rest


@pytest.mark.parametrize(
    "text",
    ["", PREFIX, PREFIX + "!", PREFIX + "!5", "~p555", PREFIX + "5 5", "~P" + "é" * 9],
)
def test_what_people_write_is_no_frame(text: str) -> None:
    assert from_text(text) is None


def test_a_huge_text_is_not_even_tried() -> None:
    assert from_text(PREFIX + "~" * 10**6) is None
