"""What answers tell the browser about how to treat them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

PAGES = ("/", "/new/need", "/status", "/nothing")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_takes_nothing_from_elsewhere_and_nothing_written_into_it(
    client: FlaskClient, address: str
) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert {rules[f"{kind}-src"] for kind in ("default", "script", "style", "img")} == {
        "'self'"
    }
    assert (
        rules["media-src"] == rules["connect-src"] == rules["form-action"] == "'self'"
    )
    assert {rules[each] for each in ("object-src", "base-uri", "frame-ancestors")} == {
        "'none'"
    }
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", PAGES)
def test_a_page_can_not_be_framed_kept_or_made_to_listen(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "microphone=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [*PAGES, "/api/board", "/static/base.css"])
def test_nobody_guesses_what_an_answer_is_or_takes_it_along(
    client: FlaskClient, address: str
) -> None:
    headers = client.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert not {"Server", "X-Powered-By", "Via"} & set(headers.keys())


def test_an_answer_without_news_says_no_more_than_it_must(client: FlaskClient) -> None:
    tag = client.get("/api/board").headers["ETag"]
    answer = client.get("/api/board", headers={"If-None-Match": tag})

    assert answer.status_code == 304
    assert set(answer.headers.keys()) <= {"Cache-Control", "ETag", "Vary", "Date"}
