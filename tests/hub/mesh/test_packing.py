"""Changes and their bytes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    USUAL_LIFETIMES,
    Arranged,
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Kind,
    Lifetime,
    Outcome,
    PartlyMet,
    Posted,
    PostId,
    Released,
    Renewed,
    Unreadable,
    Urgency,
)
from hub.domain.ids import OWN, ClaimId
from hub.domain.said import words_of
from hub.domain.texts import TEXT_LIMIT
from hub.mesh.packing import pack, unpack
from radio import shorttext
from radio.record import MAX_PAYLOAD_BYTES
from tests.strategies import changes, posted

KINDS = st.integers(1, 17) | st.integers(129, 145)
LATE = 16_383
"""The largest sequence of two bytes: a busy hub gets there in years."""


@given(changes)
def test_what_is_packed_reads_back(change: Change) -> None:
    assert unpack(pack(change)) == change


@given(changes)
def test_every_change_fits_into_a_record(change: Change) -> None:
    assert 0 < len(pack(change)) <= MAX_PAYLOAD_BYTES


@given(st.binary(max_size=400))
def test_any_bytes_are_a_change_or_unreadable(payload: bytes) -> None:
    assert unpack(payload) is not None


@given(KINDS, st.binary(max_size=40))
def test_any_bytes_of_a_known_kind_are_a_change_that_can_be_written_or_unreadable(
    kind: int, rest: bytes
) -> None:
    change = unpack(bytes([kind]) + rest)

    if change != Unreadable():
        assert unpack(pack(change)) == change


@given(changes, st.binary(min_size=1, max_size=20))
def test_fields_of_a_later_version_are_passed_over(change: Change, more: bytes) -> None:
    payload = pack(change)
    if isinstance(change, Posted):
        at = len(payload) - len(shorttext.pack(change.text))
        head = bytes([payload[0], payload[1] | 64])
        later = head + payload[2:at] + bytes([len(more)]) + more + payload[at:]
    elif _leaves_its_last_field_out(change):
        return
    else:
        later = payload + more

    assert unpack(later) == change


def _leaves_its_last_field_out(change: Change) -> bool:
    """A later version that adds a field writes the empty one before it in full."""
    return (
        (isinstance(change, PartlyMet) and not change.left)
        or (isinstance(change, Claimed) and not change.handle)
        or getattr(change, "name", "there") == ""
    )


@given(posted)
def test_a_post_is_its_text_and_at_most_six_bytes(post: Posted) -> None:
    assert len(pack(post)) <= len(shorttext.pack(post.text)) + 6


@given(posted)
def test_a_post_without_particulars_is_its_text_and_three_bytes(post: Posted) -> None:
    usual = USUAL_LIFETIMES[post.urgency]
    plain = replace(post, place=None, quantity=None, lifetime=usual)

    assert len(pack(plain)) == 3 + len(shorttext.pack(plain.text))


@pytest.mark.parametrize(
    "change",
    [
        Claimed(PostId(0xFFFFFFFF, LATE), 250),
        ClaimHeard(ClaimId(0xFFFFFFFF, LATE)),
        Released(ClaimId(OWN, LATE)),
        Arranged(ClaimId(0xFFFFFFFF, LATE)),
        PartlyMet(PostId(OWN, LATE), 3),
        Closed(PostId(OWN, LATE), Outcome.MET),
        Renewed(PostId(OWN, LATE)),
    ],
)
def test_a_step_in_the_life_of_a_post_is_a_handful_of_bytes(change: Change) -> None:
    assert len(pack(change)) <= 8


def test_what_is_its_own_goes_without_the_origin() -> None:
    own = PostId(0x5EF68B93, 7).written_by(0x5EF68B93)

    assert pack(Renewed(own)) == b"\x89\x07"
    assert pack(Renewed(PostId(0x5EF68B93, 7))) == b"\x09\x5e\xf6\x8b\x93\x07"


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\x00",
        b"\x1ffrom the future",
        b"\x01\x00\x01",  # no text
        b"\x01\x80\x01text",  # a flag that no hub sets
        b"\x81\x00\x01text",  # a post names no other
        b"\x01\x00\x01\xff\xff\xfe",  # no UTF-8
        b"\x01\x00\x01\xffa\x00b",  # a control character
        b"\x01\x00\x01\xff" + b"x" * (TEXT_LIMIT + 1),
        b"\x01\x00\x01\xff" + "turned \u202e round".encode(),
        b"\x01\x40\x01\x09text",  # more fields than bytes
        b"\x82\x07",  # cut short
        b"\x82\x07\x09",  # no such outcome
        b"\x82\x00\x00",  # no such post
        b"\x02\x00\x00\x00\x00\x07\x00",  # no such hub
        b"\x82" + b"\xff" * 9 + b"\x01\x00",  # a sequence of 2 ** 64
        b"\x84\x07\x00",  # no hours
        b"\x84\x07\x0c\x16\xff" + b"x" * 21,  # too long a handle
        b"\x8a\x07\x04\x07",  # no such urgency
        b"\x8b\x07\x00",  # a note without words
        b"\x03\x3d\x01x",  # no such place
        b"\x83\x01\x01x",  # a place names no post
    ],
)
def test_what_no_hub_of_today_writes_is_unreadable(payload: bytes) -> None:
    assert unpack(payload) == Unreadable()


def test_a_post_shows_even_where_its_particulars_are_of_a_later_version() -> None:
    later = b"\x01\x38\xc8\xff\x00\x63" + shorttext.pack("Bread")

    assert unpack(later) == Posted(
        Kind.NEED, CATEGORIES["other"], Urgency.NOW, "Bread", lifetime=Lifetime.DAY
    )


def test_a_need_never_stands_without_an_end() -> None:
    need = unpack(b"\x01\x20\x01\x06" + shorttext.pack("Bread"))
    offer = unpack(b"\x01\x24\x01\x06" + shorttext.pack("Bread"))

    assert isinstance(need, Posted)
    assert need.lifetime is Lifetime.DAY
    assert isinstance(offer, Posted)
    assert offer.lifetime is Lifetime.STANDING


@given(changes)
def test_words_that_are_known_need_not_be_unpacked(change: Change) -> None:
    assert unpack(pack(change), words_of(change)) == change
