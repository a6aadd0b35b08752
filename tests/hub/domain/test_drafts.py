"""What a person typed, checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES, GROUPS, category_of_code
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.drafts import TEXT_LIMIT, DraftInvalid, Problem, check_draft

GOOD = {"kind": "need", "category": "food", "text": "Bread for two"}


def _problem(field: str, value: object) -> Problem | None:
    try:
        check_draft({**GOOD, field: value})
    except DraftInvalid as invalid:
        return invalid.problems[field]
    return None


def test_a_good_draft_is_a_post_with_no_hurry() -> None:
    expected = Posted(Kind.NEED, CATEGORIES["food"], Urgency.WHENEVER, "Bread for two")

    assert check_draft(GOOD) == expected


@pytest.mark.parametrize("value", [None, "", "wish", 7, ["need"], {}])
def test_an_unknown_kind_is_refused(value: object) -> None:
    assert _problem("kind", value) is Problem.UNKNOWN_KIND


@pytest.mark.parametrize("value", [None, "", "gold", 7, ["food"], {}])
def test_an_unknown_category_is_refused(value: object) -> None:
    assert _problem("category", value) is Problem.UNKNOWN_CATEGORY


@pytest.mark.parametrize("value", ["soon", 7, ["now"]])
def test_an_unknown_urgency_is_refused(value: object) -> None:
    assert _problem("urgency", value) is Problem.UNKNOWN_URGENCY


@pytest.mark.parametrize("value", [None, 7, "", "  \n\t ", "\u200b\u200d", "\ufe0f"])
def test_a_text_that_shows_nothing_is_refused(value: object) -> None:
    assert _problem("text", value) is Problem.EMPTY_TEXT


@pytest.mark.parametrize(
    "value", ["a\0b", "bell\a", "lone \ud800 surrogate", "\x1b[2J"]
)
def test_a_text_with_signs_that_cannot_be_shown_is_refused(value: str) -> None:
    assert _problem("text", value) is Problem.UNPRINTABLE_TEXT


@pytest.mark.parametrize("letter", ["x", "水", "🧡", "é"])
def test_the_limit_counts_characters_not_bytes(letter: str) -> None:
    assert _problem("text", letter * TEXT_LIMIT) is None
    assert _problem("text", letter * (TEXT_LIMIT + 1)) is Problem.LONG_TEXT


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(DraftInvalid) as caught:
        check_draft({})

    assert set(caught.value.problems) == {"kind", "category", "text"}


@given(st.dictionaries(st.sampled_from([*GOOD, "urgency"]), st.text() | st.none()))
def test_whatever_is_typed_is_a_post_or_told_what_is_wrong(
    fields: dict[str, str | None],
) -> None:
    try:
        posted = check_draft(fields)
    except DraftInvalid as invalid:
        assert invalid.problems
    else:
        posted.text.encode("utf-8")


@pytest.mark.parametrize(
    "text", ["Dlo pou 4 moun, tanpri — mèsi!", "e\u0301te\u0301", "مياه", "a\r\nb"]
)
def test_letters_are_kept_as_typed(text: str) -> None:
    assert check_draft({**GOOD, "text": f"  {text} "}).text == text.replace(
        "\r\n", "\n"
    )


def test_codes_of_categories_are_unique_and_one_from_the_future_reads_as_other() -> (
    None
):
    codes = [each.code for each in CATEGORIES.values()]

    assert len(set(codes)) == len(codes)
    assert category_of_code(255) is CATEGORIES["other"]


def test_every_category_is_behind_one_of_nine_tiles() -> None:
    tiles = {group.name for group in GROUPS}

    assert len(GROUPS) == 9
    assert {each.group for each in CATEGORIES.values()} == tiles
