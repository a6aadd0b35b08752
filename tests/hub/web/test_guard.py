"""What comes in from a browser: no form is taken that no page of ours made."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.web.guard import MAX_FIELDS
from hub.web.limits import FREE
from hub.web.sessions import Face, Sessions
from tests.conftest import ManualClock
from tests.hub.web.visitor import NEED, TOKEN, send_post


def _forms(client: FlaskClient, post_id: str) -> list[str]:
    """The address of each form that changes anything; a set-up is not on this hub."""
    parts = {
        "kind": "need",
        "token": TOKEN,
        "step": "reach",
        "post_id": post_id,
        "claim_id": post_id,
    }
    rules = client.application.url_map.iter_rules()
    built = [
        each.build({name: parts[name] for name in each.arguments})
        for each in rules
        if "POST" in (each.methods or ())
        and each.endpoint not in FREE
        and not each.rule.startswith(("/api/", "/setup/"))
    ]
    return [found[1] for found in built if found]


def test_whatever_form_comes_without_its_key_is_not_taken(client: FlaskClient) -> None:
    send_post(client)
    post_id = client.get("/api/board").json["posts"][0]["id"]
    wrote = client.get("/own").text

    forms = _forms(client, post_id)
    assert len(forms) > 5
    for address in forms:
        typed = {**NEED, "step": "close", "keep_code": "222-222", "form_key": "0" * 40}
        assert client.post(address, data=typed).status_code == 403, address

    assert client.get("/own").text == wrote
    assert len(client.get("/api/board").json["posts"]) == 1


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost.elsewhere.example",
        "http://elsewhere.example:80",
        "http://localhost@elsewhere.example",
        "http://localhost:8081",
        "null",
        "http://[",
    ],
)
def test_a_site_that_is_called_almost_like_ours_is_another(
    client: FlaskClient, origin: str
) -> None:
    sent = client.post("/language", data={"code": "es"}, headers={"Origin": origin})

    assert sent.status_code == 403


def test_a_form_of_more_fields_than_any_page_has_is_refused(
    client: FlaskClient,
) -> None:
    many = {f"place-{number}": "x" for number in range(MAX_FIELDS)}

    refused = client.post("/language", data={"code": "es", **many})

    assert refused.status_code == 400
    assert "Set-Cookie" not in refused.headers


def test_no_hub_knows_the_keys_of_another(clock: ManualClock) -> None:
    one, other = (Sessions(lambda: clock.now) for _ in range(2))
    session = one.begin(Face.HAND)

    key = one.form_key(session)

    assert one.is_form_key(session, key)
    assert not other.is_form_key(session, key)
    assert not other.is_form_key_of_before(session.name, key)
