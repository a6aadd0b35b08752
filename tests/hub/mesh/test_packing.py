"""Changes and their bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Change, Posted, Unreadable
from hub.domain.drafts import TEXT_LIMIT
from hub.mesh.packing import pack, unpack
from radio.record import MAX_PAYLOAD_BYTES
from tests.strategies import changes, posted


@given(changes)
def test_what_is_packed_reads_back(change: Change) -> None:
    assert unpack(pack(change)) == change


@given(st.binary(max_size=400))
def test_any_bytes_are_a_change_or_unreadable(payload: bytes) -> None:
    assert unpack(payload) is not None


@given(st.sampled_from([1, 2]), st.binary(max_size=40))
def test_any_bytes_of_a_known_kind_are_a_change_or_unreadable(
    kind: int, rest: bytes
) -> None:
    assert unpack(bytes([kind]) + rest) is not None


@given(posted)
def test_a_post_is_its_text_and_three_bytes(post: Posted) -> None:
    assert len(pack(post)) == 3 + len(post.text.encode())


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x03from the future",
        b"\x01\x00\x01",  # no text
        b"\x01\x08\x01text",  # no such kind
        b"\x01\x00\x01\xff\xfe",  # no UTF-8
        b"\x01\x00\x01a\x00b",  # a control character
        b"\x01\x00\x01" + b"x" * (TEXT_LIMIT + 1),
        b"\x02\x00" + bytes(7),  # cut short
        b"\x02\x09" + bytes(8),  # no such outcome
    ],
)
def test_what_no_hub_of_today_writes_is_unreadable(payload: bytes) -> None:
    assert unpack(payload) == Unreadable()


def test_the_longest_post_fits_into_a_record() -> None:
    assert 3 + 4 * TEXT_LIMIT <= MAX_PAYLOAD_BYTES
