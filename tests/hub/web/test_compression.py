"""Answers packed with gzip: which, for whom, and what becomes of their tags."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("address", ["/", "/new/need", "/status", "/nothing"])
def test_a_page_comes_packed_and_says_the_same(
    client: FlaskClient, address: str
) -> None:
    plain = client.get(address)
    packed = client.get(address, headers=GZIP)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) == int(packed.headers["Content-Length"]) < len(plain.data)
    assert gzip.decompress(packed.data)[:200] == plain.data[:200]
    assert "Content-Encoding" not in plain.headers
    assert plain.vary.as_set() == packed.vary.as_set() == {"accept-encoding"}


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("", False),
        ("gzip", True),
        ("GZIP;q=0.3, br", True),
        ("br, deflate", False),
        ("gzip;q=0", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity, *;q=0, gzip;q=0.1", True),
    ],
)
@pytest.mark.parametrize("address", ["/", "/static/base.css"])
def test_only_who_takes_gzip_gets_it(
    client: FlaskClient, address: str, accepted: str, packed: bool
) -> None:
    answer = client.get(address, headers={"Accept-Encoding": accepted})

    assert (answer.headers.get("Content-Encoding") == "gzip") is packed


def test_a_few_bytes_are_sent_as_they_are(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers=GZIP)

    assert "Content-Encoding" not in answer.headers
    assert answer.json["ok"]


def test_what_is_packed_by_nature_is_not_packed_again(client: FlaskClient) -> None:
    @client.application.get("/sound")
    def sound() -> tuple[bytes, dict[str, str]]:
        return b"RIFF" + bytes(5000), {"Content-Type": "audio/wav"}

    answer = client.get("/sound", headers=GZIP)

    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) == 5004


@pytest.mark.parametrize("first", [{}, GZIP])
@pytest.mark.parametrize("then", [{}, GZIP])
def test_the_tag_of_a_page_holds_however_it_was_packed(
    client: FlaskClient, first: dict[str, str], then: dict[str, str]
) -> None:
    tag = client.get("/api/board", headers=first).headers["ETag"]
    again = client.get("/api/board", headers={**then, "If-None-Match": tag})

    assert tag.startswith('W/"')
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert "Content-Encoding" not in again.headers
