"""News of the board: what counts as news, and how little it costs without any."""

from __future__ import annotations

import gzip
import http.client

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Alerted
from hub.domain.languages import LANGUAGES
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import Accepted, HubService
from hub.service.steps import Writer, claim
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.board_news import GOOD_FOR_S
from hub.web.hub_port import WebHub
from tests.conftest import ManualClock
from tests.hub.web.visitor import send_post
from tests.served import served

HEADERS_BYTES = 300


@pytest.fixture
def client(service: HubService, stewards: Stewards, clock: ManualClock) -> FlaskClient:
    """With the test's own clock for the pages too."""
    hub = WebHub("14 Elm St", service, stewards, lambda: None, "http://10.42.0.1")
    return create_app(hub, monotonic=lambda: clock.now).test_client()


def _post(service: HubService, text: str = "Bread", **fields: str) -> Accepted:
    draft = {"kind": "need", "category": "food", "text": text, "urgency": "today"}
    return service.post({**draft, **fields}, text.encode())


def _tag(client: FlaskClient, query: str = "", **headers: str) -> str:
    answer = client.get(f"/board/news{query}", headers=headers)
    assert answer.status_code == 200
    tag, _ = answer.get_etag()
    assert tag
    return tag


def test_a_page_brings_along_the_tag_of_what_it_shows(
    client: FlaskClient, service: HubService
) -> None:
    _post(service)

    assert f'data-tag="{_tag(client)}"' in client.get("/").text
    assert f'data-tag="{_tag(client)}"' not in client.get("/?about=rides").text


def test_without_news_nothing_is_sent(client: FlaskClient, service: HubService) -> None:
    _post(service)
    known = {"If-None-Match": f'"{_tag(client)}"'}

    answer = client.get("/board/news", headers=known)

    assert answer.status_code == 304
    assert answer.data == b""


def test_the_news_are_packed_where_that_is_taken(
    client: FlaskClient, service: HubService
) -> None:
    _post(service)

    packed = client.get("/board/news", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/board/news")

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.get_etag() == plain.get_etag()


def test_each_thing_that_is_seen_is_news(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    tags = [_tag(client)]
    posted = _post(service)
    writer = Writer(service, posted.post_id, posted.keep_code)
    tags.append(_tag(client))
    writer.correct("Brown bread")
    tags.append(_tag(client))
    writer.partly_met(1)
    tags.append(_tag(client))
    alert = Alerted("Boil the water", hours=6)
    service.ingest(Record(HubId(77), Sequence(1), alert, pack(alert)), 0.0)
    tags.append(_tag(client))
    clock.vouched = False
    tags.append(_tag(client))

    assert len(set(tags)) == len(tags)


def test_what_nobody_sees_is_no_news(client: FlaskClient, service: HubService) -> None:
    posted = _post(service)
    claim(service, posted.post_id, "", 6, b"helper")
    tag, revision = _tag(client), service.revision

    Writer(service, posted.post_id, posted.keep_code).note("By the back door, please")

    assert service.revision > revision
    assert _tag(client) == tag


def test_a_minute_more_is_no_news(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    _post(service)
    tag = _tag(client)

    clock.now += GOOD_FOR_S - 1

    assert _tag(client) == tag


def test_how_long_ago_it_was_is_told_anew_after_a_while(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    _post(service)
    tag = _tag(client)

    clock.now += GOOD_FOR_S

    assert "5 minutes ago" in client.get("/board/news").text
    assert _tag(client) != tag


def test_an_empty_board_stays_as_it_is_however_long(
    client: FlaskClient, clock: ManualClock
) -> None:
    tag = _tag(client)

    clock.now += 10 * GOOD_FOR_S

    assert _tag(client) == tag


def test_news_say_of_which_hub_they_are(
    client: FlaskClient, service: HubService
) -> None:
    assert _tag(client).startswith(f"{service.origin:08x}-")


def test_each_language_and_each_picture_has_its_own(
    client: FlaskClient, service: HubService
) -> None:
    _post(service)

    tags = {_tag(client, **{"Accept-Language": each.tag}) for each in LANGUAGES}
    tags |= {_tag(client, "?about=rides"), _tag(client, "?about=food")}

    assert len(tags) == len(LANGUAGES) + 2


def test_a_language_never_gets_the_words_of_another(
    client: FlaskClient, service: HubService
) -> None:
    _post(service)

    english, spanish = ("Needs", "Today"), ("Pedidos", "Hoy")
    for tag, column, card in (("en", *english), ("es", *spanish), ("en", *english)):
        answer = client.get("/board/news", headers={"Accept-Language": tag})
        assert column in answer.text
        assert card in answer.text


def test_news_are_the_same_for_all_and_bring_nobody_a_cookie(
    client: FlaskClient, clock: ManualClock
) -> None:
    send_post(client, text="Bread", lifetime="6h")
    clock.now += 5 * 3600.0
    stranger = client.application.test_client()

    writers, theirs = client.get("/board/news"), stranger.get("/board/news")

    assert "Still needed?" in client.get("/").text
    assert writers.data == theirs.data
    assert "form_key" not in writers.text
    assert "Set-Cookie" not in theirs.headers


def test_a_new_post_is_there_at_once_for_its_writer(
    client: FlaskClient, service: HubService
) -> None:
    client.get("/")
    _post(service, "Milk")

    assert "Milk" in client.get("/").text
    assert "Milk" in client.get("/board/news").text


def test_no_news_fits_into_few_bytes_on_the_wire(
    client: FlaskClient, service: HubService
) -> None:
    _post(service)
    tag = _tag(client)

    with served(client.application) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"))
        connection.request("GET", "/board/news", headers={"If-None-Match": f'"{tag}"'})
        answer = connection.getresponse()
        connection.close()

    lines = (f"{name}: {value}\r\n" for name, value in answer.getheaders())
    first = f"HTTP/1.1 {answer.status} {answer.reason}\r\n"
    assert answer.status == 304
    assert len(first + "".join(lines) + "\r\n") <= HEADERS_BYTES
