"""What a neighbour wrote, as somebody with another language sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.languages import ENGLISH, LANGUAGES, language_of
from hub.web.shown_words import ShownWords, shown_words

SPANISH = language_of("es") or ENGLISH


def test_a_ready_phrase_is_read_in_the_readers_language() -> None:
    shown = shown_words("Agua para 4 personas", ENGLISH)

    assert shown == ShownWords("Water for 4 people", "en", "Agua para 4 personas")


def test_own_words_stay_as_they_were_written() -> None:
    assert shown_words("需要有人照看两个孩子", SPANISH).text == "需要有人照看两个孩子"
    assert shown_words("需要有人照看两个孩子", SPANISH).tag == "zh-Hans"


def test_where_the_language_is_not_known_none_is_named() -> None:
    assert shown_words("12:30 !!", ENGLISH) == ShownWords("12:30 !!", "")


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_nothing_that_was_written_is_lost(text: str, language: object) -> None:
    shown = shown_words(text, language)  # type: ignore[arg-type]

    assert text in (shown.text, shown.written)


@pytest.mark.parametrize("text", ["", " ", "\u202e", "\x00"])
def test_odd_texts_are_shown_as_they_are(text: str) -> None:
    assert shown_words(text, ENGLISH).text == text
