"""What a person typed, checked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.categories import CATEGORIES, GROUPS, category_of_code
from hub.domain.changes import USUAL_LIFETIMES, Kind, Lifetime, Posted, Urgency
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.contact import Contact
from hub.domain.drafts import (
    Draft,
    check_alert,
    check_draft,
    check_handle,
    check_hours,
    check_note,
    check_place_name,
    check_place_number,
    check_thanks,
)
from hub.domain.reach import Reach
from hub.domain.texts import (
    ALERT_LIMIT,
    CONTACT_LIMIT,
    HANDLE_LIMIT,
    NOTE_LIMIT,
    PLACE_NAME_LIMIT,
    TEXT_LIMIT,
    THANKS_LIMIT,
    printable,
)

GOOD = {"kind": "need", "category": "food", "text": "Bread for two"}


def _problem(field: str, value: object) -> Problem | None:
    try:
        check_draft({**GOOD, field: value})
    except DraftInvalid as invalid:
        return invalid.problems[field]
    return None


def test_a_good_draft_is_a_post_with_no_hurry() -> None:
    expected = Posted(Kind.NEED, CATEGORIES["food"], Urgency.WHENEVER, "Bread for two")

    assert check_draft(GOOD) == Draft(expected, Reach.ALL_HUBS, None)


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
        posted = check_draft(fields).posted
    except DraftInvalid as invalid:
        assert invalid.problems
    else:
        posted.text.encode("utf-8")


@pytest.mark.parametrize(
    "text", ["Dlo pou 4 moun, tanpri — mèsi!", "e\u0301te\u0301", "مياه", "a\r\nb"]
)
def test_letters_are_kept_as_typed(text: str) -> None:
    assert check_draft({**GOOD, "text": f"  {text} "}).posted.text == text.replace(
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


def test_a_draft_may_say_where_how_much_and_how_long() -> None:
    fields = {**GOOD, "place": " 7 ", "quantity": 4, "lifetime": "6h"}

    posted = check_draft(fields).posted

    assert (posted.place, posted.quantity) == (7, 4)
    assert posted.lifetime is Lifetime.SIX_HOURS


@pytest.mark.parametrize("urgency", Urgency)
def test_a_lifetime_that_is_not_said_is_the_usual_one(urgency: Urgency) -> None:
    posted = check_draft({**GOOD, "urgency": urgency.value, "lifetime": ""}).posted

    assert posted.lifetime is USUAL_LIFETIMES[urgency]


NO_NUMBERS = [0, -1, 999, "0", "-1", "4.5", "٤", "four", "9" * 400, 2.0, True, [4], {}]


@pytest.mark.parametrize("value", NO_NUMBERS)
def test_what_is_no_number_of_the_range_is_refused(value: object) -> None:
    assert _problem("place", value) is Problem.UNKNOWN_PLACE
    assert _problem("quantity", value) is Problem.BAD_QUANTITY
    with pytest.raises(DraftInvalid):
        check_hours(value)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_number_may_be_left_out_where_nobody_must_say_it(value: object) -> None:
    posted = check_draft({**GOOD, "place": value, "quantity": value}).posted

    assert (posted.place, posted.quantity) == (None, None)
    with pytest.raises(DraftInvalid):
        check_hours(value)


@pytest.mark.parametrize("value", ["forever", 7, ["1d"], {}])
def test_an_unknown_lifetime_is_refused(value: object) -> None:
    assert _problem("lifetime", value) is Problem.UNKNOWN_LIFETIME


def test_only_an_offer_may_stand_without_an_end() -> None:
    standing = check_draft({**GOOD, "kind": "offer", "lifetime": "standing"}).posted

    assert standing.lifetime is Lifetime.STANDING
    assert _problem("lifetime", "standing") is Problem.STANDING_NEED


Check = Callable[[object], str]
WORDS: list[tuple[Check, int]] = [
    (check_note, NOTE_LIMIT),
    (check_thanks, THANKS_LIMIT),
    (check_alert, ALERT_LIMIT),
    (check_handle, HANDLE_LIMIT),
    (check_place_name, PLACE_NAME_LIMIT),
]


@pytest.mark.parametrize(("check", "limit"), WORDS)
def test_short_words_have_their_limits(check: Check, limit: int) -> None:
    assert check(" " + "é" * limit) == "é" * limit
    for refused in ("x" * (limit + 1), "a\0b", "\u200b", "turned \u202e round"):
        with pytest.raises(DraftInvalid):
            check(refused)


@pytest.mark.parametrize("value", [None, "", "  \n", 7])
def test_a_helper_needs_no_name(value: object) -> None:
    assert check_handle(value) == ""


def test_a_name_is_one_line() -> None:
    assert check_handle("Ana\n from\tOak") == "Ana from Oak"


@pytest.mark.parametrize("value", [None, "", 7])
def test_a_note_says_something(value: object) -> None:
    with pytest.raises(DraftInvalid) as caught:
        check_note(value)

    assert caught.value.problems == {"note": Problem.EMPTY_TEXT}


@pytest.mark.parametrize("sign", ["\u202d", "\u202e"])
def test_a_text_that_turns_others_round_is_refused(sign: str) -> None:
    assert _problem("text", f"Bread{sign}") is Problem.UNPRINTABLE_TEXT


def test_signs_that_can_not_be_shown_are_left_out_and_all_others_stay() -> None:
    typed = "Br\u202eead\x00,\r\n\ttoday\x1b \u200fمي 👩\u200d🍳"

    assert printable(typed) == "Bread,\r\n\ttoday \u200fمي 👩\u200d🍳"


@pytest.mark.parametrize("text", ["\u2067مي\u2069 2", "\u200fمي", "👩\u200d🍳"])
def test_signs_that_scripts_need_stay(text: str) -> None:
    assert check_draft({**GOOD, "text": text}).posted.text == text


@pytest.mark.parametrize("reach", list(Reach))
def test_a_writer_chooses_how_far_it_goes(reach: Reach) -> None:
    assert check_draft({**GOOD, "reach": reach.value}).reach is reach


@pytest.mark.parametrize("value", ["here", 7, ["this_hub"], True])
def test_an_unknown_reach_is_refused_and_not_taken_for_everybody(value: object) -> None:
    assert _problem("reach", value) is Problem.UNKNOWN_REACH


@pytest.mark.parametrize("consent", ["yes", True])
def test_a_contact_is_taken_with_consent(consent: object) -> None:
    fields = {**GOOD, "contact": " door  3 ", "contact_consent": consent}

    assert check_draft(fields).contact == Contact("door 3")


@pytest.mark.parametrize("consent", [None, "", "no", False, 1.5, ["yes"]])
def test_a_contact_without_consent_is_refused(consent: object) -> None:
    with pytest.raises(DraftInvalid) as told:
        check_draft({**GOOD, "contact": "door 3", "contact_consent": consent})

    assert told.value.problems == {"contact": Problem.NO_CONSENT}


def test_a_contact_has_a_limit_and_an_empty_one_is_none() -> None:
    long = {"contact": "x" * (CONTACT_LIMIT + 1), "contact_consent": "yes"}

    with pytest.raises(DraftInvalid) as told:
        check_draft({**GOOD, **long})

    assert told.value.problems == {"contact": Problem.LONG_CONTACT}
    assert check_draft({**GOOD, "contact": "  "}).contact is None


def test_a_contact_does_not_show_in_what_a_log_would_print() -> None:
    assert "555" not in repr(Draft(check_draft(GOOD).posted, contact=Contact("555")))


@pytest.mark.parametrize("value", ["", None, "0", "61", "x"])
def test_a_place_has_a_number_in_the_list(value: object) -> None:
    with pytest.raises(DraftInvalid):
        check_place_number(value)
    assert check_place_number("60") == 60
