"""The stewards' API, as a page or a program uses it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.service import Role
from hub.service.stewards import Stewards
from tests.hub.web.visitor import step


@pytest.fixture
def ana(stewards: Stewards) -> dict[str, str]:
    return {"name": "Ana", "code": stewards.admit("Ana", Role.STEWARD)}


def test_an_alert_is_raised_shown_and_called_off(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    raised = client.post("/api/alerts", json={**ana, "alert": "Flood", "hours": 6})
    assert raised.status_code == 201

    (alert,) = client.get("/api/board").json["alerts"]
    assert (alert["id"], alert["text"]) == (raised.json["id"], "Flood")
    assert "Flood" in client.get("/").text

    end = f"/api/alerts/{alert['id']}/end"
    assert client.post(end, json={"keep_code": "222-222"}).status_code == 403
    code = {"keep_code": raised.json["keep_code"]}
    assert client.post(end, json=code).status_code == 204
    assert client.get("/api/board").json["alerts"] == []


def test_an_alert_is_raised_once_for_one_key(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    alert = {**ana, "alert": "Flood", "hours": 6}
    headers = {"Idempotency-Key": "k"}

    answers = [
        client.post("/api/alerts", json=alert, headers=headers).json for _ in range(2)
    ]

    assert answers[0] == answers[1]
    assert len(client.get("/api/board").json["alerts"]) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"alert": "", "hours": 6}, 400),
        ({"alert": "Flood"}, 400),
        ({"alert": "Flood", "hours": 6, "code": "222-222"}, 403),
        ({"alert": "Flood", "hours": 6, "name": 7}, 403),
        ({"alert": "Flood", "hours": 6, "code": None}, 400),
        ({"alert": "Flood", "hours": 6, "code": "  "}, 400),
    ],
)
def test_what_is_wrong_with_an_alert_is_told(
    client: FlaskClient, ana: dict[str, str], fields: dict[str, object], status: int
) -> None:
    answer = client.post("/api/alerts", json={**ana, **fields})

    assert answer.status_code == status
    assert answer.json["error"]["message"]


@pytest.mark.parametrize(
    ("method", "address", "fields"),
    [
        ("POST", "/api/alerts", {"alert": "Flood", "hours": 6}),
        ("PUT", "/api/places/1", {"place_name": "Lobby"}),
        ("POST", "/api/vouched", {"handle": "Bo"}),
        ("POST", "/api/clock", {"time": 1_800_000_000}),
    ],
)
def test_a_stewards_wrong_code_is_of_no_post(
    client: FlaskClient, method: str, address: str, fields: dict[str, object]
) -> None:
    wrong = {"name": "Ana", "code": "222-222", **fields}
    answer = client.open(address, method=method, json=wrong)

    assert answer.status_code == 403
    assert "not the code." in answer.json["error"]["message"]


def test_too_many_guesses_are_told_when_to_come_back(client: FlaskClient) -> None:
    alert = {"name": "Ana", "code": "222-222", "alert": "Flood", "hours": 6}
    answers = [client.post("/api/alerts", json=alert) for _ in range(7)]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_who_guesses_keeps_no_steward_from_an_alert(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    alert = {**ana, "alert": "Flood", "hours": 6}
    spy = {"REMOTE_ADDR": "10.42.0.66"}
    for _ in range(7):
        guess = {**alert, "code": "222-222"}
        client.post("/api/alerts", json=guess, environ_overrides=spy)

    assert client.post("/api/alerts", json=alert).status_code == 201


def test_a_code_that_was_not_typed_is_no_guess(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    alert = {**ana, "alert": "Flood", "hours": 6}
    for _ in range(7):
        empty = client.post("/api/alerts", json={**alert, "code": ""})
        assert (empty.status_code, list(empty.json["error"]["fields"])) == (
            400,
            ["code"],
        )

    assert client.post("/api/alerts", json=alert).status_code == 201


def test_places_are_named_listed_and_chosen(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    named = client.put("/api/places/3", json={**ana, "place_name": "Second floor"})
    assert named.status_code == 204

    places = client.get("/api/places").json["places"]
    assert places == [{"number": 3, "name": "Second floor"}]
    words = step(client, "words", {"category": "food", "text": "Bread"})
    assert "Second floor" in client.get(words.headers["Location"]).text
    post = {"kind": "need", "category": "food", "text": "Bread", "place": 3}
    client.post("/api/posts", json=post)
    assert client.get("/api/board").json["posts"][0]["place"] == "Second floor"
    assert "Second floor" in client.get("/").text


def test_a_place_out_of_the_list_is_refused(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    answer = client.put("/api/places/61", json={**ana, "place_name": "Moon"})

    assert answer.status_code == 400


def test_a_steward_vouches_for_somebody_who_can_warn_then(
    client: FlaskClient, ana: dict[str, str]
) -> None:
    code = client.post("/api/vouched", json={**ana, "handle": "Bo"}).json["code"]
    bo = {"name": "Bo", "code": code}

    raised = client.post("/api/alerts", json={**bo, "alert": "Smoke", "hours": 1})
    refused = client.post("/api/vouched", json={**bo, "handle": "Cy"})

    assert (raised.status_code, refused.status_code) == (201, 403)


@pytest.mark.parametrize("alert_id", ["x", "0000004d-1", "0-0"])
def test_an_alert_that_never_was_is_not_called_off(
    client: FlaskClient, alert_id: str
) -> None:
    end = client.post(f"/api/alerts/{alert_id}/end", json={"keep_code": "222-222"})

    assert end.status_code == 404
