"""Claiming on the pages, and what helpers do there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Outcome
from hub.domain.expiry import State
from hub.domain.ids import PostId
from hub.service import HubService
from hub.service.steps import Writer
from tests.conftest import ManualClock
from tests.hub.web.neighbour import (
    claims_of,
    code_on,
    help_with,
    open_with,
    posted,
    send,
    take_as_helper,
)
from tests.hub.web.visitor import hidden, to_mend


@pytest.fixture
def post(service: HubService) -> PostId:
    """A need with a way to reach its writer."""
    reachable = {"contact": "door 3", "contact_consent": "yes"}
    return posted(service, **reachable).post_id


def _helper(client: FlaskClient) -> FlaskClient:
    """Another neighbour's phone."""
    return client.application.test_client()


def _state(service: HubService, post: PostId) -> State:
    view = service.find(post)
    assert view is not None
    return view.state


def test_a_post_asks_everybody_for_help_in_one_large_button(
    client: FlaskClient, post: PostId, service: HubService
) -> None:
    offer = posted(service, b"offer", kind="offer").post_id

    assert f'href="/posts/{post}/help"' in client.get(f"/posts/{post}").text
    assert "I can help" in client.get(f"/posts/{post}").text
    assert "I'd like some" in unescape(client.get(f"/posts/{offer}").text)


def test_a_claim_leads_to_its_keep_code_and_to_the_writers_words(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    answer = help_with(client, post, handle=" Ben ", hours="24")
    thanks = client.get(answer.headers["Location"])
    (claimed,) = claims_of(service, post)
    view = service.find(post)

    assert answer.status_code == 303
    assert 'class="qr"' in thanks.text
    assert thanks.headers["Cache-Control"] == "no-store"
    service.prove(claimed, code_on(thanks.text))
    assert view is not None
    assert [(each.handle, each.hours) for each in view.post.claims] == [("Ben", 24)]
    assert "You are on it" in client.get(f"/posts/{post}").text


def test_a_double_tap_claims_once(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    address = f"/posts/{post}/help"
    fields = hidden(client.get(address).text)

    first, second = (client.post(address, data={**fields, "hours": "2"}) for _ in "12")

    assert first.headers["Location"] == second.headers["Location"]
    assert len(claims_of(service, post)) == 1


def test_the_same_form_with_another_name_says_that_the_first_counts(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    address = f"/posts/{post}/help"
    fields = hidden(client.get(address).text)
    client.post(address, data={**fields, "hours": "2"})

    again = client.post(address, data={**fields, "hours": "2", "handle": "Ana"})

    page = to_mend(client, again).text
    assert 'value="Ana"' in page
    assert hidden(page)["token"] != fields["token"]
    assert len(claims_of(service, post)) == 1


@pytest.mark.parametrize("token", ["", "short", "x" * 99, "not a token at all"])
def test_a_form_without_a_proper_token_still_claims(
    client: FlaskClient, service: HubService, post: PostId, token: str
) -> None:
    answer = help_with(client, post, token=token)

    assert client.get(answer.headers["Location"]).status_code == 200
    assert len(claims_of(service, post)) == 1


def test_a_name_that_is_too_long_is_shown_again_with_the_hours(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    answer = to_mend(client, help_with(client, post, handle="n" * 21, hours="72"))

    assert "n" * 21 in answer.text
    assert re.search(r'id="hours-72" value="72" checked', answer.text)
    assert "shorter name" in answer.text
    assert claims_of(service, post) == []


@pytest.mark.parametrize("hours", ["", "0", "soon", "251", "-1"])
def test_hours_that_are_none_are_asked_for(
    client: FlaskClient, post: PostId, hours: str
) -> None:
    page = to_mend(client, help_with(client, post, hours=hours)).text

    assert "for how many hours" in page


def test_a_form_of_a_session_that_is_over_keeps_the_name_and_claims_when_sent_again(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    stale = help_with(client, post, handle="Ben", form_key="0" * 32)
    fields = hidden(stale.text)

    assert stale.status_code == 403
    assert 'value="Ben"' in stale.text
    assert claims_of(service, post) == []
    again = client.post(
        f"/posts/{post}/help", data={**fields, "hours": "6", "handle": "Ben"}
    )
    assert again.status_code == 303


def test_another_language_keeps_what_was_typed(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    turned = help_with(client, post, handle="Ben", hours="72", language="es")

    page = client.get(turned.headers["Location"]).text

    assert '<html lang="es"' in page
    assert 'value="Ben"' in page
    assert re.search(r'id="hours-72" value="72" checked', page)
    assert claims_of(service, post) == []


def test_who_comes_second_is_told_warmly_and_stands_by(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    other = _helper(client)
    help_with(client, post)

    assert "stand by" in other.get(f"/posts/{post}/help").text
    help_with(other, post)

    assert len(claims_of(service, post)) == 2
    assert "You stand by" in other.get(f"/posts/{post}").text
    assert "You are on it" in client.get(f"/posts/{post}").text


def test_the_form_says_where_the_name_goes(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    local = posted(service, b"local", reach="this_hub").post_id

    assert "travels by radio" in client.get(f"/posts/{post}/help").text
    assert "travels by radio" not in client.get(f"/posts/{local}/help").text
    assert "stays in this building" in client.get(f"/posts/{local}/help").text


def test_what_ended_in_the_meantime_is_told_and_not_claimed(
    client: FlaskClient, service: HubService
) -> None:
    accepted = posted(service)
    address = f"/posts/{accepted.post_id}/help"
    fields = hidden(client.get(address).text)
    Writer(service, accepted.post_id, None).close(Outcome.MET)

    answer = client.post(address, data={**fields, "hours": "6"})

    assert "ended in the meantime" in to_mend(client, answer).text
    assert client.get(address).headers["Location"] == f"/posts/{accepted.post_id}"


def test_a_helpers_code_is_not_shown_for_ever(
    client: FlaskClient, post: PostId, clock: ManualClock
) -> None:
    address = help_with(client, post).headers["Location"]
    clock.now += 3600

    assert client.get(address).headers["Location"] == f"/posts/{post}"
    assert client.get("/helped/nothing-of-that-name").status_code == 404


def test_a_helper_finds_the_way_back_on_another_phone(
    client: FlaskClient, post: PostId
) -> None:
    page = client.get(help_with(client, post).headers["Location"]).text
    typed, scanned = _helper(client), _helper(client)

    assert open_with(typed, post, code_on(page).lower()).status_code == 303
    assert "You are on it" in typed.get(f"/posts/{post}").text
    scanned.get(f"/posts/{post}?code={code_on(page)}")
    assert "You are on it" in scanned.get(f"/posts/{post}").text


def test_a_helper_learns_how_to_reach_the_writer_once_it_is_arranged(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    other = _helper(client)
    help_with(client, post)
    help_with(other, post)
    first, _ = claims_of(service, post)
    assert "door 3" not in client.get(f"/posts/{post}").text

    Writer(service, post, None).arrange(first)

    assert "door 3" in client.get(f"/posts/{post}").text
    assert "door 3" not in other.get(f"/posts/{post}").text
    assert "door 3" not in _helper(client).get(f"/posts/{post}").text


def test_a_cookie_that_somebody_made_up_shows_nothing(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    help_with(client, post)
    (claimed,) = claims_of(service, post)
    Writer(service, post, None).arrange(claimed)
    liar = _helper(client)
    liar.set_cookie(f"own-{service.origin:08x}", f"{claimed}:222-222.{post}:222-222")

    page = liar.get(f"/posts/{post}").text

    assert "door 3" not in page
    assert "You are on it" not in page
    assert "Only you see this" not in page


def test_helper_and_writer_write_to_each_other_and_nobody_else_reads_it(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    other = _helper(client)
    help_with(client, post)
    help_with(other, post)
    mine, _ = claims_of(service, post)

    answer = take_as_helper(client, post, mine, "note", note="I am at the door")
    Writer(service, post, None).note("Come in, <b>all</b> of you")

    assert answer.status_code == 303
    page = client.get(f"/posts/{post}").text
    assert "I am at the door" in page
    assert "Come in, &lt;b&gt;all&lt;/b&gt; of you" in page
    theirs = other.get(f"/posts/{post}").text
    assert "I am at the door" not in theirs
    assert "Come in" in theirs
    assert "Come in" not in _helper(client).get(f"/posts/{post}").text


def test_a_note_that_is_too_long_is_shown_again(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    help_with(client, post)
    (mine,) = claims_of(service, post)

    refused = take_as_helper(client, post, mine, "note", note="n" * 161)

    answer = to_mend(client, refused)
    assert "n" * 161 in answer.text
    assert f'href="#note-{mine}"' in answer.text


def test_handing_back_is_thanked_and_the_post_is_open_again(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    help_with(client, post)
    (mine,) = claims_of(service, post)

    answer = take_as_helper(client, post, mine, "release")

    assert "You handed it back" in client.get(answer.headers["Location"]).text
    assert _state(service, post) is State.OPEN
    assert "I can help" in client.get(f"/posts/{post}").text


def test_a_helper_who_is_not_needed_is_thanked(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    help_with(client, post)
    (mine,) = claims_of(service, post)

    Writer(service, post, None).release(mine)

    assert "thank you all the same" in client.get(f"/posts/{post}").text


def test_a_step_of_a_helper_this_browser_does_not_know_is_asked_for_the_code(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    code = code_on(client.get(help_with(client, post).headers["Location"]).text)
    (mine,) = claims_of(service, post)
    elsewhere = _helper(client)

    refused = take_as_helper(elsewhere, post, mine, "note", note="On my way")

    assert refused.status_code == 403
    assert hidden(refused.text)["note"] == "On my way"
    send(
        elsewhere,
        f"/posts/{post}/own",
        keep_code=code,
        note="On my way",
        claim=str(mine),
    )
    assert "On my way" in elsewhere.get(f"/posts/{post}").text


def test_words_tell_their_language_and_a_ready_phrase_is_said_in_the_readers(
    client: FlaskClient, service: HubService
) -> None:
    ready = posted(service, b"ready", category="water", text="ماء لشخصين").post_id
    own = posted(service, b"own", text="需要有人照看两个孩子").post_id

    told = client.get(f"/posts/{ready}", headers={"Accept-Language": "zh"}).text
    as_written = client.get(f"/posts/{own}").text

    assert 'lang="zh-Hans">需要 2 个人的饮用水</h1>' in told
    assert "ماء لشخصين" in told
    assert 'lang="zh-Hans">需要有人照看两个孩子</h1>' in as_written


def test_up_to_five_posts_of_the_other_kind_that_fit_stand_below(
    client: FlaskClient, service: HubService, post: PostId
) -> None:
    for number in range(7):
        posted(service, b"%d" % number, kind="offer", text=f"Tool number {number}")
    posted(service, b"soup", kind="offer", category="food", text="Soup")

    page = client.get(f"/posts/{post}").text

    assert len(re.findall("Tool number", page)) == 5
    assert "Soup" not in page
    assert "Offers that may fit" in page


def test_below_ones_own_post_stands_nothing_of_ones_own(
    client: FlaskClient, service: HubService
) -> None:
    need = posted(service, b"need")
    mine = posted(service, b"mine", kind="offer", text="My own hammer")
    posted(service, b"theirs", kind="offer", text="A neighbour's saw")
    for each in (need, mine):
        open_with(client, each.post_id, each.keep_code)

    own_page = client.get(f"/posts/{need.post_id}").text
    strangers = client.application.test_client().get(f"/posts/{need.post_id}").text

    assert "My own hammer" not in own_page
    assert "A neighbour&#39;s saw" in own_page
    assert "My own hammer" in strangers


def test_ones_own_offer_stands_below_a_neighbours_need(
    client: FlaskClient, service: HubService
) -> None:
    need = posted(service, b"need")
    mine = posted(service, b"mine", kind="offer", text="My own hammer")
    open_with(client, mine.post_id, mine.keep_code)

    assert "My own hammer" in client.get(f"/posts/{need.post_id}").text
