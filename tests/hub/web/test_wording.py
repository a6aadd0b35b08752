"""Phrases have no language; a wording gives them one."""

from __future__ import annotations

from gettext import NullTranslations

import pytest
from babel.numbers import format_decimal

from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.web import words
from hub.web.phrases import Share, phrase, plural
from hub.web.wording import END_ISOLATE, ISOLATE, Wording, wording_of

SOME = (0, 1, 2, 3, 5, 11, 21, 99, 100, 1000, 1_000_000)


def _named(code: str) -> Language:
    return language_of(code) or pytest.fail(f"no {code}")


def test_a_phrase_is_never_shown_in_english_by_mistake() -> None:
    with pytest.raises(TypeError):
        f"{phrase('Back')}"


def test_parts_may_be_phrases_and_shares() -> None:
    inner = phrase("%(share)s left", share=Share(0.5))

    said = wording_of(ENGLISH).say(phrase("about %(it)s of %(n)s", it=inner, n=1234))

    assert said == "about 50% left of 1,234"


def test_what_neighbours_and_machines_wrote_is_said_as_it_is() -> None:
    assert wording_of(_named("ar")).say("100 % of %(it)s") == "100 % of %(it)s"


def test_a_percent_sign_in_a_part_is_no_place() -> None:
    assert wording_of(ENGLISH).say(phrase("%(why)s!", why="%(x)s %")) == "%(x)s %!"


def test_foreign_parts_do_not_turn_a_sentence_from_the_right_around() -> None:
    arabic = Wording(_named("ar"), NullTranslations())

    said = arabic.say(phrase("%(hub)s, %(n)s", hub="0a8b41d2", n=3))

    assert said == f"{ISOLATE}0a8b41d2{END_ISOLATE}, 3"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_everything_counted_can_be_said_of_any_number(language: Language) -> None:
    wording = wording_of(language)

    for count in SOME:
        assert wording.say(words.hubs_heard(count))
        assert wording.say(words.delivered(min(count, 7), count))
        assert wording.say(words.age(60.0 * count))


def test_arabic_has_six_ways_to_count() -> None:
    said = wording_of(_named("ar")).say
    told = [
        said(plural("%(count)s thing waits.", "%(count)s things wait.", n))
        for n in (0, 1, 2, 3, 11, 100)
    ]

    assert told == [
        "لا شيء ينتظر.",
        "شيء واحد ينتظر.",
        "شيئان ينتظران.",
        "3 أشياء تنتظر.",
        "11 شيئا ينتظر.",
        "100 شيء ينتظر.",
    ]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_numbers_are_written_as_babel_writes_them(language: Language) -> None:
    say = wording_of(language).say

    for number in (0, 7, 42, 999, 1000, 12_345):
        written = format_decimal(number, locale=language.code)
        assert say(phrase("%(n)s", n=number)) == written
