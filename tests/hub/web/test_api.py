"""The API's promises."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from radio.budget import Hold
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.status import BudgetStatus, SyncStatus
from tests.conftest import ManualClock

WATER = {
    "kind": "need",
    "category": "water",
    "text": "Dlo pou 4 — mèsi",
    "urgency": "now",
}


def _post(client: FlaskClient, fields: Any = WATER, **headers: str) -> TestResponse:
    return client.post(
        "/api/posts",
        data=json.dumps(fields),
        content_type="application/json",
        headers=headers,
    )


def test_a_post_is_created_with_an_id_and_a_keep_code(client: FlaskClient) -> None:
    response = _post(client)

    assert response.status_code == 201
    assert set(response.json) == {"id", "keep_code"}
    assert response.headers["Location"] == f"/posts/{response.json['id']}"


def test_the_board_shows_what_was_posted(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    created = _post(client).json
    clock.now += 90

    board = client.get("/api/board").json

    assert board == {
        "revision": 1,
        "since": 0,
        "clock": "trusted",
        "alerts": [],
        "posts": [
            {
                "id": created["id"],
                "kind": "need",
                "category": "water",
                "text": "Dlo pou 4 — mèsi",
                "urgency": "now",
                "state": "open",
                "origin": f"{service.origin:08x}",
                "reach": "all_hubs",
                "proved": True,
                "place": "",
                "quantity": None,
                "quantity_left": None,
                "lifetime": "1d",
                "claims": [],
                "notes": 0,
                "thanks": [],
                "ask_still_needed": False,
                "delivery": None,
                "age_s": 90,
            }
        ],
    }


def test_accents_are_sent_as_themselves(client: FlaskClient) -> None:
    _post(client)

    assert "Dlo pou 4 — mèsi".encode() in client.get("/api/board").data


def test_a_board_without_news_is_an_empty_304(client: FlaskClient) -> None:
    _post(client)
    etag = client.get("/api/board").headers["ETag"]

    unchanged = client.get("/api/board", headers={"If-None-Match": etag})
    _post(client)
    changed = client.get("/api/board", headers={"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert changed.status_code == 200


def test_since_gives_what_changed(client: FlaskClient) -> None:
    _post(client)
    second = _post(client, {**WATER, "text": "Bread"}).json

    changed = client.get("/api/board?since=1").json

    assert [post["id"] for post in changed["posts"]] == [second["id"]]
    assert client.get("/api/board?since=2").json["posts"] == []


def test_a_revision_from_before_a_restore_gives_everything(client: FlaskClient) -> None:
    _post(client)

    assert len(client.get("/api/board?since=999").json["posts"]) == 1


@pytest.mark.parametrize("since", ["-1", "x", "1.5", "²", "9" * 40])
def test_a_since_that_is_no_revision_is_told(client: FlaskClient, since: str) -> None:
    assert client.get(f"/api/board?since={since}").status_code == 400


def test_the_same_idempotency_key_posts_once(client: FlaskClient) -> None:
    first = _post(client, **{"Idempotency-Key": "k1"})
    again = _post(client, **{"Idempotency-Key": "k1"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert client.get("/api/board").json["revision"] == 1


def test_the_same_idempotency_key_with_another_post_is_refused(
    client: FlaskClient,
) -> None:
    _post(client, **{"Idempotency-Key": "k1"})

    other = _post(client, {**WATER, "text": "Bread"}, **{"Idempotency-Key": "k1"})

    assert other.status_code == 422


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({**WATER, "kind": "wish"}, "kind"),
        ({**WATER, "category": "gold"}, "category"),
        ({**WATER, "text": ""}, "text"),
        ({**WATER, "text": "x" * 281}, "text"),
        ({**WATER, "text": "\ud800"}, "text"),
        ({**WATER, "urgency": "soon"}, "urgency"),
        ({}, "kind"),
    ],
)
def test_a_draft_with_a_problem_is_400_and_says_where(
    client: FlaskClient, fields: dict[str, str], field: str
) -> None:
    response = _post(client, fields)

    assert response.status_code == 400
    assert response.json["error"]["fields"][field]
    assert client.get("/api/board").json["revision"] == 0


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'"text"', b"\xff\xfe{}", b'{"text": "\xe9"}', b"[" * 9000],
)
def test_a_body_that_is_no_json_object_in_utf8_is_400(
    client: FlaskClient, body: bytes
) -> None:
    response = client.post("/api/posts", data=body, content_type="application/json")

    assert response.status_code == 400
    assert response.json["error"]["message"]


def test_a_body_over_16_kib_is_413(client: FlaskClient) -> None:
    response = _post(client, {**WATER, "text": "x" * 17_000})

    assert response.status_code == 413
    assert response.json["error"]["message"]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded"]
)
def test_another_content_type_is_415(client: FlaskClient, content_type: str) -> None:
    response = client.post(
        "/api/posts", data=json.dumps(WATER), content_type=content_type
    )

    assert response.status_code == 415


def test_a_page_of_another_site_cannot_post(client: FlaskClient) -> None:
    assert _post(client, Origin="http://elsewhere.example").status_code == 403
    assert _post(client, Origin="http://localhost").status_code == 201


def test_status_and_health_say_how_it_stands(client: FlaskClient) -> None:
    _post(client)

    status = client.get("/api/status").json

    assert status["posts"] == status["revision"] == 1
    assert status["radio"] == {"state": "none"}
    assert status["store"] == {"state": "well"}
    assert client.get("/healthz").json == {"ok": True, "revision": 1}


def test_status_says_what_waits_for_the_radio_and_why(
    service: HubService, stewards: Stewards
) -> None:
    budget = BudgetStatus({Priority.URGENT: 1, Priority.REPAIR: 4}, 0.03, Hold.CHANNEL)
    sync = SyncStatus({}, 0, 5, 0, {}, budget=budget)
    link = LinkStatus(LinkState.UP, "", sync)
    hub = WebHub("14 Elm St", service, stewards, lambda: link, "http://10.42.0.1")

    status = create_app(hub).test_client().get("/api/status").json

    assert status["radio"]["budget"] == {
        "waiting": {"urgent": 1, "repair": 4},
        "used_share": 0.03,
        "held_back": "channel_busy",
    }


def test_an_unknown_address_of_the_api_is_json_in_plain_words(
    client: FlaskClient,
) -> None:
    response = client.get("/api/nothing")

    assert response.status_code == 404
    assert response.json["error"]["message"]


def test_an_origin_that_cannot_be_one_is_403(client: FlaskClient) -> None:
    assert _post(client, Origin="http://[").status_code == 403


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    response = client.delete("/api/board")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_a_key_of_the_api_is_no_address_of_a_keep_code(client: FlaskClient) -> None:
    key = "a-key-that-is-long-enough"
    _post(client, **{"Idempotency-Key": key})

    assert client.get(f"/posted/{key}").status_code == 404
