"""Every language has all it needs, and no keyword means two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields

import pytest

from hub.domain.categories import CATEGORIES
from hub.mesh.texting.answers import CODES
from hub.mesh.texting.lexicon import keyword_in, label_in
from hub.mesh.texting.phrases import STRICT
from hub.mesh.texting.reading import read
from hub.mesh.texting.vocabulary import Keyword, Vocabulary
from hub.mesh.texting.words import VOCABULARIES

every_language = pytest.mark.parametrize(
    "vocabulary", VOCABULARIES, ids=lambda each: each.code
)


def test_the_hub_answers_in_every_language_that_it_understands() -> None:
    assert tuple(each.code for each in VOCABULARIES) == CODES


@every_language
def test_a_language_has_every_keyword_and_every_category(
    vocabulary: Vocabulary,
) -> None:
    assert set(vocabulary.keywords) == set(Keyword)
    assert set(vocabulary.topics) == set(CATEGORIES)
    assert set(vocabulary.plights) <= set(CATEGORIES)
    assert all(label_in(vocabulary.code, name) for name in CATEGORIES)
    assert all(keyword_in(vocabulary.code, each) for each in Keyword)


@every_language
def test_no_list_of_phrases_is_empty(vocabulary: Vocabulary) -> None:
    for field in fields(vocabulary):
        value = getattr(vocabulary, field.name)
        texts = value.values() if isinstance(value, Mapping) else [str(value)]
        assert all(text.strip() for text in texts), field.name


@every_language
def test_a_language_counts_to_twelve(vocabulary: Vocabulary) -> None:
    assert len(vocabulary.numbers.split(",")) == 12


def test_no_keyword_means_two_commands() -> None:
    meanings: dict[tuple[str, ...], set[Keyword]] = defaultdict(set)
    for vocabulary in VOCABULARIES:
        for keyword, written in vocabulary.keywords.items():
            for phrase in written.split(","):
                if not phrase.strip().startswith(STRICT):
                    words = tuple(each.key for each in read(phrase).words)
                    meanings[words].add(keyword)

    assert not {words: many for words, many in meanings.items() if len(many) > 1}


def test_keywords_have_no_digits_so_no_short_id_is_one() -> None:
    for vocabulary in VOCABULARIES:
        for written in vocabulary.keywords.values():
            assert not any(each.isdecimal() for each in written)
