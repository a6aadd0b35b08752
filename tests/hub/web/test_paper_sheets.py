"""What goes on which sheet: all of it, in its order, no sheet too full."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hub.web.paper_sheets import (
    HEAD,
    LARGEST_TEXTS,
    TITLE,
    Entry,
    Group,
    PaperSize,
    codes_on_a_sheet,
    largest_text,
    lines_of,
    sheets_of,
    tall_of,
)

ENTRIES = st.lists(
    st.builds(
        Entry,
        picture=st.just("food"),
        text=st.text(min_size=1, max_size=280),
        tag=st.none(),
        facts=st.lists(st.text(min_size=1, max_size=40), max_size=6).map(tuple),
    ),
    max_size=40,
).map(tuple)
GROUPS = st.tuples(ENTRIES, ENTRIES).map(
    lambda both: [Group("need", "Needs", both[0]), Group("offer", "Offers", both[1])]
)
SIZES = st.sampled_from(PaperSize)


@given(GROUPS, SIZES)
def test_every_entry_is_on_a_sheet_once_and_in_its_order(
    groups: list[Group], size: PaperSize
) -> None:
    sheets = sheets_of(groups, size)

    for group in groups:
        printed = [
            e for s in sheets for g in s if g.kind == group.kind for e in g.entries
        ]
        assert printed == list(group.entries)


@given(GROUPS, SIZES)
def test_no_sheet_is_too_full_and_none_is_empty(
    groups: list[Group], size: PaperSize
) -> None:
    sheets = sheets_of(groups, size)

    for sheet in sheets:
        entries = [each for group in sheet for each in group.entries]
        tall = sum(tall_of(each, size) for each in entries) + TITLE * len(sheet)
        assert tall <= size.tall - HEAD
        assert entries or sheets == [[]]
        assert all(group.entries for group in sheet)


def test_a_board_with_nothing_on_it_is_one_sheet() -> None:
    assert sheets_of([Group("need", "Needs", ())], PaperSize.A4) == [[]]


@given(st.text(max_size=280), st.text(max_size=40))
def test_more_words_never_take_fewer_lines(text: str, more: str) -> None:
    assert lines_of(text, 5.6, 166.0) <= lines_of(text + more, 5.6, 166.0)


def test_wide_signs_take_more_room_and_marks_take_none() -> None:
    assert lines_of("水" * 60, 5.6, 166.0) > lines_of("e" * 60, 5.6, 166.0)
    assert lines_of("e\u0301" * 40, 5.6, 166.0) == lines_of("e" * 40, 5.6, 166.0)


@given(st.text(min_size=1, max_size=280), SIZES)
def test_the_fewer_the_words_of_a_post_the_larger_they_are(
    text: str, size: PaperSize
) -> None:
    assert largest_text("Bread", size) == 1
    assert 1 <= largest_text(text, size) <= largest_text(text + text, size)
    assert largest_text(text + text, size) <= len(LARGEST_TEXTS)


def test_several_codes_are_on_one_sheet() -> None:
    assert [codes_on_a_sheet(each) for each in PaperSize] == [5, 5]
