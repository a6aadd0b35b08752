"""Pages that refuse a form: another language is one touch away, and nothing is lost."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.service import Accepted, HubService
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    take,
    take_as_helper,
)
from tests.hub.web.visitor import hidden, to_mend

TOO_LONG = "n" * 161


@pytest.fixture
def post(service: HubService) -> Accepted:
    return posted(service)


@pytest.fixture
def writer(client: FlaskClient, post: Accepted) -> FlaskClient:
    """The phone of the post's writer."""
    phone = client.application.test_client()
    open_with(phone, post.post_id, post.keep_code)
    return phone


def _turned(phone: FlaskClient, page: TestResponse) -> TestResponse:
    """The page that the touch of another language leads to."""
    form = {"code": "es", "back": hidden(page.text)["back"]}
    return phone.get(phone.post("/language", data=form).headers["Location"])


def test_the_writers_words_are_there_in_another_language(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    help_with(client, post.post_id)
    refused = take(writer, post.post_id, "note", note=TOO_LONG)

    turned = _turned(writer, to_mend(writer, refused))

    assert turned.status_code == 200
    assert '<html lang="es"' in turned.text
    assert f">\n{TOO_LONG}</textarea>" in turned.text


def test_a_helpers_words_are_there_in_another_language(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (mine,) = claims_of(service, post.post_id)
    refused = take_as_helper(client, post.post_id, mine, "note", note=TOO_LONG)

    turned = _turned(client, to_mend(client, refused))

    assert f'id="note-{mine}"' in turned.text
    assert f">\n{TOO_LONG}</textarea>" in turned.text


def test_words_that_wait_for_a_keep_code_are_there_in_another_language(
    client: FlaskClient, post: Accepted
) -> None:
    asked = take(client, post.post_id, "note", note="At four")
    words = {"form_key": hidden(asked.text)["form_key"], "note": "At four"}
    wrong = {**words, "keep_code": "222-222"}
    refused = client.post(f"/posts/{post.post_id}/own", data=wrong)

    for page in (asked, refused):
        assert page.status_code == 403
        assert hidden(_turned(client, page).text)["note"] == "At four"


def test_a_name_that_is_too_long_is_there_after_the_screen_turns_dark(
    client: FlaskClient, post: Accepted
) -> None:
    client.get("/screen")
    refused = to_mend(client, help_with(client, post.post_id, handle="n" * 21))
    form = {"look": "dusk", "back": hidden(refused.text)["back"]}

    dark = client.get(client.post("/screen/look", data=form).headers["Location"])

    assert 'class="theme-dusk"' in dark.text
    assert f'value="{"n" * 21}"' in dark.text


def test_another_language_repeats_no_wrong_code(
    client: FlaskClient, post: Accepted
) -> None:
    refused = client.get(f"/posts/{post.post_id}?code=222-222")

    assert refused.status_code == 403
    assert hidden(refused.text)["back"] == f"/posts/{post.post_id}"
    assert _turned(client, refused).status_code == 200


def test_what_is_left_is_counted_on_in_another_language(
    writer: FlaskClient, post: Accepted
) -> None:
    counted = take(writer, post.post_id, "none", go="more", left="3")

    turned = _turned(writer, writer.get(counted.headers["Location"]))

    assert 'name="left" type="text" inputmode="numeric" maxlength="3" value="4"' in (
        turned.text
    )


def test_a_list_that_could_not_be_forgotten_turns_to_another_language(
    writer: FlaskClient,
) -> None:
    refused = writer.post("/own/forget", data={"form_key": "0"})

    turned = _turned(writer, refused)

    assert refused.status_code == 403
    assert turned.status_code == 200
    assert "A ladder" in turned.text


def test_what_ended_in_the_meantime_turns_to_another_language(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    address = f"/posts/{post.post_id}/help"
    page = client.get(address).text
    keys = hidden(page)
    take(writer, post.post_id, "met")

    refused = client.post(address, data={**keys, "hours": "6"})

    page = to_mend(client, refused)
    assert _turned(client, page).status_code == 200


def test_guesses_that_came_too_often_are_told_when_to_come_back(
    client: FlaskClient, post: Accepted
) -> None:
    address = f"/posts/{post.post_id}?code=222-222"
    while (answer := client.get(address)).status_code == 403:
        pass

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
