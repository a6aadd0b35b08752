"""Every language says everything that the pages say, and nothing else."""

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
PLACES = re.compile(r"%\((\w+)\)s")


@cache
def _said_by_the_pages() -> frozenset[str | tuple[str, ...]]:
    """What `make translations` would find now."""
    with (kiosk.TRANSLATIONS / "babel.cfg").open() as settings:
        methods, options = parse_mapping_cfg(settings)
    found = extract_from_dir(HOUSE, methods, options, KEYWORDS)
    return frozenset(
        text if isinstance(text, str) else tuple(text) for _, _, text, _, _ in found
    )


def _catalogue(language: Language) -> Catalog:
    with kiosk.catalogue_of(language.code).open("rb") as lines:
        return read_po(lines, locale=language.code, abort_invalid=True)


def _messages(language: Language) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in _catalogue(language):
        if message.id:
            said = message.string
            yield message, (said,) if isinstance(said, str) else tuple(said)


def _id(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def test_the_pages_have_words() -> None:
    assert len(_said_by_the_pages()) > 200
    assert "I need something" in _said_by_the_pages()
    assert "Right now" in _said_by_the_pages()
    assert ("%(count)s day ago", "%(count)s days ago") in _said_by_the_pages()


def test_pages_and_texts_speak_the_same_languages() -> None:
    assert tuple(each.code for each in LANGUAGES) == CODES
    catalogues = {file.parts[-3] for file in kiosk.TRANSLATIONS.rglob("*.po")}
    assert catalogues == {each.code for each in OTHERS}


@pytest.mark.parametrize("language", OTHERS, ids=lambda each: each.code)
class TestCatalogue:
    """What holds of each."""

    def test_nothing_is_missing_or_stale(self, language: Language) -> None:
        catalogue = _catalogue(language)

        assert {_id(each) for each, _ in _messages(language)} == _said_by_the_pages()
        assert not catalogue.obsolete

    def test_everything_is_said(self, language: Language) -> None:
        forms = _catalogue(language).num_plurals

        for message, said in _messages(language):
            assert all(each.strip() for each in said), message.id
            assert len(said) == (forms if message.pluralizable else 1), message.id
            assert not message.fuzzy, message.id

    def test_each_place_for_a_part_is_kept(self, language: Language) -> None:
        lone = _forms_for_one_number(_catalogue(language))

        for message, said in _messages(language):
            asked = set(PLACES.findall("".join(_id(message))))
            for form, words in enumerate(said):
                unsaid = {"count"} if message.pluralizable and form in lone else set()
                assert asked - unsaid <= set(PLACES.findall(words)) <= asked, words
                assert "%" not in PLACES.sub("", words), words

    def test_its_plural_rule_tells_numbers_apart_as_the_language_does(
        self, language: Language
    ) -> None:
        catalogue = _catalogue(language)

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
