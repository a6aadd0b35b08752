"""docs/protocol.md: its examples are the bytes that the program reads and writes."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import get_args

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import (
    Change,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Kind,
    Lifetime,
    Noted,
    Outcome,
    Posted,
    Urgency,
)
from hub.domain.ids import OWN, ClaimId, PostId
from hub.mesh.packing import pack, unpack
from radio.carried import read_carried, write_carried
from radio.codec import decode, encode, frame_bytes
from radio.digest_codec import shorten
from radio.frame import (
    DigestFrame,
    Followed,
    FragmentFrame,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    Span,
)
from radio.holdings import Holdings
from radio.keys import Keyring, NetworkKey
from radio.record import AgedRecord, Record
from radio.seal import Seal, unseal
from radio.wire import age_of
from tests.bench_frames import batch, digest_of

PAGE = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")

WATER = Posted(
    Kind.NEED,
    CATEGORIES["water"],
    Urgency.NOW,
    "Water for 4",
    lifetime=Lifetime.DAY,
)
SOUP = Posted(
    Kind.OFFER,
    CATEGORIES["meals"],
    Urgency.WHENEVER,
    "Soup",
    place=5,
    quantity=12,
    lifetime=Lifetime.STANDING,
)
POST = PostId(0x5EF68B93, 7)
MET = Closed(PostId(OWN, 7), Outcome.MET)

CHANGES: dict[str, Change] = {
    "a need": WATER,
    "an offer with all its particulars": SOUP,
    "a claim on another hub's post": Claimed(POST, 12, "Ana"),
    "a claim that was heard": ClaimHeard(ClaimId(0x0A0B0C0D, 300)),
    "a correction": Corrected(PostId(OWN, 7), urgency=Urgency.TODAY, quantity=6),
    "a note from a helper": Noted(POST, "At 6!", ClaimId(OWN, 300), from_writer=False),
    "a post that is met": MET,
}

SENDER, OTHER = 0x5EF68B93, 0x0A0B0C0D
DIGEST = DigestFrame(
    SENDER, (Followed(OTHER, 300, (Span(OTHER, 9, 2),)), Followed(SENDER, 8))
)


def _check_of(*held: Span) -> int:
    holdings = Holdings()
    for span in held:
        holdings.pass_over(span)
    return holdings.check()


ONE_RUN = (Span(SENDER, 1, 8),)
THREE_RUNS = (Span(OTHER, 1, 8), Span(OTHER, 11, 290), Span(OTHER, 305, 1))

FRAMES: dict[str, Frame] = {
    "a record of the sender": RecordsFrame(
        SENDER,
        (AgedRecord(Record(SENDER, 7, pack(WATER)), 0.0),),
        check=_check_of(Span(SENDER, 1, 7)),
    ),
    "records of two origins": RecordsFrame(
        SENDER,
        (
            AgedRecord(Record(SENDER, 7, pack(WATER)), 90.0),
            AgedRecord(Record(SENDER, 8, pack(MET)), 60.0),
            AgedRecord(Record(OTHER, 300, pack(MET)), 90_000.0),
            AgedRecord(
                Record(OTHER, 305, pack(Closed(PostId(OWN, 9), Outcome.MET))), 0.0
            ),
        ),
        check=_check_of(*ONE_RUN, *THREE_RUNS),
    ),
    "a digest in full": DIGEST,
    "the same digest in short": shorten(DIGEST, (OTHER, SENDER)),
    "a hub that holds nothing": DigestFrame(SENDER, (), asks=True),
    "a request": RequestFrame(SENDER, (Span(OTHER, 9, 2),)),
    "word of records that have passed": PassedFrame(
        SENDER, (Span(OTHER, 1, 250), Span(OTHER, 255, 2))
    ),
    "a fragment": FragmentFrame(SENDER, SENDER, 9, 60.0, 1, 2, b"and so on"),
}


def _hex_of(name: str) -> bytes:
    """The bytes of the example with that title."""
    block = re.search(rf"\*\*{re.escape(name)}\*\*\n+```\n(.*?)```", PAGE, re.DOTALL)
    assert block, f"docs/protocol.md has no example: {name}"
    columns = [line.split("  ", 1)[0] for line in block[1].splitlines()]
    return bytes.fromhex("".join(columns))


def test_the_example_of_a_check_is_what_the_page_says_and_the_holdings_too() -> None:
    rows = re.findall(r"^\| `(\d+ [-\d ]+)` \| `(\w{8})` \|$", PAGE, flags=re.MULTILINE)
    joined = re.search(
        r"^\| both of them: the check \| `(\w{4})` \|$", PAGE, re.MULTILINE
    )
    hashes = [
        hashlib.blake2b(said.encode(), digest_size=4).hexdigest() for said, _ in rows
    ]
    one, other = (int(each, 16) for each in hashes)

    assert joined
    assert hashes == [hashed for _, hashed in rows]
    assert (one ^ other) % 2**16 == int(joined[1], 16)
    assert int(joined[1], 16) == _check_of(*ONE_RUN, *THREE_RUNS)


@pytest.mark.parametrize("name", FRAMES)
def test_an_example_of_a_frame_is_what_the_codec_says(name: str) -> None:
    plain = encode(FRAMES[name])
    head, *body = _hex_of(name)

    assert bytes([plain.head, *plain.body]).hex(" ") == _hex_of(name).hex(" ")
    # An age is coarse: what is read may be younger than what was written.
    assert encode(decode(head, SENDER, bytes(body))) == plain


def test_the_example_of_a_sealed_frame_is_what_the_seal_says() -> None:
    keys = Keyring(NetworkKey(bytes(range(32))))
    plain = encode(FRAMES["a record of the sender"])
    example = _hex_of("a record of the sender, sealed")

    sealed = Seal(SENDER, keys, lambda _name, _count: 64).seal(plain.body, plain.head)
    opened = unseal(example, keys)

    assert sealed.hex(" ") == example.hex(" ")
    assert (opened.sender, opened.counter, opened.body) == (SENDER, 64, plain.body)


def test_the_example_of_a_carried_file_is_what_is_read() -> None:
    octets, keys = _hex_of("a carried file"), Keyring(NetworkKey(bytes(range(32))))
    said = (
        AgedRecord(Record(SENDER, 7, pack(WATER)), 90.0),
        AgedRecord(Record(SENDER, 8, pack(MET)), 60.0),
    )

    carried = read_carried(io.BytesIO(octets).read, keys)
    written = write_carried(said, keys.current, 1.8e9)

    assert carried.written_at == 1_800_000_000
    assert list(carried.chunks) == [said, ()]
    # The salt is another in each file: alike are the lengths, and what is sealed.
    assert len(b"".join(written)) == len(octets)
    cipher = keys.current.carrying(octets[11:27])
    records = cipher.decrypt((1).to_bytes(13), octets[55:92], octets[:27] + b"\0\x25")
    assert records == _hex_of("the records in it")


def _rows_of_costs() -> dict[str, int]:
    rows = re.findall(r"^\| ([a-z][a-z0-9 ]+) \| (\d+) \|$", PAGE, flags=re.MULTILINE)
    return {what: int(octets) for what, octets in rows}


def _further(nth: int, octets: int) -> int:
    """What the nth record adds to a frame."""
    return frame_bytes(batch(nth, octets)) - frame_bytes(batch(nth - 1, octets))


def test_frames_cost_what_the_table_says() -> None:
    found = {
        "a record of 34 bytes": frame_bytes(batch(1, 34)),
        "a second one of the origin": _further(2, 34),
        "each further one of the origin": _further(3, 34),
        "four records of 34 bytes": frame_bytes(batch(4, 34)),
        "a record of 8 bytes": frame_bytes(batch(1, 8)),
        "a second one of 8 bytes": _further(2, 8),
        "each further one of 8 bytes": _further(3, 8),
    }
    for hubs in (5, 20, 50):
        full, short = digest_of(hubs)
        found[f"a digest of {hubs} hubs"] = frame_bytes(short)
        if hubs < 50:
            found[f"a digest of {hubs} hubs in full"] = frame_bytes(full)

    assert _rows_of_costs() == found


@pytest.mark.parametrize("name", CHANGES)
def test_an_example_of_a_change_is_what_the_packing_says(name: str) -> None:
    assert pack(CHANGES[name]).hex(" ") == _hex_of(name).hex(" ")
    assert unpack(_hex_of(name)) == CHANGES[name]


def test_the_ages_in_the_table_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) s", PAGE, flags=re.MULTILINE)

    assert len(rows) >= 5
    for byte, seconds in rows:
        assert age_of(int(byte)) == float(seconds)


def test_every_change_is_a_row_of_the_table_with_its_number() -> None:
    rows = re.findall(r"^\| (\d+) ([a-z ]+) \|", PAGE, flags=re.MULTILINE)
    named = {int(number): name for number, name in rows}

    assert len(named) == len(get_args(Change)) - 1  # Unreadable has no bytes
    for name, change in CHANGES.items():
        kind = _hex_of(name)[0] & 0x7F
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", type(change).__name__).lower()
        assert named[kind] == words


def test_every_category_has_its_number_on_the_page() -> None:
    for category in CATEGORIES.values():
        assert f"{category.code} {category.name}" in PAGE
