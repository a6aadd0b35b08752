"""What is typed on a post's page is there in another language, without a script."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from hub.service import Accepted, HubService
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    send,
    take,
    take_as_helper,
)


@pytest.fixture
def post(service: HubService) -> Accepted:
    return posted(service, quantity=2)


@pytest.fixture
def writer(client: FlaskClient, post: Accepted) -> FlaskClient:
    phone = client.application.test_client()
    open_with(phone, post.post_id, post.keep_code)
    return phone


def _form_of_languages(page: str) -> str:
    found = re.search(r'languages__one" type="submit" form="([^"]+)"', page)
    assert found
    assert f'id="{found[1]}"' in page
    return found[1]


def _page(phone: FlaskClient, post: Accepted) -> str:
    return phone.get(f"/posts/{post.post_id}").text


def test_a_half_written_note_and_a_correction_stay(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    help_with(client, post.post_id)
    assert _form_of_languages(_page(writer, post)) == "note-form"
    typed = {"note": "At fo", "text": "A long lad", "language": "es"}

    answer = take(writer, post.post_id, "", **typed)

    assert answer.headers["Location"] == f"/posts/{post.post_id}"
    page = _page(writer, post)
    assert '<html lang="es"' in page
    assert ">\nAt fo</textarea>" in page
    assert ">\nA long lad</textarea>" in page
    assert '<details class="more" id="partly" open>' in page


def test_what_was_taken_out_again_stays_out_and_words_nobody_changed_are_no_correction(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    help_with(client, post.post_id)
    take(writer, post.post_id, "", note="At fo", language="es")

    take(writer, post.post_id, "", note="", text="A ladder", language="en")

    page = _page(writer, post)
    assert "At fo" not in page
    assert '<details class="more" id="partly">' in page


def test_a_post_that_nobody_answered_keeps_a_correction(
    writer: FlaskClient, post: Accepted
) -> None:
    assert _form_of_languages(_page(writer, post)) == "text-form"

    take(writer, post.post_id, "", text="A long lad", language="es")

    assert ">\nA long lad</textarea>" in _page(writer, post)


def test_half_written_thanks_stay(writer: FlaskClient, post: Accepted) -> None:
    take(writer, post.post_id, "met")
    assert _form_of_languages(_page(writer, post)) == "thanks-form"

    take(writer, post.post_id, "", thanks="Bless", language="es")

    assert 'value="Bless"' in _page(writer, post)


def test_a_helpers_half_written_note_stays_at_their_field(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (mine,) = claims_of(service, post.post_id)
    assert _form_of_languages(_page(client, post)) == f"note-{mine}-form"

    take_as_helper(client, post.post_id, mine, "", note="On my", language="ar")

    assert ">\nOn my</textarea>" in _page(client, post)


def test_a_name_that_was_sent_is_not_typed_any_more(
    client: FlaskClient, post: Accepted
) -> None:
    address = f"/posts/{post.post_id}/help"
    send(client, address, handle="Ben", language="es")
    assert 'value="Ben"' in client.get(address).text

    help_with(client, post.post_id, handle="Ben")

    assert 'value="Ben"' not in client.get(address).text


def test_a_half_typed_keep_code_is_shown_in_the_other_language_and_then_no_more(
    client: FlaskClient, post: Accepted
) -> None:
    assert _form_of_languages(_page(client, post)) == "code-form"

    send(client, f"/posts/{post.post_id}/own", keep_code="7KM-2", language="es")

    assert 'value="7KM-2"' in _page(client, post)
    assert "7KM-2" not in _page(client, post)
    assert "7KM-2" not in _page(client.application.test_client(), post)


def test_a_page_from_before_turns_its_language_too_and_keeps_the_words(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    help_with(client, post.post_id)

    old = take(writer, post.post_id, "", note="At", language="es", form_key="0" * 32)

    assert old.status_code == 303
    page = _page(writer, post)
    assert '<html lang="es"' in page
    assert ">\nAt</textarea>" in page
