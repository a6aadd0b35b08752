"""Our cookies: no script reads them, no other site sends them, no hub mixes them up."""

from __future__ import annotations

from collections.abc import Iterator

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.service import HubService
from hub.web.cookies import FACE, LANGUAGE, LOOK, LOWER, OWN, SESSION
from tests.hub.web.visitor import send_post


def _visit(client: FlaskClient) -> Iterator[TestResponse]:
    """All that any cookie of ours comes from."""
    yield client.get("/new/need")
    yield send_post(client)
    yield client.post("/language", data={"code": "es", "back": "/"})
    yield client.get("/screen")
    yield client.post("/screen/look", data={"look": "dusk", "back": "/"})
    yield client.post("/screen/lower", data={"lower": "1", "back": "/"})
    yield client.post("/screen/lower", data={"back": "/"})
    yield client.get("/screen/rest")


def test_every_cookie_is_for_this_hub_and_its_pages_alone(
    client: FlaskClient, service: HubService
) -> None:
    cookies = [
        each
        for answer in _visit(client)
        for each in answer.headers.getlist("Set-Cookie")
    ]

    names = {each.partition("=")[0] for each in cookies}
    ours = (FACE, SESSION, LANGUAGE, OWN, LOOK, LOWER)
    assert names == {f"{each}-{service.origin:08x}" for each in ours}
    for each in cookies:
        assert "HttpOnly" in each, each
        assert "SameSite=Lax" in each, each


def test_when_the_screen_forgets_nothing_is_left_but_that_it_is_the_screen(
    client: FlaskClient, service: HubService
) -> None:
    client.get("/screen")
    for _ in _visit(client):
        pass

    kept = {
        each
        for each in (FACE, SESSION, LANGUAGE, LOOK, LOWER)
        if client.get_cookie(f"{each}-{service.origin:08x}")
    }
    assert kept == {FACE}
