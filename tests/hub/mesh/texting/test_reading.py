"""Texts as words: folded, cleaned, with their places."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.texts import is_printable
from hub.mesh.texting.folding import fold
from hub.mesh.texting.reading import MAX_MARKS, printable, read, without_ellipsis


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("NÉCESSAIRE", "necessaire"),
        ("Ｎｅｅｄ", "need"),  # noqa: RUF001
        ("đường", "duong"),
        ("الْمَاءِ", "ماء"),
        ("والماء", "ماء"),
        ("أدوية", fold("ادويه")),
        ("٤٢", "42"),
        ("ﬁre", "fire"),
    ],
)
def test_words_compare_without_case_accents_width_and_article(
    written: str, plain: str
) -> None:
    assert fold(written) == plain


def test_a_chinese_character_is_a_word_and_a_name_in_latin_letters_another() -> None:
    words = read("认领K7Q吧").words

    assert [each.key for each in words] == ["认", "领", "k7q", "吧"]


def test_arabic_letters_and_digits_part() -> None:
    assert [each.key for each in read("ل٤").words] == ["ل", "4"]


def test_a_vowel_sign_does_not_part_a_word() -> None:
    assert len(read("مَاءٌ").words) == 1
    assert len(read(unicodedata.normalize("NFD", "nước uống")).words) == 2


def test_a_dot_in_a_number_ends_no_sentence() -> None:
    clauses = [each.clause for each in read("3.5 l water. now").words]

    assert clauses == [0, 0, 0, 0, 1]


def test_what_cannot_be_shown_is_left_out() -> None:
    text = printable("wa\x00ter\ud800 \u202eneed\u202c z" + "\u0335" * 50)

    assert "\u202e" not in text
    assert "\ud800" not in text
    assert text.count("\u0335") == MAX_MARKS


@given(st.text(st.characters()))
def test_what_was_read_can_be_posted(typed: str) -> None:
    assert is_printable(read(typed).text)


@given(st.text())
def test_words_stand_where_they_say(typed: str) -> None:
    reading = read(typed)

    for word in reading.words:
        assert fold(reading.text[word.start : word.end]) == word.key


@pytest.mark.parametrize("typed", ["water…", "water ...", "water……", "water。。。"])
def test_an_ellipsis_says_that_more_follows(typed: str) -> None:
    assert without_ellipsis(typed) == ("water", True)


def test_a_full_stop_says_that_nothing_follows() -> None:
    assert without_ellipsis("water.") == ("water.", False)
