"""The touchscreen begins, stays awake, is forgotten, and looks as somebody wants it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from hub.hours import Hours
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.screen import ASKING_S, QUIET_S, TOUCH_EVERY_S, TYPING_QUIET_S
from hub.web.sessions import SCREEN_IDLE_S
from tests.conftest import ManualClock
from tests.hub.web.neighbour import help_with
from tests.hub.web.neighbour import posted as posted_by
from tests.hub.web.visitor import TOKEN, form_key, send_post, step

WORDS = "Insulin for my father"
REFRESH = re.compile(r'http-equiv="refresh" content="(\d+);?(?:url=)?([^"]*)"')
DRAFT = f"/new/need/{TOKEN}/words"

Open = Callable[..., FlaskClient]


@pytest.fixture
def open_pages(service: HubService, stewards: Stewards, clock: ManualClock) -> Open:
    """Pages of a hub, on a browser that nobody has said anything of."""

    def opened(**more: object) -> FlaskClient:
        hub = WebHub("14 Elm St", service, stewards, lambda: None)
        app = create_app(
            replace(hub, **more),  # type: ignore[arg-type]
            monotonic=lambda: clock.now,
        )
        return app.test_client()

    return opened


@pytest.fixture
def phone(open_pages: Open) -> FlaskClient:
    return open_pages()


@pytest.fixture
def screen(open_pages: Open) -> FlaskClient:
    """The browser in the lobby."""
    client = open_pages()
    client.get("/screen")
    return client


def _type_something(client: FlaskClient) -> None:
    step(client, "what", {"category": "food"})
    step(client, "words", {"text": WORDS, "go": "more"})
    assert _is_kept(client)


def _is_kept(client: FlaskClient) -> bool:
    return WORDS in client.get(DRAFT, follow_redirects=True).text


def _forget(client: FlaskClient) -> int:
    key = {"form_key": form_key(client)}
    return client.post("/screen/forget", data=key).status_code


def test_the_hubs_own_browser_begins_with_the_quiet_screen(phone: FlaskClient) -> None:
    begun = phone.get("/screen")

    assert begun.headers["Location"] == "/quiet"
    assert 'data-face="screen"' in phone.get("/").text


def test_another_machine_is_no_screen_whatever_it_says(screen: FlaskClient) -> None:
    from_afar = {"REMOTE_ADDR": "10.42.0.9"}

    begun = screen.get("/screen", environ_overrides=from_afar)

    assert begun.headers["Location"] == "/"
    assert "Set-Cookie" not in begun.headers
    assert 'data-face="hand"' in screen.get("/", environ_overrides=from_afar).text


@pytest.mark.parametrize("how", ["/screen/forget", "/screen/rest"])
def test_what_was_typed_is_forgotten_with_all_that_was_chosen(
    screen: FlaskClient, how: str
) -> None:
    _type_something(screen)
    for choice in (
        ("/language", {"code": "ar"}),
        ("/screen/look", {"look": "strong"}),
        ("/screen/lower", {"lower": "1"}),
    ):
        screen.post(choice[0], data=choice[1])

    if how == "/screen/forget":
        gone = screen.post(how, data={"form_key": form_key(screen)})
    else:
        gone = screen.get(how)

    assert gone.headers["Location"] == "/quiet"
    assert not _is_kept(screen)
    begun = screen.get("/").text
    assert '<html lang="en" dir="ltr"' in begun
    assert "theme-strong" not in begun
    assert "data-lowered" not in begun


def test_what_is_forgotten_is_not_there_for_who_kept_the_cookie(
    screen: FlaskClient, service: HubService
) -> None:
    _type_something(screen)
    cookie = screen.get_cookie(f"session-{service.origin:08x}")
    assert cookie is not None

    _forget(screen)
    screen.set_cookie(cookie.key, cookie.value)

    assert not _is_kept(screen)


def test_own_keep_codes_are_forgotten_too(screen: FlaskClient) -> None:
    posted = send_post(screen).headers["Location"]
    code = re.search(
        r'aria-hidden="true">([0-9A-Z]{3}-[0-9A-Z]{3})<', _text(screen, posted)
    )
    assert code
    (post,) = screen.get("/api/board").json["posts"]  # type: ignore[index]
    own = f"/posts/{post['id']}"

    _forget(screen)

    assert code[1] not in _text(screen, own)
    assert screen.get(posted).headers["Location"] == own  # not its ticket again


def test_a_helpers_ticket_is_for_that_visitor_alone(
    screen: FlaskClient, service: HubService
) -> None:
    post = posted_by(service).post_id
    ticket = help_with(screen, post, handle="Ben", hours="6").headers["Location"]
    assert "ticket__code" in _text(screen, ticket)

    _forget(screen)

    assert screen.get(ticket).headers["Location"] == f"/posts/{post}"


def _text(client: FlaskClient, path: str) -> str:
    return client.get(path).text


def test_the_next_neighbour_has_another_session(screen: FlaskClient) -> None:
    before = form_key(screen)

    _forget(screen)

    assert form_key(screen) != before


def test_a_strange_form_makes_the_screen_forget_nothing(screen: FlaskClient) -> None:
    _type_something(screen)

    refused = screen.post("/screen/forget", data={"form_key": "0" * 32})

    assert refused.status_code == 403
    assert _is_kept(screen)


def test_forgetting_what_is_forgotten_already_is_no_fault(screen: FlaskClient) -> None:
    key = {"form_key": form_key(screen)}

    answers = [screen.post("/screen/forget", data=key) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == ["/quiet"] * 2


@pytest.mark.parametrize("how", ["/screen/rest", "/screen/forget"])
def test_no_link_and_no_form_makes_a_phone_forget(phone: FlaskClient, how: str) -> None:
    _type_something(phone)

    phone.get("/screen/rest")
    phone.post("/screen/forget", data={"form_key": form_key(phone)})

    assert _is_kept(phone)


def test_touches_keep_the_screen_awake(screen: FlaskClient, clock: ManualClock) -> None:
    _type_something(screen)

    for _ in range(5):
        clock.now += SCREEN_IDLE_S - 1
        assert screen.post("/screen/here").status_code == 204

    clock.now += SCREEN_IDLE_S - 1
    assert _is_kept(screen)


def test_turns_of_the_quiet_screen_are_no_touches(
    screen: FlaskClient, clock: ManualClock
) -> None:
    _type_something(screen)

    for turn in range(4):
        clock.now += SCREEN_IDLE_S / 3
        assert "Set-Cookie" not in screen.get(f"/quiet?turn={turn}").headers

    assert not _is_kept(screen)


def test_news_of_the_board_that_come_by_themselves_are_no_touches(
    screen: FlaskClient, clock: ManualClock
) -> None:
    _type_something(screen)

    for _ in range(4):
        clock.now += SCREEN_IDLE_S / 3
        assert screen.get("/", headers={"X-Refresh": "1"}).status_code == 200

    assert not _is_kept(screen)


def test_the_page_asks_in_time_and_gives_time_enough() -> None:
    assert ASKING_S >= 20  # WCAG 2.2.1
    untold_s = TOUCH_EVERY_S
    assert untold_s + max(QUIET_S, TYPING_QUIET_S) + ASKING_S < SCREEN_IDLE_S


def test_without_scripts_a_page_of_the_screen_goes_by_itself(
    screen: FlaskClient,
) -> None:
    for path in ("/", "/new/need", "/status", "/nothing"):
        (after,) = REFRESH.findall(screen.get(path).text)
        assert int(after[0]) < SCREEN_IDLE_S
        assert after[1] == "/screen/rest"


def test_a_phone_has_none_of_this(phone: FlaskClient) -> None:
    for path in ("/", "/new/need", "/status"):
        page = phone.get(path).text
        for what in ('id="rest"', "tools", "keyboard.css", "/screen/"):
            assert what not in page, (path, what)


def _looks(client: FlaskClient, hour: int | None = None) -> str:
    found = re.search(r"<html[^>]*>", client.get("/").text)
    assert found
    classes = re.search(r'class="([^"]*)"', found[0])
    return classes[1] if classes else ""


def _at(hour: int) -> Callable[[], float]:
    day = (2027, 1, 15, hour, 30, 0, 0, 0, -1)
    return lambda: time.mktime(day)


@pytest.mark.parametrize(
    ("hour", "looks"), [(12, "theme-day"), (18, "theme-day"), (19, "theme-dusk")]
)
def test_the_screen_turns_dark_by_itself(
    open_pages: Open, hour: int, looks: str
) -> None:
    screen = open_pages(dusk=Hours(19, 7), now=_at(hour))
    screen.get("/screen")

    assert _looks(screen) == looks


def test_without_a_clock_to_trust_the_device_decides(open_pages: Open) -> None:
    screen = open_pages(dusk=Hours(19, 7), now=lambda: None)
    screen.get("/screen")

    assert _looks(screen) == ""


def test_a_phone_looks_as_its_owner_wants(open_pages: Open) -> None:
    phone = open_pages(dusk=Hours(19, 7), now=_at(23))

    assert _looks(phone) == ""


def test_touches_lead_through_all_looks_and_back(open_pages: Open) -> None:
    screen = open_pages(dusk=Hours(19, 7), now=_at(12))
    screen.get("/screen")
    seen = [_looks(screen)]

    for _ in range(3):
        button = re.search(r'name="look" value="(\w+)"', screen.get("/").text)
        assert button
        touched = screen.post("/screen/look", data={"look": button[1], "back": "/"})
        assert touched.headers["Location"] == "/"
        seen.append(_looks(screen))

    assert seen == ["theme-day", "theme-dusk", "theme-strong theme-day", "theme-day"]


def test_a_look_that_there_is_not_changes_nothing(screen: FlaskClient) -> None:
    touched = screen.post("/screen/look", data={"look": "x", "back": "//evil.example"})

    assert touched.headers["Location"] == "/"
    assert "Set-Cookie" not in touched.headers


def test_controls_come_down_and_go_up_again(screen: FlaskClient) -> None:
    screen.post("/screen/lower", data={"lower": "1", "back": "/status"})
    assert "data-lowered" in screen.get("/").text

    screen.post("/screen/lower", data={"lower": "", "back": "/status"})
    assert "data-lowered" not in screen.get("/").text
