"""The language of a neighbour's words is told where it shows, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.languages import LANGUAGES, Language
from hub.web.sayings import SAYINGS, Saying
from hub.web.text_language import COMMON, language_of_text
from hub.web.wording import sayings_wording_of


def _code(text: str) -> str | None:
    language = language_of_text(text)
    return language.code if language else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We need two blankets, third floor", "en"),
        ("My mother is out of her heart pills", "en"),
        ("Can lend you a drill", "en"),
        ("Necesito pañales talla 4", "es"),
        ("Busco a alguien que cuide a mi hija el jueves", "es"),
        ("NECESITO AGUA", "es"),
        ("Mwen bezwen lèt pou ti bebe a", "ht"),
        ("Gen manje cho nan premye etaj la", "ht"),
        ("J'ai besoin d'un fauteuil roulant", "fr"),
        ("Je prête une perceuse, 3e étage", "fr"),
        ("Preciso de fraldas para minha filha", "pt"),
        ("Tenho pão e bolo, apartamento 12", "pt"),
        ("Cần người chở đi bệnh viện", "vi"),
        ("Con tôi bị sốt, ai có thuốc?", "vi"),
        ("Con to\u0302i bi\u0323 so\u0302\u0301t", "vi"),
        ("我妈妈需要胰岛素", "zh"),
        ("insulin 胰岛素冷藏", "zh"),
        ("أحتاج إلى دواء الضغط لأمي", "ar"),
        ("Phở for 4 people in the lobby", "en"),
        ("Ask for Nguyễn at the front door", "en"),
        ("Can you take us to Los Angeles?", "en"),
    ],
)
def test_the_language_shows(text: str, code: str) -> None:
    assert _code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "!?",
        "👶🍼",
        "OK",
        "Pan",
        "insulin",
        "パンと水が欲しい",
        "물이 필요합니다",
        "کمک می‌خواهم",
        "нужна вода",
        "ΑΒΓ ΔΕΖ",
        "Kailangan ko ng tubig",
        "water agua dlo eau",
    ],
)
def test_none_is_said_where_it_does_not_show(text: str) -> None:
    assert _code(text) is None


@given(st.sampled_from(SAYINGS), st.sampled_from(LANGUAGES), st.integers(1, 999))
def test_a_ready_phrase_is_known(
    saying: Saying, language: Language, count: int
) -> None:
    said = sayings_wording_of(language).say(saying.counting(count))

    assert language_of_text(said) == language


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert language_of_text(text) in (None, *LANGUAGES)


def test_a_common_word_is_one_languages_own() -> None:
    listed = [word for words in COMMON.values() for word in words.split("|")]

    assert len(listed) == len(set(listed))
    assert all(word == word.lower() for word in listed)
