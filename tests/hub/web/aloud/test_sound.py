"""Sounds put behind one another."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.web.aloud.sound import REST_S, NotASound, joined
from tests.hub.web.aloud.voices import RATE, tone

FOREVER_S = 1e9


def _frames(sound: bytes) -> bytes:
    with wave.open(io.BytesIO(sound)) as read:
        assert read.getframerate() == RATE
        return read.readframes(read.getnframes())


@given(st.lists(st.integers(1, 300), min_size=1, max_size=5))
def test_what_is_joined_is_heard_whole_and_in_order(lengths: list[int]) -> None:
    tones = [tone(length, level=n + 1) for n, length in enumerate(lengths)]

    heard = _frames(joined(tones, FOREVER_S))

    rest = bytes(2 * round(REST_S * RATE))
    assert heard == b"".join(_frames(each) + rest for each in tones)


def test_a_header_that_lies_about_its_length_is_not_believed() -> None:
    honest = tone(100)
    piped = honest[:40] + (0x7FFFF000).to_bytes(4, "little") + honest[44:]

    assert joined([piped], FOREVER_S) == joined([honest], FOREVER_S)


def test_half_a_sample_at_the_end_is_left_out() -> None:
    assert joined([tone(100) + b"\1"], FOREVER_S) == joined([tone(100)], FOREVER_S)


def test_no_more_is_made_than_anybody_listens_to() -> None:
    made = []

    def tones() -> Iterator[bytes]:
        while True:
            made.append(1)
            yield tone(RATE)

    joined(tones(), longest_s=3.0)

    assert len(made) == 3


@pytest.mark.parametrize(
    "waves",
    [[], [b""], [b"no sound"], [tone(9)[:20]], [tone(9), tone(9, rate=16000)]],
)
def test_what_is_no_sound_is_told_as_such(waves: list[bytes]) -> None:
    with pytest.raises(NotASound):
        joined(waves, FOREVER_S)
