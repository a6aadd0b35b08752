"""Every field of every route takes any text, as text or with plain words of refusal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from hub.service import HubService, Role
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from tests import hostile
from tests.hub.web.visitor import form_key

FIELDS = (
    *("kind", "category", "text", "quantity", "urgency", "place", "reach", "lifetime"),
    *("contact", "contact_consent", "handle", "hours", "keep_code", "step", "claim"),
    *("note", "thanks", "left", "alert", "place_name", "name", "code", "outcome"),
    *("form_token", "back", "language", "go", "until", "said"),
)
"""What any form or program sends, today or likely tomorrow."""

NEED = {"kind": "need", "category": "food", "text": "Bread"}


@pytest.fixture
def post_id(client: FlaskClient) -> str:
    found: str = client.post("/api/posts", json=NEED).json["id"]
    return found


def _addresses(app: Flask, post_id: str, text: str) -> Iterator[tuple[str, set[str]]]:
    """Each route twice: with what its parts may be, and with that text in each."""
    usual = {
        "kind": "need",
        "token": "attempt-number-one",
        "step": "words",
        "post_id": post_id,
        "code": "en",
    }
    odd = quote(text, safe="", errors="surrogatepass")
    for rule in app.url_map.iter_rules():
        methods = (rule.methods or set()) - {"OPTIONS"}
        known = {**usual, "step": "name"} if rule.rule.startswith("/setup") else usual
        built = rule.build({each: known.get(each, "1") for each in rule.arguments})
        assert built is not None, rule
        yield built[1], methods
        for each in rule.arguments & {"post_id", "claim_id", "token", "filename"}:
            yield built[1].replace(quote(usual.get(each, "1")), odd), methods


def _sent(
    client: FlaskClient, address: str, method: str, text: str
) -> Iterator[TestResponse]:
    if method == "GET":
        query = urlencode(dict.fromkeys(FIELDS, text), errors="surrogatepass")
        yield client.get(f"{address}?{query}"[:8000])
        return
    fields = dict.fromkeys(FIELDS, text)
    for sent in (fields, {**NEED, "text": text}, {**NEED, "handle": text}):
        yield client.open(
            address,
            method=method,
            data=json.dumps(sent),
            content_type="application/json",
        )
        yield client.open(
            address,
            method=method,
            data=urlencode(
                {**sent, "form_key": form_key(client)}, errors="surrogatepass"
            ),
            content_type="application/x-www-form-urlencoded",
        )


@pytest.mark.parametrize("name", hostile.BY_NAME)
def test_no_text_breaks_a_route_or_becomes_part_of_a_page(
    client: FlaskClient, post_id: str, name: str
) -> None:
    text = hostile.BY_NAME[name]
    asked = 0

    for address, methods in _addresses(client.application, post_id, text):
        for method in methods:
            for answer in _sent(client, address, method, text):
                assert answer.status_code < 500, (method, address)
                if answer.mimetype == "text/html":
                    assert "<script>alert" not in answer.text, (method, address)
                    assert "<img src=x" not in answer.text, (method, address)
                asked += 1

    assert asked > 60


@pytest.mark.parametrize("name", hostile.POSTABLE)
def test_what_may_be_posted_is_shown_as_it_is_everywhere(
    client: FlaskClient, name: str
) -> None:
    text = hostile.POSTABLE[name]
    post_id = client.post("/api/posts", json={**NEED, "text": text}).json["id"]

    for address in ("/", f"/posts/{post_id}"):
        assert str(escape(text)) in client.get(address).text
    assert client.get(f"/api/posts/{post_id}").json["text"] == text


@pytest.mark.parametrize("text", [hostile.OVERRIDE, hostile.NUL, hostile.ESCAPES])
def test_what_can_not_be_shown_is_refused_in_words(
    client: FlaskClient, text: str
) -> None:
    answer = client.post("/api/posts", json={**NEED, "text": text})

    assert answer.status_code == 400
    assert "can't be shown" in answer.json["error"]["fields"]["text"]
    assert client.get("/api/board").json["posts"] == []


@pytest.mark.parametrize("name", hostile.POSTABLE)
def test_places_alerts_and_the_hub_s_name_are_text_too(
    service: HubService, stewards: Stewards, name: str
) -> None:
    text = hostile.POSTABLE[name].replace("\n", " ")
    code = stewards.admit("Ana", Role.STEWARD)
    hub = WebHub(text[:60], service, stewards, lambda: None, limits=False)
    client = create_app(hub).test_client()
    ana = {"name": "Ana", "code": code}

    client.post("/api/alerts", json={**ana, "alert": text[:160], "hours": 1})
    client.put("/api/places/1", json={**ana, "place_name": text[:40]})
    client.post("/api/posts", json={**NEED, "place": "1"})
    page = client.get("/").text

    for shown in (text[:60], text[:160].strip(), text[:40].strip()):
        assert str(escape(" ".join(shown.split()))) in " ".join(page.split())


def test_words_of_a_neighbour_stand_apart_from_what_is_around_them(
    client: FlaskClient,
) -> None:
    """An isolate that is left open ends with its element, where that has `dir`."""
    client.post("/api/posts", json={**NEED, "text": hostile.ISOLATES})
    page = client.get("/").text

    for before in page.split(str(escape(hostile.ISOLATES)))[:-1]:
        assert 'dir="auto"' in before.rpartition("<")[2]
