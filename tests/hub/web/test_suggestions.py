"""What the keyboard may complete, as JSON of each language."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.domain.languages import LANGUAGES, Language
from hub.web.sayings.reading import read_saying
from hub.web.wording import sayings_wording_of

SHOWN_ABOVE_THE_KEYS = 12


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_each_language_has_its_own_list(
    client: FlaskClient, language: Language
) -> None:
    answer = client.get(f"/suggestions/{language.code}.json")
    listed = answer.json[language.code]

    assert list(answer.json) == [language.code]
    assert listed[0] == sayings_wording_of(language).gettext("water")
    assert len(listed) == len(set(listed)) > 150
    assert len([each for each in listed if read_saying(each)]) > 130
    assert len(answer.data) < 16_000


def test_the_first_are_words_and_phrases_of_several_kinds(client: FlaskClient) -> None:
    first = client.get("/suggestions/en.json").json["en"][:SHOWN_ABOVE_THE_KEYS]
    read = list(filter(None, map(read_saying, first)))

    assert first[:2] == ["water", "Water for 4 people"]
    assert len({each.saying.category.group for each in read}) == len(read) == 6


def test_a_list_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/suggestions/es.json")
    again = client.get(
        "/suggestions/es.json", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert first.headers["Cache-Control"] == "max-age=3600"
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("code", ["xx", "EN", "en.json", "..", "zh-Hans"])
def test_an_unknown_language_has_no_list(client: FlaskClient, code: str) -> None:
    assert client.get(f"/suggestions/{code}.json").status_code == 404
