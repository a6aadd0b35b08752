"""The pages, without a browser: what is on them and what they do."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import markupsafe
import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Claimed
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import HubService
from hub.service.steps import Writer
from hub.service.stewards import Stewards
from hub.web import create_app, words
from hub.web.hub_port import WebHub
from tests.conftest import ManualClock
from tests.hub.web.neighbour import claims_of, help_with, posted
from tests.hub.web.saying import english
from tests.hub.web.visitor import form_key, send_post


def _code_on(page: str) -> str:
    found = re.search(r"[2-9A-Z]{3}-[2-9A-Z]{3}", page)
    assert found
    return found[0]


def test_an_empty_board_invites(client: FlaskClient) -> None:
    page = client.get("/").text

    assert "/new/need" in page
    assert "/new/offer" in page
    assert "14 Elm St" in page


def test_posting_leads_to_the_keep_code_and_to_the_board(client: FlaskClient) -> None:
    response = send_post(client)
    posted = client.get(response.headers["Location"])

    assert response.status_code == 303
    assert _code_on(posted.text)
    assert "<svg" in posted.text
    assert posted.headers["Cache-Control"] == "no-store"
    assert "Bread for two" in client.get("/").text


def test_the_keep_code_is_not_shown_for_ever(
    client: FlaskClient, clock: ManualClock
) -> None:
    address = send_post(client).headers["Location"]
    clock.now += 3600

    assert client.get(address).status_code == 303


def test_the_picture_code_leads_the_writer_to_the_post(
    client: FlaskClient,
) -> None:
    page = client.get(send_post(client).headers["Location"]).text
    post = client.get("/api/board").json["posts"][0]["id"]
    code = _code_on(page)

    phone = client.application.test_client()
    scanned = phone.get(f"/posts/{post}?code={code}")

    assert 'class="qr"' in page
    assert "Only you see this" in phone.get(scanned.headers["Location"]).text


def test_without_an_address_for_phones_there_is_no_picture_code(
    service: HubService, stewards: Stewards
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None)
    client = create_app(hub).test_client()

    page = client.get(send_post(client).headers["Location"]).text

    assert 'class="qr"' not in page
    assert "scan" not in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}"]
)
def test_markup_is_shown_as_text(client: FlaskClient, text: str) -> None:
    send_post(client, text=text)

    page = client.get("/").text

    assert str(markupsafe.escape(text)) in page
    assert text not in page or "{{" in text
    assert ">49<" not in page


def test_who_posted_it_ends_it_on_its_page(client: FlaskClient) -> None:
    send_post(client)
    post = client.get("/api/board").json["posts"][0]["id"]

    met = client.post(
        f"/posts/{post}/step", data={"form_key": form_key(client), "step": "met"}
    )

    assert met.status_code == 303
    assert client.get("/api/board").json["posts"][0]["state"] == "met"
    assert "Bread for two" in client.get(f"/posts/{post}").text
    assert "Bread for two" not in client.get("/").text


@pytest.mark.parametrize("post_id", ["nothing", "00000001-1", "1-1", "x-²", "0-0"])
def test_a_post_that_is_not_there_is_404_in_plain_words(
    client: FlaskClient, post_id: str
) -> None:
    response = client.get(f"/posts/{quote_plus(post_id)}")

    assert response.status_code == 404
    assert "Back to the board" in response.text


def test_needs_come_most_pressing_first_then_oldest(
    client: FlaskClient, clock: ManualClock
) -> None:
    for text, urgency in (
        ("third", "today"),
        ("fourth", "today"),
        ("first", "now"),
        ("fifth", "whenever"),
        ("second", "now"),
    ):
        send_post(client, text=text, urgency=urgency, token=f"attempt-number-{text}")
        clock.now += 60

    page = client.get("/").text

    order = ["first", "second", "third", "fourth", "fifth"]
    assert sorted(order, key=page.index) == order


def test_what_somebody_is_on_comes_after_what_nobody_looks_after(
    client: FlaskClient, clock: ManualClock, service: HubService
) -> None:
    for text in ("arranged", "claimed", "open"):
        post = posted(service, key=text.encode(), text=text).post_id
        clock.now += 60
        if text != "open":
            help_with(client, post)
        if text == "arranged":
            Writer(service, post, None).arrange(*claims_of(service, post))

    page = client.get("/").text

    order = ["open", "arranged", "claimed"]
    places = [page.index(f">{text}<") for text in order]
    assert places == sorted(places)


def test_no_page_needs_a_script_or_anything_from_elsewhere(
    client: FlaskClient, service: HubService
) -> None:
    posted = send_post(client).headers["Location"]
    post = "/posts/" + client.get("/api/board").json["posts"][0]["id"]

    for address in ("/", "/new/need", "/new/offer", posted, post, "/nothing"):
        page = client.get(address).text
        assert not re.findall(r'<script(?! type="module" src="/static/)', page)
        assert " style=" not in page
        assert not re.findall(r'(?:src|href)="(?:https?:)?//(?!localhost)', page)


def test_a_page_that_breaks_says_so_kindly(
    client: FlaskClient, service: HubService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "board", lambda: 1 / 0)

    response = client.get("/")

    assert response.status_code == 500
    assert "not your doing" in response.text


def test_a_claimed_post_stays_on_the_board_and_says_so(
    client: FlaskClient, service: HubService
) -> None:
    send_post(client)
    post = service.board().posts[0].post
    claimed = Claimed(post.id, hours=6)
    record = Record(HubId(77), Sequence(1), claimed, pack(claimed))
    service.ingest(record, 0.0)

    assert "A neighbour is on it" in client.get("/").text
    assert "A neighbour is on it." in client.get(f"/posts/{post.id}").text


def test_a_form_asks_who_sees_it_and_keeps_a_local_post_here(
    client: FlaskClient, service: HubService
) -> None:
    send_post(client, reach="this_hub")

    assert "this building only" in client.get("/").text
    assert service.shared() == []


def test_the_board_says_when_nobody_vouches_for_the_clock(
    client: FlaskClient, clock: ManualClock
) -> None:
    assert english(words.CLOCK_UNKNOWN) not in client.get("/").text

    clock.vouched = False

    assert english(words.CLOCK_UNKNOWN) in client.get("/").text
    assert client.get("/api/board").json["clock"] == "unknown"
