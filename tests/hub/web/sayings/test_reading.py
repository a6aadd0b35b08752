"""A ready phrase is recognised in any language, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.web.sayings import SAYINGS, Saying, saying_of
from hub.web.sayings.reading import (
    MAX_COUNT,
    language_of_saying,
    read_saying,
    said_in,
)
from hub.web.wording import sayings_wording_of

COUNTS = st.integers(1, MAX_COUNT)


def _named(code: str) -> Language:
    return language_of(code) or pytest.fail(f"no {code}")


def _said(saying: Saying, language: Language, count: int) -> str:
    return sayings_wording_of(language).say(saying.counting(count))


def _read(text: str) -> tuple[Saying, int | None]:
    read = read_saying(text)
    assert read
    return read.saying, read.count


@given(st.sampled_from(SAYINGS), st.sampled_from(LANGUAGES), COUNTS)
def test_what_was_said_is_read_again(
    saying: Saying, language: Language, count: int
) -> None:
    said = _said(saying, language, count)

    assert _read(said) == (saying, count if saying.counted else None)
    assert language_of_saying(said) in (language, None)


@given(
    st.sampled_from(SAYINGS),
    st.permutations(LANGUAGES).map(lambda each: each[:2]),
    COUNTS,
)
def test_a_reader_of_another_language_sees_it_in_theirs(
    saying: Saying, languages: list[Language], count: int
) -> None:
    writer, reader = languages
    said, wanted = (_said(saying, each, count) for each in languages)

    assert said_in(said, reader) == (wanted if said != wanted else None)
    assert said_in(said, writer) is None


def test_no_saying_of_any_language_has_the_words_of_another() -> None:
    words: dict[str, Saying] = {}
    for language in LANGUAGES:
        for saying in SAYINGS:
            for count in (1, 2, 3, 11, 100):
                said = _said(saying, language, count).casefold()
                assert words.setdefault(said, saying) == saying, said


@pytest.mark.parametrize(
    "text",
    [
        "Water for 4 people",
        "  water FOR 4  people. ",
        "Water for 4 person",
        "Water for ٤ people",
        "agua para 4 personas",
        "De l'eau pour 4 personnes",
        "De l\u2019eau pour\u00a04 personnes",
        "需要4个人的饮用水。",
        "需要 4 个人的饮用水",
        "ماء لـ ٤ أشخاص",
        "ماء لـ4 شخصا",
    ],
)
def test_case_space_a_dot_and_the_kind_of_digits_do_not_matter(text: str) -> None:
    assert _read(text) == (saying_of("need-water"), 4)


def test_a_number_may_be_told_by_the_words_alone() -> None:
    assert _read("ماء لشخصين") == (saying_of("need-water"), 2)
    assert said_in("ماء لشخصين", _named("zh")) == "需要 2 个人的饮用水"
    assert said_in("Water for 2 people", _named("ar")) == "ماء لشخصين"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "#",
        "Water",
        "Water for people",
        "Water for # people",
        "Water for %(count)s people",
        "Water for 0 people",
        "Water for 1000 people",
        "Water for 4 people and 2 dogs",
        "Water for 4 4 people",
        "Water for 4.5 people",
        "Water for -4 people",
        "Water for four people",
        "Water for 4 people, second floor",
        "4 Baby milk",
        "9" * 5000,
    ],
)
def test_other_words_are_no_saying(text: str) -> None:
    assert read_saying(text) is None
    assert said_in(text, ENGLISH) is None
    assert language_of_saying(text) is None


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_text_is_too_strange(text: str, language: Language) -> None:
    read = read_saying(text)

    assert read is None or read.saying in SAYINGS
    assert (said_in(text, language) is None) or read


@given(st.sampled_from(SAYINGS), st.sampled_from(LANGUAGES), st.text(min_size=1))
def test_more_words_make_it_a_text_of_its_own(
    saying: Saying, language: Language, more: str
) -> None:
    if any(map(str.isalpha, more)):
        assert read_saying(_said(saying, language, 4) + more) is None
