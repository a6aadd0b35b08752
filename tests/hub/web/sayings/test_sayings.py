"""The ready phrases: enough of them, short, each with its own words everywhere."""

from __future__ import annotations

from collections import Counter
from gettext import c2py

import pytest
from babel.messages.pofile import read_po

import kiosk
from hub.domain.categories import CATEGORIES, GROUPS, Category
from hub.domain.changes import Kind
from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.web.sayings import SAYINGS, WORDS, saying_of, sayings_for
from hub.web.sayings.reading import FORMS, MAX_COUNT
from hub.web.wording import sayings_wording_of, wording_of

MAX_LETTERS = 60


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("group", GROUPS, ids=lambda each: each.name)
def test_each_tile_has_five_to_seven(kind: Kind, group: Category) -> None:
    found = sayings_for(kind, group.name)

    assert 5 <= len(found) <= 7
    assert {(each.kind, each.category.group) for each in found} == {(kind, group.name)}


@pytest.mark.parametrize("kind", Kind)
def test_every_category_is_asked_for_and_offered(kind: Kind) -> None:
    said = {each.category.name for each in SAYINGS if each.kind is kind}

    assert said == set(CATEGORIES)


def test_a_saying_is_found_by_its_id() -> None:
    assert max(Counter(each.id for each in SAYINGS).values()) == 1
    assert all(saying_of(each.id) == each for each in SAYINGS)
    assert saying_of("need-gold") is None


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_a_saying_is_short_and_ends_without_a_dot(language: Language) -> None:
    say = sayings_wording_of(language).say

    for saying in SAYINGS:
        for count in FORMS:
            said = say(saying.counting(count))
            assert 0 < len(said) <= MAX_LETTERS, said
            assert said == said.strip(" .。"), said
            assert saying.counted or not any(map(str.isdigit, said)), said


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_no_two_sayings_have_the_same_words(language: Language) -> None:
    say = sayings_wording_of(language).say
    said = Counter(
        words
        for saying in SAYINGS
        for words in {say(saying.counting(count)) for count in (1, 2, 7)}
    )

    assert max(said.values()) == 1


def test_a_count_is_said_in_its_own_form() -> None:
    water, arabic = saying_of("need-water"), language_of("ar")
    assert water
    assert arabic

    assert sayings_wording_of(ENGLISH).say(water.counting(1)) == "Water for 1 person"
    assert sayings_wording_of(ENGLISH).say(water.counting(4)) == "Water for 4 people"
    assert sayings_wording_of(arabic).say(water.counting(2)) == "ماء لشخصين"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_the_wording_of_the_pages_says_them_too(language: Language) -> None:
    for words in (*WORDS, *(each.counting(3) for each in SAYINGS)):
        said = wording_of(language).say(words)
        assert said == sayings_wording_of(language).say(words)


@pytest.mark.parametrize(
    "language",
    [each for each in LANGUAGES if each != ENGLISH],
    ids=lambda each: each.code,
)
def test_the_numbers_tried_take_every_plural_form(language: Language) -> None:
    with kiosk.catalogue_of(language.code, kiosk.SAYINGS).open("rb") as lines:
        rule = c2py(read_po(lines, locale=language.code).plural_expr)

    assert set(map(rule, FORMS)) == set(map(rule, range(1, MAX_COUNT + 1)))
