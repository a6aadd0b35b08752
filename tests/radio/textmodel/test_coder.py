"""Decisions to bytes and back, and where texts end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radio.textmodel.coder import PROBABILITY_BITS, Ends, Reader, Writer
from radio.textmodel.coder import octets_of as octets
from radio.textmodel.coder import point_of as point

LIKELY = st.integers(1, (1 << PROBABILITY_BITS) - 1)
DECISIONS = st.lists(st.tuples(LIKELY, st.booleans()), max_size=60)


def written(decisions: list[tuple[int, bool]]) -> bytes:
    """The bytes of decisions, after each of which the text may end."""
    writer, ends = Writer(), Ends()
    last = ends.next(writer)
    for likely, yes in decisions:
        writer.decide(likely, yes)
        last = ends.next(writer)
    return octets(last)


@given(DECISIONS)
def test_decisions_read_back_and_end_where_they_ended(
    decisions: list[tuple[int, bool]],
) -> None:
    packed = written(decisions)
    reader, ends = Reader(packed), Ends()
    at = 0
    while ends.next(reader) != point(packed):
        likely, yes = decisions[at]
        at += 1
        assert reader.decide(likely) == yes

    assert at == len(decisions)


@given(DECISIONS)
def test_packed_decisions_do_not_begin_as_plain_text(
    decisions: list[tuple[int, bool]],
) -> None:
    assert not written(decisions).startswith(b"\xff")


@given(DECISIONS)
def test_no_packing_ends_in_a_zero(decisions: list[tuple[int, bool]]) -> None:
    assert not written(decisions).endswith(b"\0")


def test_no_decisions_take_no_bytes() -> None:
    assert written([]) == b""


def test_what_is_likely_takes_little_room() -> None:
    """A thousand decisions of a hundredth of a bit each, and the end."""
    assert len(written([(65_000, True)] * 1000)) <= 3


def test_a_reader_notices_that_it_has_passed_every_text() -> None:
    reader = Reader(b"\x12\x00")
    for _ in range(200):
        reader.decide(30_000)

    assert reader.passed
