"""Under which names the hub answers, and what it says under others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web.hosts import is_ours
from tests.hub.web.links import client_of

OURS = (
    "localhost",
    "localhost:8080",
    "127.0.0.1:8080",
    "10.42.0.1",
    "192.168.7.20:80",
    "[::1]:8080",
    "[fe80::1]",
    "porchlight",
    "PorchLight.LOCAL:8080",
    "porchlight.local.",
)
ELSEWHERE = (
    "evil.example",
    "evil.example:8080",
    "local.evil.example",
    "10.42.0.1.evil.example",
    "evillocal.example",
    "a..b",
    ".",
    "",
    "[",
    "user@localhost",
    "two words",
    "captive.apple.com",
)
POST = {"kind": "need", "category": "food", "text": "Bread"}


@pytest.mark.parametrize("host", OURS)
def test_numbers_and_names_of_nearby_are_ours(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})

    assert is_ours(host, None)
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ELSEWHERE)
def test_who_looks_under_another_name_is_led_to_the_hub(
    client: FlaskClient, host: str
) -> None:
    for answer in (
        client.get("/posts/1", headers={"Host": host}),
        client.head("/nothing", headers={"Host": host}),
    ):
        assert answer.status_code == 302
        assert answer.headers["Location"] == "http://10.42.0.1/"
        assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_is_written_under_another_name(client: FlaskClient) -> None:
    host = {"Host": "evil.example", "Origin": "http://evil.example"}
    answers = [
        client.post("/api/posts", json=POST, headers=host),
        client.post("/language", data={"code": "es"}, headers=host),
        client.put("/api/places/1", json={}, headers=host),
    ]

    assert [answer.status_code for answer in answers] == [421] * 3
    assert 'href="http://10.42.0.1/"' in answers[1].text
    assert client.get("/api/board").json["posts"] == []


def test_a_hub_without_an_address_says_so_on_a_page(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None)

    for address in ("/", "/api/board", "/static/base.css", "/healthz"):
        answer = client.get(address, headers={"Host": "evil.example"})
        assert answer.status_code == 421


def test_the_hub_s_own_address_is_ours_whatever_it_is_called() -> None:
    assert is_ours("board.example.org", "http://board.example.org")
    assert is_ours("Board.example.org:8080", "http://board.example.org:8080")
    assert not is_ours("example.org", "http://board.example.org")


def test_the_words_are_in_the_language_of_whoever_asks(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None)
    page = client.get("/", headers={"Host": "x.example", "Accept-Language": "ar"})

    assert 'dir="rtl"' in page.text
