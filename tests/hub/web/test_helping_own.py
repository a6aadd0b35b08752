"""The list of what a browser posted and claimed."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from hub.domain.expiry import DAY_S
from hub.domain.ids import PostId
from hub.service import Accepted, HubService
from hub.service.steps import Writer
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.own_posts import MOST_KEPT
from hub.web.sessions import SCREEN_IDLE_S
from tests.conftest import ManualClock
from tests.hub.web.neighbour import (
    claims_of,
    help_with,
    open_with,
    posted,
    send,
    take_as_helper,
)


@pytest.fixture
def post(service: HubService) -> Accepted:
    return posted(service)


def _own(client: FlaskClient) -> str:
    answer = client.get("/own")
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.text


def test_an_empty_list_says_what_to_do(client: FlaskClient) -> None:
    assert "keep code" in _own(client)
    assert "Forget them" not in _own(client)


def test_posts_and_claims_are_listed_and_no_code_with_them(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    other = posted(service, b"other", text="A drill").post_id
    open_with(client, post.post_id, post.keep_code)
    help_with(client, other)

    page = _own(client)

    assert "You posted" in page
    assert f'href="/posts/{post.post_id}"' in page
    assert "You are on it" in page
    assert f'href="/posts/{other}"' in page
    assert post.keep_code not in page
    assert "A ladder" not in _own(client.application.test_client())


def test_what_is_asked_about_stands_first(
    client: FlaskClient, service: HubService, clock: ManualClock, post: Accepted
) -> None:
    later = posted(service, b"later", text="A drill", urgency="whenever")
    for each in (post, later):
        open_with(client, each.post_id, each.keep_code)
    assert _own(client).index("A drill") < _own(client).index("A ladder")

    clock.now += 2.9 * DAY_S

    assert _own(client).index("A ladder") < _own(client).index("A drill")
    assert "Its time ends soon" in _own(client)


def test_a_claim_handed_back_leaves_and_one_let_go_is_thanked(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    help_with(client, post.post_id)
    (mine,) = claims_of(service, post.post_id)
    take_as_helper(client, post.post_id, mine, "release")
    assert "A ladder" not in _own(client)

    help_with(client, post.post_id)
    (mine,) = claims_of(service, post.post_id)
    Writer(service, post.post_id, None).release(mine)
    assert "You were there for it" in _own(client)


def test_codes_of_posts_that_are_gone_are_dropped(
    client: FlaskClient, service: HubService, clock: ManualClock, post: Accepted
) -> None:
    open_with(client, post.post_id, post.keep_code)
    for days in (20, 60):
        clock.now += days * DAY_S
        service.board()

    assert "A ladder" not in _own(client)
    cookie = client.get_cookie(f"own-{service.origin:08x}")
    assert cookie is None or cookie.value == ""


def test_a_code_that_is_wrong_is_guessed_once_and_dropped(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    name = f"own-{service.origin:08x}"
    client.set_cookie(name, f"{post.post_id}:222-222")

    client.get(f"/posts/{post.post_id}")

    cookie = client.get_cookie(name)
    assert cookie is None or str(post.post_id) not in cookie.value


def test_forgetting_leaves_nothing(client: FlaskClient, post: Accepted) -> None:
    open_with(client, post.post_id, post.keep_code)

    assert send(client, "/own/forget").status_code == 303

    assert "A ladder" not in _own(client)
    assert "Only you see this" not in client.get(f"/posts/{post.post_id}").text


def test_another_site_can_make_nobody_forget(
    client: FlaskClient, post: Accepted
) -> None:
    open_with(client, post.post_id, post.keep_code)

    assert client.post("/own/forget", data={"form_key": "0"}).status_code == 403
    assert "A ladder" in _own(client)


def test_the_screen_says_that_its_list_goes_and_forgets_it(
    service: HubService, stewards: Stewards, clock: ManualClock, post: Accepted
) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None)
    screen = create_app(hub, monotonic=lambda: clock.now).test_client()
    screen.get("/screen")
    open_with(screen, post.post_id, post.keep_code)
    assert "gone when you walk away" in _own(screen)

    clock.now += SCREEN_IDLE_S + 1

    assert "A ladder" not in _own(screen)
    assert "Only you see this" not in screen.get(f"/posts/{post.post_id}").text


def test_a_phone_that_keeps_as_much_as_it_can_keeps_what_is_new(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    name = f"own-{service.origin:08x}"
    codes = [f"{PostId(77, number)}:AAA-AAA" for number in range(MOST_KEPT)]
    client.set_cookie(name, ".".join(codes))

    help_with(client, post.post_id)

    cookie = client.get_cookie(name)
    assert cookie is not None
    kept = cookie.value.split(".")
    assert [each[:13] for each in kept[:-1]] == [each[:13] for each in codes[1:]]
    assert kept[-1].startswith(str(claims_of(service, post.post_id)[0]))


def test_a_made_up_list_is_read_with_care(
    client: FlaskClient, service: HubService, post: Accepted
) -> None:
    codes = [f"{PostId(77, number)}:AAA-AAA" for number in range(MOST_KEPT + 40)]
    client.set_cookie(f"own-{service.origin:08x}", ".".join([*codes, "x", "0-0:1"]))

    assert client.get("/own").status_code == 200
    assert client.get(f"/posts/{post.post_id}").status_code == 200
