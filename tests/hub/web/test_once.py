"""A form that a double tap sends twice changes the board once."""

from __future__ import annotations

import threading

import pytest
from flask.testing import FlaskClient

from hub.domain.ids import ClaimId
from hub.service import Accepted, HubService
from hub.store.ledger import TinyLedger
from hub.web.sessions import MOST_TAKEN
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    send,
    take,
    take_as_helper,
)
from tests.hub.web.visitor import to_mend

ONCE = "a-form-of-one-page"


@pytest.fixture
def post(service: HubService) -> Accepted:
    return posted(service, quantity=2)


@pytest.fixture
def writer(client: FlaskClient, post: Accepted) -> FlaskClient:
    """The phone of its writer, which a neighbour has answered."""
    help_with(client, post.post_id)
    phone = client.application.test_client()
    open_with(phone, post.post_id, post.keep_code)
    return phone


@pytest.fixture
def claimed(writer: FlaskClient, service: HubService, post: Accepted) -> ClaimId:
    (only,) = claims_of(service, post.post_id)
    return only


@pytest.mark.parametrize(
    ("step", "fields"),
    [
        ("note", {"note": "At four"}),
        ("partly_met", {"left": "1"}),
        ("correct", {"text": "A long ladder"}),
        ("renew", {}),
        ("arrange", {}),
        ("release", {}),
        ("met", {}),
    ],
)
def test_the_same_form_changes_nothing_the_second_time_and_leads_to_the_same_page(
    writer: FlaskClient,
    service: HubService,
    post: Accepted,
    claimed: ClaimId,
    step: str,
    fields: dict[str, str],
) -> None:
    sent = {**fields, "claim": str(claimed), "once": ONCE}
    first = take(writer, post.post_id, step, **sent)
    after = service.revision

    second = take(writer, post.post_id, step, **sent)

    assert first.status_code == second.status_code == 303
    assert second.headers["Location"] == first.headers["Location"]
    assert service.revision == after


def test_thanks_are_said_once(
    writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    take(writer, post.post_id, "met")
    for _ in range(2):
        take(writer, post.post_id, "thank", thanks="Bless you", once=ONCE)

    assert service.thanks(9) == ["Bless you"]


@pytest.mark.parametrize("is_screen", [False, True])
def test_a_claim_is_handed_back_once_also_by_the_cookie_of_the_first_tap(
    client: FlaskClient, service: HubService, post: Accepted, is_screen: bool
) -> None:
    if is_screen:
        client.get("/screen")
    help_with(client, post.post_id)
    (mine,) = claims_of(service, post.post_id)
    cookie = client.get_cookie(f"own-{service.origin:08x}")
    first = take_as_helper(client, post.post_id, mine, "release", once=ONCE)
    if cookie is not None:
        client.set_cookie(cookie.key, cookie.value)

    second = take_as_helper(client, post.post_id, mine, "release", once=ONCE)

    assert second.headers["Location"] == first.headers["Location"]
    assert "in good hands now" not in client.get(second.headers["Location"]).text


def test_two_claims_of_one_page_are_handed_back_each(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    for _ in range(2):
        help_with(client, post.post_id)

    for mine in claims_of(service, post.post_id):
        take_as_helper(client, post.post_id, mine, "release", once=ONCE)

    assert claims_of(service, post.post_id) == []


def test_other_words_on_a_page_that_was_gone_back_to_are_sent(
    writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    for note in ("At four", "No, at five"):
        take(writer, post.post_id, "note", note=note, once=ONCE)

    view = service.find(post.post_id)
    assert view is not None
    assert [each.text for each in view.post.notes] == ["At four", "No, at five"]


def test_what_was_refused_was_not_taken(
    writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    long = {"note": "n" * 161, "once": ONCE}

    answers = [take(writer, post.post_id, "note", **long) for _ in range(2)]

    assert all("too long" in to_mend(writer, each).text for each in answers)


def test_two_that_come_together_are_taken_once(
    writer: FlaskClient,
    service: HubService,
    post: Accepted,
    ledger: TinyLedger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    append, both = ledger.append, threading.Barrier(2)

    def slow(*given: object) -> None:
        if second.ident is None:
            second.start()
            both.wait(timeout=10)
        append(*given)  # type: ignore[arg-type]

    def tap() -> None:
        both.wait(timeout=10)
        answers.append(twin.post(address, data=form))

    page = writer.get(address := f"/posts/{post.post_id}").text
    form = {"step": "note", "note": "At four", "once": ONCE, "form_key": _key(page)}
    address += "/step"
    twin = writer.application.test_client()
    for name in ("session", "own"):
        cookie = writer.get_cookie(f"{name}-{service.origin:08x}")
        assert cookie is not None
        twin.set_cookie(cookie.key, cookie.value)
    answers: list[object] = []
    second = threading.Thread(target=tap)
    monkeypatch.setattr(ledger, "append", slow)

    writer.post(address, data=form)
    second.join()

    view = service.find(post.post_id)
    assert view is not None
    assert [each.text for each in view.post.notes] == ["At four"]
    assert len(answers) == 1


def _key(page: str) -> str:
    return page.split('name="form_key" value="')[1].split('"', maxsplit=1)[0]


def test_every_form_of_a_step_can_be_told_from_any_other(
    writer: FlaskClient, client: FlaskClient, post: Accepted
) -> None:
    for phone in (writer, client):
        page = phone.get(f"/posts/{post.post_id}").text
        forms = [each for each in page.split("<form ")[1:] if '/step"' in each]
        assert forms
        assert all('name="once"' in each.split("</form>")[0] for each in forms)


def test_a_session_remembers_no_more_forms_than_it_needs(
    writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    sessions = writer.application.extensions["sessions"]
    for number in range(MOST_TAKEN // 2):
        form = {"once": f"{ONCE}-{number}", "back": "board"}
        send(writer, f"/posts/{post.post_id}/step", step="renew", **form)
    name = writer.get_cookie(f"session-{service.origin:08x}")
    assert name is not None
    session = sessions.find(name.value, touched=False)

    assert len(session.taken) == MOST_TAKEN // 2
    for number in range(MOST_TAKEN):
        session.keep_taken(bytes([number]))
    assert len(session.taken) == MOST_TAKEN
