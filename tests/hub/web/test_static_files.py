"""The files of kiosk/static: small at first, asked for once, fresh after an update."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

import kiosk
from hub.web.static_files import TYPES, StaticFiles, serve_static

FILES = sorted(
    path.relative_to(kiosk.STATIC).as_posix()
    for path in kiosk.STATIC.rglob("*")
    if path.is_file() and path.suffix != ".md"
)
ENGINE = "keyboard/keyboard.js"


def _address(client: FlaskClient, name: str) -> str:
    with client.application.test_request_context():
        return url_for("static", filename=name)


@pytest.mark.parametrize("name", FILES)
def test_each_file_comes_whole_and_as_what_it_is(
    client: FlaskClient, name: str
) -> None:
    plain = client.get(f"/static/{name}")
    packed = client.get(_address(client, name), headers={"Accept-Encoding": "gzip"})

    content = (kiosk.STATIC / name).read_bytes()
    assert plain.data == content
    assert plain.mimetype == packed.mimetype == TYPES[Path(name).suffix]
    if packed.headers.get("Content-Encoding") == "gzip":
        assert gzip.decompress(packed.data) == content
        assert len(packed.data) < len(content)


def test_what_every_page_needs_comes_as_one_file(client: FlaskClient) -> None:
    joined = client.get("/static/page.css").text

    parts = [
        (kiosk.STATIC / f"{name}.css").read_text("utf-8")
        for name in ("tokens", "base", "frame")
    ]
    assert joined == "\n".join(parts)
    page = client.get("/").text
    assert page.count('rel="stylesheet"') == 2
    assert "/page.css" in page


def test_a_change_in_a_part_of_it_is_a_new_version(tmp_path: Path) -> None:
    for name in ("tokens", "base", "frame"):
        (tmp_path / f"{name}.css").write_text(f".{name} {{}}")
    before = StaticFiles(tmp_path)
    (tmp_path / "base.css").write_text(".base { color: red; }")
    after = StaticFiles(tmp_path)

    assert before.version != after.version
    found = after.find("page.css")
    assert found is not None
    assert b"red" in found.content


def test_pages_name_files_by_their_version_and_browsers_keep_them(
    client: FlaskClient,
) -> None:
    named = set(re.findall(r'"(/static/[^"#]+)', client.get("/").text))

    assert named
    for address in named:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_a_module_that_imports_its_neighbour_carries_the_version_along(
    client: FlaskClient,
) -> None:
    address = _address(client, ENGINE)
    imported = re.findall(r'from "(\./[^"]+)"', client.get(address).text)

    assert imported
    for each in imported:
        answer = client.get(urljoin(address, each))
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("version", ["", "v-000000000000/", "v-x/"])
def test_another_version_gives_what_is_there_now_but_not_for_good(
    client: FlaskClient, version: str
) -> None:
    answer = client.get(f"/static/{version}{ENGINE}")

    assert answer.data == (kiosk.STATIC / ENGINE).read_bytes()
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_who_has_a_file_is_sent_nothing(client: FlaskClient, coding: str) -> None:
    accepted = {"Accept-Encoding": coding}
    tag = client.get(f"/static/{ENGINE}", headers=accepted).headers["ETag"]
    again = client.get(f"/static/{ENGINE}", headers={**accepted, "If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag


def test_packed_and_plain_bytes_have_tags_of_their_own(client: FlaskClient) -> None:
    tags = {
        client.get(f"/static/{ENGINE}", headers={"Accept-Encoding": coding}).headers[
            "ETag"
        ]
        for coding in ("", "gzip")
    }

    assert len(tags) == 2
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize(
    "name",
    ["README.md", "nothing.css", "../__init__.py", "..%2f__init__.py", "keyboard", ""],
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_any_change_makes_a_new_version(tmp_path: Path) -> None:
    versions = set()
    for name, text in (("a.js", "1"), ("a.js", "2"), ("b.js", ""), ("c/b.js", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        versions.add(StaticFiles(tmp_path).version)

    assert len(versions) == 4
    assert StaticFiles(tmp_path).version in versions


def test_a_file_that_packing_would_grow_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text("<svg/>")
    app = Flask(__name__, static_folder=None)
    serve_static(app, tmp_path)

    answer = app.test_client().get(
        "/static/dot.svg", headers={"Accept-Encoding": "gzip"}
    )

    assert answer.data == b"<svg/>"
    assert "Content-Encoding" not in answer.headers
