"""Every language says all that pages and ready phrases say, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

import kiosk
from hub.domain.languages import ENGLISH, LANGUAGES, Language
from hub.mesh.texting.answers.languages import CODES

HOUSE = Path(__file__).parents[3]
KEYWORDS = {"_": None, "phrase": None, "plural": (1, 2), "ngettext": (1, 2)}
OTHERS = [each for each in LANGUAGES if each != ENGLISH]
DOMAINS = (kiosk.PAGES, kiosk.SAYINGS)
PLACES = re.compile(r"%\((\w+)\)s")


@cache
def _asked_for(domain: str) -> frozenset[str | tuple[str, ...]]:
    """What `make translations` would find now."""
    with (kiosk.TRANSLATIONS / f"{domain}.cfg").open() as settings:
        methods, options = parse_mapping_cfg(settings)
    found = extract_from_dir(HOUSE, methods, options, KEYWORDS)
    return frozenset(
        text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found
    )


def _catalogue(language: Language, domain: str) -> Catalog:
    with kiosk.catalogue_of(language.code, domain).open("rb") as lines:
        return read_po(lines, locale=language.code, abort_invalid=True)


def _messages(catalogue: Catalog) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in catalogue:
        if message.id:
            said = message.string
            yield message, (said,) if isinstance(said, str) else tuple(said)


def _id(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def test_the_pages_have_words() -> None:
    pages = _asked_for(kiosk.PAGES)

    assert len(pages) > 200
    assert "I need something" in pages
    assert "Right now" in pages
    assert ("%(count)s day ago", "%(count)s days ago") in pages


def test_the_ready_phrases_have_words() -> None:
    sayings = _asked_for(kiosk.SAYINGS)

    assert len(sayings) > 100
    assert "Baby milk" in sayings
    assert ("Water for %(count)s person", "Water for %(count)s people") in sayings


def test_no_words_stand_in_both_catalogues() -> None:
    assert not _asked_for(kiosk.PAGES) & _asked_for(kiosk.SAYINGS)


def test_pages_and_texts_speak_the_same_languages() -> None:
    assert tuple(each.code for each in LANGUAGES) == CODES
    found = {(file.parts[-3], file.stem) for file in kiosk.TRANSLATIONS.rglob("*.po")}
    assert found == {(each.code, domain) for each in OTHERS for domain in DOMAINS}


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.code)
class TestCatalogue:
    """What holds of each."""

    def test_nothing_is_missing_or_stale(self, language: Language, domain: str) -> None:
        catalogue = _catalogue(language, domain)

        assert {_id(each) for each, _ in _messages(catalogue)} == _asked_for(domain)
        assert not catalogue.obsolete

    def test_everything_is_said(self, language: Language, domain: str) -> None:
        catalogue = _catalogue(language, domain)

        for message, said in _messages(catalogue):
            forms = catalogue.num_plurals if message.pluralizable else 1
            assert all(each.strip() for each in said), message.id
            assert len(said) == forms, message.id
            assert not message.fuzzy, message.id

    def test_each_place_for_a_part_is_kept(
        self, language: Language, domain: str
    ) -> None:
        catalogue = _catalogue(language, domain)
        lone = _forms_for_one_number(catalogue)

        for message, said in _messages(catalogue):
            asked = set(PLACES.findall("".join(_id(message))))
            for form, words in enumerate(said):
                unsaid = {"count"} if message.pluralizable and form in lone else set()
                assert asked - unsaid <= set(PLACES.findall(words)) <= asked, words
                assert "%" not in PLACES.sub("", words), words

    def test_its_plural_rule_tells_numbers_apart_as_the_language_does(
        self, language: Language, domain: str
    ) -> None:
        catalogue = _catalogue(language, domain)

        assert catalogue.num_plurals == get_plural(language.code).num_plurals
        assert set(map(_rule(catalogue), range(1000))) == set(
            range(catalogue.num_plurals)
        )


def _rule(catalogue: Catalog) -> object:
    return c2py(catalogue.plural_expr)


def _forms_for_one_number(catalogue: Catalog) -> set[int]:
    """Forms that a single number takes need not name it: "two days" is one word."""
    rule = _rule(catalogue)
    numbers: dict[int, list[int]] = {}
    for number in range(1000):
        numbers.setdefault(rule(number), []).append(number)  # type: ignore[operator]
    return {form for form, those in numbers.items() if len(those) == 1}
