"""What the writer of a post does on its page, known by a cookie, a code or a scan."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Outcome
from hub.domain.expiry import DAY_S
from hub.domain.guesses import FREE_GUESSES
from hub.domain.ids import PostId
from hub.service import Accepted, HubService, LedgerUnavailable, PostView
from hub.service.steps import Helper
from hub.store.ledger import TinyLedger
from tests.conftest import ManualClock
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    take,
    take_as_helper,
)
from tests.hub.web.visitor import hidden, to_mend

PANEL = "Only you see this"


@pytest.fixture
def post(service: HubService) -> Accepted:
    """A need for two."""
    return posted(service, quantity=2)


@pytest.fixture
def writer(client: FlaskClient, post: Accepted) -> FlaskClient:
    """The phone of its writer."""
    phone = client.application.test_client()
    assert open_with(phone, post.post_id, post.keep_code).status_code == 303
    return phone


def _seen(service: HubService, post: Accepted) -> PostView:
    view = service.find(post.post_id)
    assert view is not None
    return view


def _page(client: FlaskClient, post: PostId) -> str:
    return client.get(f"/posts/{post}").text


def test_only_the_writer_sees_the_writers_part(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    assert PANEL in _page(writer, post.post_id)
    assert PANEL not in _page(client, post.post_id)
    assert "I can help" not in _page(writer, post.post_id)


def test_a_scanned_code_is_known_from_then_on_and_leaves_the_address(
    client: FlaskClient, post: Accepted
) -> None:
    answer = client.get(f"/posts/{post.post_id}?code={post.keep_code}")

    assert answer.status_code == 303
    assert post.keep_code not in answer.headers["Location"]
    page = client.get(answer.headers["Location"])
    assert PANEL in page.text
    assert post.keep_code not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_is_told_and_shown_again_and_after_many_one_waits(
    client: FlaskClient, post: Accepted
) -> None:
    answers = [
        open_with(client, post.post_id, "222-222") for _ in range(FREE_GUESSES + 1)
    ]

    assert [each.status_code for each in answers] == [403] * FREE_GUESSES + [429]
    assert 'value="222-222"' in answers[0].text
    assert "not the code" in answers[0].text
    assert "try again in a minute" in answers[-1].text


def test_a_code_that_was_not_typed_is_no_guess(
    client: FlaskClient, post: Accepted
) -> None:
    for _ in range(FREE_GUESSES + 1):
        empty = open_with(client, post.post_id, " ")
        assert empty.status_code == 403
        assert "Please type your keep code first." in empty.text

    open_with(client, post.post_id, post.keep_code)
    assert PANEL in _page(client, post.post_id)


def _guessed_at(client: FlaskClient, post: PostId, address: str) -> None:
    """By strangers, each with a session of their own, till they are asked to wait."""
    stranger = client.application.test_client()
    stranger.environ_base["REMOTE_ADDR"] = address
    while open_with(stranger, post, "222-222").status_code != 429:
        pass


def test_no_guesses_keep_a_writer_out_whose_browser_is_known(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    _guessed_at(client, post.post_id, "127.0.0.1")  # the writer's own address

    assert PANEL in _page(writer, post.post_id)
    answer = take(writer, post.post_id, "met")
    assert answer.headers["Location"] == f"/posts/{post.post_id}?done=met"
    assert _seen(service, post).post.outcome is Outcome.MET


def test_no_guesses_keep_a_writer_out_of_the_touchscreens_visit(
    client: FlaskClient, post: Accepted
) -> None:
    screen = client.application.test_client()
    screen.get("/screen")
    open_with(screen, post.post_id, post.keep_code)
    _guessed_at(client, post.post_id, "127.0.0.1")

    assert PANEL in _page(screen, post.post_id)


def test_no_guesses_keep_a_helper_out_whose_browser_is_known(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    helper = client.application.test_client()
    help_with(helper, post.post_id)
    (claimed,) = claims_of(service, post.post_id)
    _guessed_at(client, post.post_id, "127.0.0.1")

    answer = take_as_helper(helper, post.post_id, claimed, "release")
    assert answer.status_code == 303
    assert claims_of(service, post.post_id) == []


def test_a_writer_with_a_new_phone_gets_in_while_strangers_guess(
    client: FlaskClient, post: Accepted
) -> None:
    for number in range(60, 70):
        _guessed_at(client, post.post_id, f"10.42.0.{number}")
    phone = client.application.test_client()
    phone.environ_base["REMOTE_ADDR"] = "10.42.0.7"

    assert open_with(phone, post.post_id, "222-222").status_code == 403
    assert open_with(phone, post.post_id, post.keep_code).status_code == 303
    assert PANEL in _page(phone, post.post_id)


def test_a_cookie_with_a_code_that_was_never_right_is_a_guess(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    own = f"own-{service.origin:08x}"
    for proof in ("", ":" + "0" * 16) * FREE_GUESSES:
        client.set_cookie(own, f"{post.post_id}:222-222{proof}")
        assert PANEL not in _page(client, post.post_id)

    client.set_cookie(own, f"{post.post_id}:{post.keep_code}:{'0' * 16}")
    assert PANEL not in _page(client, post.post_id)


def test_a_cookie_of_an_older_version_is_known_and_gets_its_proof(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    phone = client.application.test_client()
    phone.set_cookie(f"own-{service.origin:08x}", f"{post.post_id}:{post.keep_code}")
    assert PANEL in _page(phone, post.post_id)
    _guessed_at(client, post.post_id, "127.0.0.1")

    assert PANEL in _page(phone, post.post_id)


@pytest.mark.parametrize("code", ["", "x" * 5_000, "<b>", "\x00", "٢٢٢"])
def test_any_typed_code_is_answered_in_plain_words(
    client: FlaskClient, post: Accepted, code: str
) -> None:
    assert open_with(client, post.post_id, code).status_code == 403
    scanned = client.get(f"/posts/{post.post_id}", query_string={"code": code})
    assert scanned.status_code == 403


def test_a_scanned_claim_that_is_none_is_refused(
    client: FlaskClient, post: Accepted
) -> None:
    page = f"/posts/{post.post_id}?code=222-222&claim="

    assert client.get(page + "nothing").status_code == 403
    assert client.get(page + "0000004d-1").status_code == 404


def test_the_whole_way_from_a_helper_to_thanks(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id, handle="Ben", hours="6")
    (claimed,) = claims_of(service, post.post_id)
    assert "Ben" in _page(writer, post.post_id)
    assert "Ben" not in _page(client.application.test_client(), post.post_id)

    for step, fields in (
        ("arrange", {"claim": str(claimed)}),
        ("note", {"note": "Any time after four"}),
        ("partly_met", {"left": "1"}),
        ("correct", {"text": "A long ladder"}),
        ("met", {}),
        ("thank", {"thanks": "Bless you"}),
    ):
        answer = take(writer, post.post_id, step, **fields)
        assert answer.headers["Location"] == f"/posts/{post.post_id}?done={step}"
        assert 'role="status"' in writer.get(answer.headers["Location"]).text

    told = _seen(service, post).post
    assert told.posted.text == "A long ladder"
    assert told.quantity_left == 1
    assert told.thanks == ("Bless you",)
    stranger = _page(client.application.test_client(), post.post_id)
    assert "It is met" in stranger
    assert "Bless you" in stranger
    assert "after four" not in stranger


@pytest.mark.parametrize("step", ["withdrawn", "done_by_others", "met"])
def test_what_is_over_is_off_the_board(
    writer: FlaskClient, service: HubService, post: Accepted, step: str
) -> None:
    take(writer, post.post_id, step)

    assert _seen(service, post).state.over
    assert "A ladder" not in writer.get("/").text
    assert "A ladder" in _page(writer, post.post_id)


def test_a_helper_is_let_go_with_thanks(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (claimed,) = claims_of(service, post.post_id)

    take(writer, post.post_id, "release", claim=str(claimed))

    assert claims_of(service, post.post_id) == []


def test_the_stepper_counts_without_a_script_and_writes_nothing(
    writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    before = service.revision
    answer = take(writer, post.post_id, "", left="3", go="more")

    page = writer.get(answer.headers["Location"]).text

    assert re.search(r'name="left"[^>]* value="4"', page)
    assert service.revision == before


def test_one_tap_says_that_it_is_still_needed_and_leads_back_to_the_board(
    writer: FlaskClient, service: HubService, post: Accepted, clock: ManualClock
) -> None:
    assert "Is it still needed?" not in _page(writer, post.post_id)
    clock.now += 2.9 * DAY_S
    assert "Is it still needed?" in _page(writer, post.post_id)

    answer = take(writer, post.post_id, "renew", back="board")

    assert answer.headers["Location"] == "/"
    assert not _seen(service, post).moment.ask_still_needed


def test_what_has_run_out_can_be_renewed(
    writer: FlaskClient, service: HubService, post: Accepted, clock: ManualClock
) -> None:
    clock.now += 3.1 * DAY_S
    assert "Yes, still needed" in _page(writer, post.post_id)

    take(writer, post.post_id, "renew")

    assert not _seen(service, post).state.over


@pytest.mark.parametrize(
    ("step", "fields", "field"),
    [
        ("note", {"note": "n" * 161}, "note"),
        ("note", {"note": " "}, "note"),
        ("correct", {"text": "t" * 281}, "text"),
        ("partly_met", {"left": "many"}, "left"),
    ],
)
def test_what_is_to_mend_is_told_at_its_field_with_what_was_typed(
    client: FlaskClient,
    writer: FlaskClient,
    post: Accepted,
    step: str,
    fields: dict[str, str],
    field: str,
) -> None:
    help_with(client, post.post_id)

    answer = to_mend(writer, take(writer, post.post_id, step, **fields))

    assert f'href="#{field}"' in answer.text
    assert fields[field].strip() in answer.text
    assert f'id="{field}-wrong"' in answer.text


@pytest.mark.parametrize("step", ["withdrawn", "done_by_others", "met"])
def test_an_old_tab_changes_no_words_of_what_is_over(
    writer: FlaskClient, service: HubService, post: Accepted, step: str
) -> None:
    take(writer, post.post_id, step)

    answer = to_mend(writer, take(writer, post.post_id, "correct", text="A saw"))

    assert "be changed here any more" in answer.text
    assert _seen(service, post).post.posted.text == "A ladder"


def test_thanks_that_are_too_long_are_shown_again(
    writer: FlaskClient, post: Accepted
) -> None:
    take(writer, post.post_id, "met")

    answer = to_mend(writer, take(writer, post.post_id, "thank", thanks="t" * 81))

    assert "t" * 81 in answer.text


@pytest.mark.parametrize("step", ["", "dance"])
def test_a_step_that_is_none_is_400(
    writer: FlaskClient, post: Accepted, step: str
) -> None:
    assert take(writer, post.post_id, step).status_code == 400


@pytest.mark.parametrize("claimed", ["", "nobody", "0000004d-1"])
def test_a_step_about_a_helper_who_is_none_is_refused(
    writer: FlaskClient, post: Accepted, claimed: str
) -> None:
    answer = take(writer, post.post_id, "arrange", claim=claimed)

    assert answer.status_code in (303, 400)
    if answer.status_code == 303:
        answer = to_mend(writer, answer)
    assert "<main" in answer.text


def test_a_stranger_who_helps_too_does_not_read_what_the_first_was_told(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    first, stranger = (client.application.test_client() for _ in range(2))
    help_with(first, post.post_id, handle="Bo")
    (claimed,) = claims_of(service, post.post_id)
    take(writer, post.post_id, "note", note="See you at 8:45")
    take(writer, post.post_id, "arrange", claim=str(claimed))
    help_with(stranger, post.post_id, handle="Cy")
    take(writer, post.post_id, "note", note="Ring at flat 3")

    for words in ("See you at 8:45", "Ring at flat 3"):
        assert words in _page(first, post.post_id)
        assert words not in _page(stranger, post.post_id)


def test_the_page_says_who_will_read_a_note(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    assert "can read it" not in _page(writer, post.post_id)

    help_with(client, post.post_id)
    assert "Only you two can read it." in _page(writer, post.post_id)

    help_with(client.application.test_client(), post.post_id)
    assert "Only your helpers can read it." in _page(writer, post.post_id)

    claimed = claims_of(service, post.post_id)[0]
    take(writer, post.post_id, "arrange", claim=str(claimed))
    assert "Only you two can read it." in _page(writer, post.post_id)


def test_words_to_a_helper_who_just_left_are_shown_again(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (claimed,) = claims_of(service, post.post_id)
    take_as_helper(client, post.post_id, claimed, "release")

    refused = take(writer, post.post_id, "note", note="At four")

    answer = to_mend(writer, refused)
    assert 'href="#note"' in answer.text
    assert ">\nAt four</textarea>" in answer.text
    assert "Nobody is on it yet.</a>" in answer.text


def test_words_of_a_form_from_before_are_shown_again(
    client: FlaskClient, writer: FlaskClient, post: Accepted
) -> None:
    help_with(client, post.post_id)

    stale = take(writer, post.post_id, "note", note="At four", form_key="0" * 32)

    assert stale.status_code == 403
    assert ">\nAt four</textarea>" in stale.text
    assert take(writer, post.post_id, "note", note="At four").status_code == 303


def test_a_screen_that_forgot_asks_for_the_code_and_keeps_the_words(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    client.get("/screen")
    help_with(client, post.post_id)
    answer = take(client, post.post_id, "note", note="At four")
    assert answer.status_code == 403

    typed = {**hidden(answer.text), "keep_code": post.keep_code}
    opened = client.post(f"/posts/{post.post_id}/own", data=typed)

    assert "At four" in client.get(opened.headers["Location"]).text
    take(client, post.post_id, "note", note="At four")
    assert ">\nAt four</textarea>" not in _page(client, post.post_id)


def test_a_disk_that_refuses_keeps_the_words(
    client: FlaskClient,
    writer: FlaskClient,
    post: Accepted,
    ledger: TinyLedger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    help_with(client, post.post_id)

    def full(*_: object, **__: object) -> None:
        raise LedgerUnavailable

    monkeypatch.setattr(ledger, "append", full)
    answer = take(writer, post.post_id, "note", note="At four")

    page = to_mend(writer, answer).text
    assert "can&#39;t keep anything new" in page
    assert ">\nAt four</textarea>" in page


def test_the_writers_notes_to_several_helpers_are_shown_once(
    client: FlaskClient, writer: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (claimed,) = claims_of(service, post.post_id)
    Helper(service, post.post_id, claimed, None).note("On my way")

    take(writer, post.post_id, "note", note="At four")

    page = _page(writer, post.post_id)
    assert page.count("At four") == 1
    assert page.index("On my way") < page.index("At four")
