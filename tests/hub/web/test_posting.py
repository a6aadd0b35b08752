"""The four steps of a post: nothing is lost on the way, nothing is posted twice."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest
from flask.testing import FlaskClient

from hub.service import HubService, LedgerUnavailable
from hub.service.stewards import Stewards
from hub.store.ledger import TinyLedger
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.sessions import HAND_IDLE_S
from tests.conftest import ManualClock
from tests.hub.web.links import client_of, link_of
from tests.hub.web.neighbour import code_on
from tests.hub.web.visitor import (
    NEED,
    TOKEN,
    form_key,
    hidden,
    send_post,
    step,
    to_mend,
)

BOARD = "/api/board"


def _posts(client: FlaskClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (client.get(BOARD).json or {})["posts"]
    return found


@pytest.mark.parametrize("kind", ["need", "offer"])
def test_it_begins_with_nine_pictures_and_a_fresh_attempt(
    client: FlaskClient, kind: str
) -> None:
    pages = [client.get(f"/new/{kind}").text for _ in range(2)]

    attempts = [
        re.findall(rf'action="/new/{kind}/([^/]+)/what"', each) for each in pages
    ]
    assert len(re.findall(r'name="category"', pages[0])) == 9
    assert attempts[0] != attempts[1]


def test_four_touches_post(client: FlaskClient) -> None:
    touched = step(client, "what", {"category": "rides"})
    words = client.get(touched.headers["Location"])
    said = step(client, "words", {**hidden(words.text), "text": "To the pharmacy"})
    reach = client.get(said.headers["Location"])
    posted = step(client, "reach", hidden(reach.text))

    assert posted.headers["Location"] == f"/posted/{TOKEN}"
    (post,) = _posts(client)
    assert post["category"] == "rides"
    assert post["text"] == "To the pharmacy"


def test_a_code_is_spoken_sign_by_sign_without_its_dash(client: FlaskClient) -> None:
    page = client.get(send_post(client).headers["Location"]).text
    code = code_on(page)

    spoken = ", ".join(code.replace("-", ""))
    assert f'<span class="hidden">{spoken}</span>' in page


def test_a_code_that_a_phone_can_print_again_is_not_said_to_be_shown_once(
    client: FlaskClient,
) -> None:
    page = client.get(send_post(client).headers["Location"]).text

    assert code_on(page) in client.get("/paper/codes").text
    assert "only this once" not in page
    assert "We can\u2019t look it up for you later." in page


def test_each_step_brings_along_what_was_said_before(client: FlaskClient) -> None:
    step(client, "what", {"category": "rides"})
    step(client, "words", {"text": "To the pharmacy", "quantity": "2"})

    page = client.get(f"/new/need/{TOKEN}/reach").text

    assert hidden(page)["category"] == "rides"
    assert hidden(page)["text"] == "To the pharmacy"
    assert hidden(page)["quantity"] == "2"


def test_going_back_keeps_what_was_typed(client: FlaskClient) -> None:
    step(client, "what", {"category": "rides"})

    back = step(client, "words", {"text": "To the pha", "go": "back"})
    words = client.get(f"/new/need/{TOKEN}/words").text

    assert back.headers["Location"] == f"/new/need/{TOKEN}/what"
    assert "To the pha</textarea>" in words


def test_going_back_from_the_first_step_leads_to_the_board(
    client: FlaskClient,
) -> None:
    assert step(client, "what", {"go": "back"}).headers["Location"] == "/"


def test_one_more_and_one_less_keep_what_was_typed(client: FlaskClient) -> None:
    for go in ("more", "more", "less"):
        page = client.get(f"/new/need/{TOKEN}/words").text
        number = re.search(r'name="quantity"[^>]*value="([^"]*)"', page)
        quantity = number[1] if number else ""
        step(client, "words", {"text": "Wat", "quantity": quantity, "go": go})

    page = client.get(f"/new/need/{TOKEN}/words").text
    assert 'value="1" aria-label="How many?"' in page
    assert "Wat</textarea>" in page


def test_another_language_keeps_what_was_typed(client: FlaskClient) -> None:
    turned = step(client, "words", {"text": "Wat", "language": "ar"})
    page = client.get(turned.headers["Location"]).text

    assert 'lang="ar"' in page
    assert "Wat</textarea>" in page


def test_sending_the_last_step_twice_posts_once(client: FlaskClient) -> None:
    first, second = send_post(client), send_post(client)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(_posts(client)) == 1


def test_a_posted_draft_leads_to_its_keep_code_again(client: FlaskClient) -> None:
    send_post(client)

    again = client.get(f"/new/need/{TOKEN}/reach")

    assert again.headers["Location"] == f"/posted/{TOKEN}"


def test_a_disk_that_refuses_keeps_the_words_and_says_that_nothing_was_posted(
    client: FlaskClient, ledger: TinyLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise LedgerUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "append", full)
        page = to_mend(client, send_post(client)).text

    assert "Nothing was posted" in page
    assert NEED["text"] in page
    assert send_post(client).status_code == 303


def test_another_post_in_the_same_form_is_asked_for_once_more(
    client: FlaskClient,
) -> None:
    send_post(client)

    other = send_post(client, text="Something else")

    page = to_mend(client, other).text
    assert "used for another post" in page
    assert hidden(page)["text"] == "Something else"
    assert f'/{TOKEN}/reach" method' not in page
    assert len(_posts(client)) == 1


def test_a_draft_that_nobody_knows_begins_anew(client: FlaskClient) -> None:
    gone = client.get("/new/offer/an-attempt-of-yesterday/words")

    assert gone.headers["Location"] == "/new/offer"


def test_a_form_of_a_session_that_is_over_keeps_what_was_typed(
    service: HubService, stewards: Stewards, clock: ManualClock
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None)
    client = create_app(hub, monotonic=lambda: clock.now).test_client()
    form = {"form_key": form_key(client), **NEED}
    clock.now += HAND_IDLE_S + 1

    late = client.post(f"/new/need/{TOKEN}/reach", data=form)
    again = client.post(f"/new/need/{TOKEN}/reach", data=hidden(late.text))

    assert late.status_code == 403
    assert "open for a long time" in late.text
    assert hidden(late.text)["text"] == NEED["text"]
    assert again.status_code == 303
    assert len(_posts(client)) == 1


def test_a_form_without_its_key_posts_nothing(client: FlaskClient) -> None:
    refused = client.post(f"/new/need/{TOKEN}/reach", data=NEED)

    assert refused.status_code == 403
    assert not _posts(client)


def test_the_key_of_another_browser_is_no_key(
    client: FlaskClient, service: HubService
) -> None:
    other = client.application.test_client()
    form = {"form_key": form_key(other), **NEED}
    form_key(client)

    refused = client.post(f"/new/need/{TOKEN}/reach", data=form)

    assert refused.status_code == 403
    assert not _posts(client)


def test_no_words_are_told_where_words_are_asked_for(client: FlaskClient) -> None:
    empty = step(client, "words", {"category": "rides", "text": "  "})

    page = to_mend(client, empty).text
    assert "few words" in page
    assert hidden(page)["category"] == "rides"


def test_a_problem_shows_its_step_again_with_what_was_typed(
    client: FlaskClient,
) -> None:
    page = to_mend(client, send_post(client, text="w" * 281, category="rides")).text

    assert "w" * 281 + "</textarea>" in page
    assert hidden(page)["category"] == "rides"
    assert "too long" in page
    assert not _posts(client)


def test_signs_that_nobody_can_see_are_left_out_of_what_was_pasted(
    client: FlaskClient,
) -> None:
    said = step(
        client, "words", {"text": "Bread\u202e for\x00 two", "category": "food"}
    )

    page = client.get(said.headers["Location"]).text

    assert ">Bread for two</span>" in page
    step(client, "reach", hidden(page))
    assert [each["text"] for each in _posts(client)] == ["Bread for two"]


def test_no_picture_touched_leads_to_the_pictures(client: FlaskClient) -> None:
    page = to_mend(client, send_post(client, category="")).text

    assert "choose what it is about" in page
    assert hidden(page)["text"] == NEED["text"]


def test_how_to_reach_somebody_is_kept_only_with_a_yes(
    client: FlaskClient, service: HubService
) -> None:
    without = to_mend(client, send_post(client, contact="door 4"))
    allowed = send_post(client, contact="door 4", contact_consent="yes")

    assert 'value="door 4"' in without.text
    assert allowed.status_code == 303
    contact = service.contact_of(service.board().posts[0].post.id)
    assert contact is not None
    assert contact.text == "door 4"


def test_a_post_can_be_for_this_building_alone(
    client: FlaskClient, service: HubService
) -> None:
    send_post(client, reach="this_hub")

    assert service.shared() == []
    assert len(_posts(client)) == 1


def test_broken_utf8_is_told_and_what_can_be_read_is_kept(client: FlaskClient) -> None:
    body = b"category=food&text=Bread+%ff+please"

    response = client.post(
        f"/new/need/{TOKEN}/words",
        data=body,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 400
    assert "Bread" in response.text
    assert "please" in response.text
    assert not _posts(client)


@pytest.mark.parametrize("body", [b"text=\xff", b"a=1&" * 5000, b"\x00=\x00"])
def test_any_body_is_answered_in_plain_words(client: FlaskClient, body: bytes) -> None:
    response = client.post(
        f"/new/need/{TOKEN}/reach",
        data=body,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code in (400, 403, 413)
    assert "<main" in response.text


def test_too_much_at_once_is_413_and_the_text_is_kept(client: FlaskClient) -> None:
    response = step(client, "words", {"text": "x" * 17_000})

    assert response.status_code == 413
    assert "x" * 17_000 in response.text
    assert "too long" in response.text


def test_far_too_much_is_413_in_plain_words(client: FlaskClient) -> None:
    response = step(client, "words", {"text": "x" * 300_000})

    assert response.status_code == 413
    assert "280 letters" in response.text


def test_another_content_type_is_415(client: FlaskClient) -> None:
    assert client.post(f"/new/need/{TOKEN}/what", json=NEED).status_code == 415


@pytest.mark.parametrize(
    "path", ["/new/wish", "/new/need/short/words", f"/new/need/{TOKEN}/wish"]
)
def test_what_is_no_step_is_404(client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"form_key": form_key(client)}).status_code in (
        404,
        405,
    )


def test_a_ready_phrase_is_said_by_one_touch(client: FlaskClient) -> None:
    step(client, "what", {"category": "food"})
    words = client.get(f"/new/need/{TOKEN}/words").text
    phrase = {**hidden(words), "saying": "need-water", "quantity": "4"}

    reach = client.get(step(client, "words", phrase).headers["Location"]).text
    step(client, "reach", hidden(reach))

    (post,) = _posts(client)
    assert post["text"] == "Water for 4 people"
    assert post["category"] == "water"
    assert post["quantity"] == 4


def test_ready_phrases_say_how_many(client: FlaskClient) -> None:
    step(client, "what", {"category": "food"})
    step(client, "words", {"quantity": "2", "go": "more"})

    assert "Water for 3 people" in client.get(f"/new/need/{TOKEN}/words").text


SECRET = bytes(range(32))


def test_a_form_that_stood_open_while_the_hub_began_anew_is_taken(
    service: HubService, stewards: Stewards
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None, form_secret=SECRET)
    before, after = (create_app(hub).test_client() for _ in range(2))
    form = {"form_key": form_key(before), **NEED}
    _bring_cookies(before, after)

    sent = after.post(f"/new/need/{TOKEN}/reach", data=form)

    assert sent.status_code == 303
    assert len(_posts(after)) == 1


@pytest.mark.parametrize("secret", [None, bytes(32)])
def test_a_form_that_another_hub_made_is_not_taken(
    service: HubService, stewards: Stewards, secret: bytes | None
) -> None:
    ours = WebHub("14 Elm St", service, stewards, lambda: None, form_secret=SECRET)
    other = WebHub("Other", service, stewards, lambda: None, form_secret=secret)
    before, after = (create_app(hub).test_client() for hub in (other, ours))
    form = {"form_key": form_key(before), **NEED}
    _bring_cookies(before, after)

    assert after.post(f"/new/need/{TOKEN}/reach", data=form).status_code == 403


def test_a_form_of_before_is_not_taken_from_another_browser(
    service: HubService, stewards: Stewards
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None, form_secret=SECRET)
    before, stranger, after, bare = (create_app(hub).test_client() for _ in range(4))
    form = {"form_key": form_key(before), **NEED}
    form_key(stranger)
    _bring_cookies(stranger, after)

    for browser in (after, bare):
        assert browser.post(f"/new/need/{TOKEN}/reach", data=form).status_code == 403


def _bring_cookies(before: FlaskClient, after: FlaskClient) -> None:
    """It is one browser; only the hub is another run."""
    kept = SimpleCookie(before.get("/").request.headers["Cookie"])
    for name, cookie in kept.items():
        after.set_cookie(name, cookie.value)


@pytest.mark.parametrize("has_radio", [True, False])
def test_only_a_hub_with_a_radio_says_that_words_go_out(
    service: HubService, stewards: Stewards, has_radio: bool
) -> None:
    link = link_of({}) if has_radio else None
    client = client_of(service, stewards, link)

    page = step(client, "words", NEED).location or ""
    shown = client.get(page).text

    assert ("Your words go out to the hubs" in shown) is has_radio
    assert ("This board has no radio: they see it once" in shown) is not has_radio
    assert 'value="all_hubs" checked' in shown
