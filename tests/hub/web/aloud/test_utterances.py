"""Which voice says what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.languages import LANGUAGES, Language, language_of
from hub.web.aloud.utterances import BREATH, Utterance, by_script, utterances
from hub.web.phrases import Words, phrase
from hub.web.wording import wording_of

MIXED = st.text(st.sampled_from("ab é4 .,!🙂水四ماء,你Tiếng\u2068"), max_size=40)


def _language(code: str) -> Language:
    found = language_of(code)
    assert found is not None
    return found


def _said(*lines: Words, language: str = "en") -> list[tuple[str, str]]:
    """What a page in that language says, and in which languages."""
    wording = wording_of(_language(language))
    spoken = utterances(lines, wording, _guess)
    return [(each.language.code, each.text) for each in spoken]


def _guess(text: str) -> Language | None:
    return _language("es") if "agua" in text else None


def test_phrases_are_said_in_the_language_of_the_page() -> None:
    assert _said(phrase("Today"), language="es") == [("es", "Hoy.")]


def test_neighbours_words_are_said_in_their_own() -> None:
    said = _said(phrase("Today"), "Necesito agua", "Bread for two")

    assert said == [
        ("en", "Today."),
        ("es", "Necesito agua."),
        ("en", "Bread for two."),
    ]


def test_what_one_voice_says_is_said_in_one_breath() -> None:
    said = _said(phrase("Today"), "Soup?", "2nd floor")

    assert said == [("en", "Today.\nSoup?\n2nd floor.")]


def test_nobody_talks_for_long_without_a_breath() -> None:
    said = _said(*["Bread for two and a half"] * 40)

    assert len(said) > 1
    assert all(len(text) <= BREATH for _, text in said)


def test_what_has_no_letters_is_not_said() -> None:
    assert _said("…", "", "🙂 !", "\n") == []


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("en", "3 条毯子 for Maria", [("zh", "3 条毯子 "), ("en", "for Maria")]),
        ("ar", "ماء 4", [("ar", "ماء 4")]),
        ("zh", "Water for 4", [("en", "Water for 4")]),
        ("zh", "12", [("zh", "12")]),
        ("fr", "Tiếng Việt, 中文", [("fr", "Tiếng Việt, "), ("zh", "中文")]),
    ],
)
def test_letters_that_a_voice_cannot_read_go_to_one_that_can(
    language: str, text: str, parts: list[tuple[str, str]]
) -> None:
    said = [
        (each.language.code, each.text) for each in by_script(text, _language(language))
    ]

    assert said == parts


@given(MIXED | st.text(), st.sampled_from(LANGUAGES))
def test_taking_a_text_apart_loses_nothing_of_it(text: str, language: Language) -> None:
    assert "".join(each.text for each in by_script(text, language)) == text


@given(st.lists(MIXED | st.text(max_size=20)), st.sampled_from(LANGUAGES))
def test_every_word_is_said_once_and_in_order(
    lines: list[str], language: Language
) -> None:
    said = list(utterances(lines, wording_of(language), lambda _: None))

    assert _letters(*(each.text for each in said)) == _letters(*lines)
    assert all(isinstance(each, Utterance) and each.text for each in said)


def _letters(*texts: str) -> str:
    return "".join(each for each in "".join(texts) if each.isalnum())
