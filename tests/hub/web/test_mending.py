"""What is to mend in a form stands on a page that can be gone back to, and with nobody
else.
"""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.service import Accepted, HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.sessions import SCREEN_IDLE_S
from tests.conftest import ManualClock
from tests.hub.web.neighbour import help_with, open_with, posted, take
from tests.hub.web.visitor import TOKEN, send_post, step, to_mend

LONG = "w" * 900
"""More than a draft keeps of it."""


@pytest.fixture
def post(service: HubService) -> Accepted:
    return posted(service)


@pytest.fixture
def writer(client: FlaskClient, post: Accepted) -> FlaskClient:
    help_with(client, post.post_id)
    open_with(client, post.post_id, post.keep_code)
    return client


def _too_long(client: FlaskClient) -> str:
    """Where words that are too long are shown again."""
    return step(client, "words", {"text": LONG}).headers["Location"]


def test_words_are_there_whole_however_often_the_page_is_shown(
    client: FlaskClient,
) -> None:
    address = _too_long(client)

    for _ in range(2):
        page = client.get(address).text
        assert f">\n{LONG}</textarea>" in page
        assert "too long" in page


def test_what_was_mended_is_no_more_said_to_be_wrong(client: FlaskClient) -> None:
    address = _too_long(client)

    step(client, "words", {"text": "Bread"})

    page = client.get(address).text
    assert ">\nBread</textarea>" in page
    assert "Almost there" not in page


def test_it_stands_at_its_own_step_alone(client: FlaskClient) -> None:
    refused = send_post(client, text="")

    assert refused.headers["Location"] == f"/new/need/{TOKEN}/words"
    to_mend(client, refused)
    assert "Almost there" not in client.get(f"/new/need/{TOKEN}/reach").text


def test_the_address_tells_nothing_and_leads_nobody_else_to_it(
    client: FlaskClient,
) -> None:
    address = _too_long(client)

    assert LONG[:9] not in address
    other = client.application.test_client()
    assert LONG[:9] not in other.get(address, follow_redirects=True).text


def test_a_post_is_seen_as_it_is_at_its_own_address(
    writer: FlaskClient, post: Accepted
) -> None:
    refused = take(writer, post.post_id, "note", note="n" * 161)

    page = writer.get(f"/posts/{post.post_id}").text

    assert "Almost there" in to_mend(writer, refused).text
    assert "Almost there" not in page
    assert "n" * 161 in page


def test_the_screen_forgets_it_by_a_touch_and_by_itself(
    service: HubService, stewards: Stewards, clock: ManualClock
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None)
    screen = create_app(hub, monotonic=lambda: clock.now).test_client()

    def idle() -> None:
        clock.now += SCREEN_IDLE_S + 1

    for forget in (lambda: screen.get("/screen/rest"), idle):
        screen.get("/screen")
        address = _too_long(screen)
        assert LONG in screen.get(address).text

        forget()

        assert LONG[:9] not in screen.get(address, follow_redirects=True).text
