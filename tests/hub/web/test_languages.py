"""The language of a page: chosen by touch, else the phone's, else the hub's."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from hub.domain.languages import ENGLISH, LANGUAGES, Language, language_of
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web.speaking import choose
from hub.web.wording import wording_of
from tests.hub.web.links import client_of, holding, link_of
from tests.hub.web.visitor import send_post

NEED = {"category": "food", "text": "水", "urgency": "now"}
PAGES = ("/", "/new/need", "/new/offer", "/status", "/nothing", "POST", "POSTED")


def _named(code: str) -> Language:
    return language_of(code) or pytest.fail(f"no {code}")


def _accepted(header: str) -> LanguageAccept:
    return parse_accept_header(header, LanguageAccept)


@pytest.mark.parametrize(
    ("touched", "header", "code"),
    [
        ("ar", "es", "ar"),
        (None, "es-MX,en;q=0.5", "es"),
        (None, "de,fr-CA;q=0.8,en;q=0.5", "fr"),
        (None, "zh-TW", "zh"),
        (None, "ZH-hans-cn", "zh"),
        (None, "en;q=0,ht", "ht"),
        (None, "de", "vi"),
        (None, "*", "vi"),
        (None, "", "vi"),
        ("xx", "pt-BR", "pt"),
        ("../ar", "", "vi"),
    ],
)
def test_touch_comes_before_the_phone_and_the_phone_before_the_hub(
    touched: str | None, header: str, code: str
) -> None:
    assert choose(touched, _accepted(header), _named("vi")).code == code


@pytest.fixture
def speaker(service: HubService, stewards: Stewards) -> FlaskClient:
    return client_of(service, stewards, link_of({7: holding()}))


def _address(client: FlaskClient, page: str) -> str:
    """Where the page is; a page of a post needs one first."""
    if not page.startswith("POST"):
        return page
    posted = send_post(client, **NEED).headers["Location"]
    shown = client.get(posted).text
    found = re.search(r'href="(/posts/[^"]+)"', shown) or pytest.fail(shown)
    return posted if page == "POSTED" else found[1]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_each_page_speaks_each_language(
    speaker: FlaskClient, language: Language, page: str
) -> None:
    address = _address(speaker, page)

    shown = speaker.get(address, headers={"Accept-Language": language.tag}).text

    assert f'<html lang="{language.tag}" dir="{language.direction}"' in shown
    assert wording_of(language).gettext("Go to the page") in shown
    if language != ENGLISH:
        assert "Go to the page" not in shown


def test_one_touch_chooses_and_shows_the_same_page_again(
    speaker: FlaskClient, service: HubService
) -> None:
    touched = speaker.post("/language", data={"code": "ar", "back": "/new/offer"})

    assert touched.status_code == 303
    assert touched.headers["Location"] == "/new/offer"
    cookie = touched.headers["Set-Cookie"]
    assert cookie.startswith(f"language-{service.origin:08x}=ar;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    after = speaker.get("/", headers={"Accept-Language": "es"}).text
    assert '<html lang="ar" dir="rtl"' in after
    assert re.search(r'value="ar"[^>]*aria-current="true"', after)


def test_a_language_that_is_not_spoken_changes_nothing(speaker: FlaskClient) -> None:
    touched = speaker.post("/language", data={"code": "tlh"})

    assert touched.headers["Location"] == "/"
    assert "Set-Cookie" not in touched.headers


@pytest.mark.parametrize(
    "elsewhere",
    ["//evil.example/", "/\\evil.example", "https://evil.example/", "", "/a\r\nX: y"],
)
def test_a_touch_leads_to_no_other_site(speaker: FlaskClient, elsewhere: str) -> None:
    touched = speaker.post("/language", data={"code": "es", "back": elsewhere})

    assert touched.headers["Location"] == "/"


def test_another_site_does_not_choose(speaker: FlaskClient) -> None:
    headers = {"Origin": "https://evil.example"}

    touched = speaker.post("/language", data={"code": "es"}, headers=headers)

    assert touched.status_code == 403
    assert "Set-Cookie" not in touched.headers


def test_a_page_about_something_stays_about_it(speaker: FlaskClient) -> None:
    assert 'name="back" value="/?about=food"' in speaker.get("/?about=food").text


def test_a_hub_speaks_its_own_language_to_who_asks_for_none(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None, language=_named("ht"))

    assert '<html lang="ht"' in client.get("/").text
    assert '<html lang="fr"' in client.get("/", headers={"Accept-Language": "fr"}).text


@pytest.mark.parametrize("code", ["es", "ar", "zh"])
def test_the_api_says_what_is_wrong_in_the_language_asked_for(
    speaker: FlaskClient, code: str
) -> None:
    headers = {"Accept-Language": code}

    wrong = speaker.post("/api/posts", json={"kind": "need"}, headers=headers)
    lost = speaker.get("/api/posts/x", headers=headers)
    unread = speaker.post("/api/posts", data=b"x", headers=headers)

    say = wording_of(_named(code)).gettext
    fields = wrong.json["error"]["fields"]
    assert fields["text"] == say("Please say it in a few words.")
    assert say("There is nothing here.") in lost.json["error"]["message"]
    assert unread.json["error"]["message"] == say("Send JSON, as application/json.")


@pytest.fixture(params=[each for each in LANGUAGES if each.direction == "rtl"])
def from_the_right(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


def test_a_neighbours_words_keep_their_own_direction(
    speaker: FlaskClient, from_the_right: Language
) -> None:
    address = _address(speaker, "POST")
    headers = {"Accept-Language": from_the_right.tag}

    for page in ("/", address):
        shown = speaker.get(page, headers=headers).text
        assert re.search(r'dir="auto"[^>]*>水<', shown)


def test_an_error_is_the_same_whatever_was_asked_for(speaker: FlaskClient) -> None:
    assert speaker.get("/nothing").data == speaker.get("/posts/0000004d-1").data
