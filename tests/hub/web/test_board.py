"""The board without a browser: what stands on it, and in which order."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from hub.domain.changes import Alerted, Arranged, Change, Claimed, Outcome
from hub.domain.ids import ClaimId, PostId
from hub.domain.record import HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.service import Accepted, HubService
from hub.service.steps import Writer
from hub.service.stewards import Stewards
from hub.web import board_words
from hub.web.board_query import SHOWN
from radio.frame import Followed
from tests.conftest import ManualClock
from tests.hub.web.links import client_of, holding, link_of
from tests.hub.web.saying import english
from tests.hub.web.visitor import hidden, send_post

FAR = HubId(77)
HOUR_S = 3600.0


def _post(service: HubService, text: str, **fields: str) -> Accepted:
    draft = {"kind": "need", "category": "food", "urgency": "today", **fields}
    return service.post({**draft, "text": text}, text.encode())


def _say(service: HubService, number: int, change: Change) -> None:
    service.ingest(Record(FAR, Sequence(number), change, pack(change)), 0.0)


def _texts(page: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"card__link[^>]*>([^<]*)<", page)]


def _card(page: str, post_id: PostId) -> str:
    return page.split(f'id="post-{post_id}"')[1].split("</li>", maxsplit=1)[0]


def test_what_nobody_is_on_comes_first_among_the_equally_pressing(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    posts = {}
    for text, urgency in (
        ("taken", "today"),
        ("older", "today"),
        ("newer", "today"),
        ("taken now", "now"),
    ):
        posts[text] = _post(service, text, urgency=urgency).post_id
        clock.now += 60
    for number, text in enumerate(("taken", "taken now"), 1):
        _say(service, number, Claimed(posts[text], hours=6))

    assert _texts(client.get("/").text) == ["taken now", "older", "newer", "taken"]


def test_what_is_partly_met_is_still_open(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    partly = _post(service, "partly", quantity="4")
    clock.now += 60
    _post(service, "open")
    Writer(service, partly.post_id, partly.keep_code).partly_met(2)

    page = client.get("/").text

    assert _texts(page) == ["partly", "open"]
    assert "#met" in _card(page, partly.post_id)
    assert "Partly met" in _card(page, partly.post_id)


def test_a_card_shows_with_a_picture_and_a_word_that_somebody_is_on_it(
    client: FlaskClient, service: HubService
) -> None:
    free, taken, agreed = (_post(service, each).post_id for each in "abc")
    _say(service, 1, Claimed(taken, hours=6))
    _say(service, 2, Claimed(agreed, hours=6))
    service.say(Arranged(ClaimId(FAR, 2)))

    page = client.get("/").text

    assert "badge" not in _card(page, free)
    assert "#claimed" in _card(page, taken)
    assert "A neighbour is on it" in _card(page, taken)
    assert "#claimed" in _card(page, agreed)
    assert "Arranged" in _card(page, agreed)


def test_a_picture_shows_what_is_about_it_and_all_pictures_say_how_many(
    client: FlaskClient, service: HubService
) -> None:
    for number, category in enumerate(("food", "water", "meals", "rides")):
        _post(
            service,
            f"{category}",
            category=category,
            kind=("need", "offer")[number % 2],
        )

    page = client.get("/?about=food").text

    assert sorted(_texts(page)) == ["food", "meals", "water"]
    counts = re.findall(r'kind__count">(\d+)<', page)
    assert counts == ["4", "3", "0", "0", "0", "0", "1", "0", "0", "0"]
    assert re.findall(r'href="([^"]+)" aria-current', page) == ["/?about=food"]
    assert "<title>Food &amp; water" in page


def test_where_a_picture_has_nothing_the_page_says_how_to_ask_for_it(
    client: FlaskClient, service: HubService
) -> None:
    _post(service, "Bread")

    page = client.get("/?about=rides").text

    assert not _texts(page)
    assert "Nobody offers this just now." in page
    assert "Do you need it? Ask for it." in page


@pytest.mark.parametrize("address", ["/?about=nothing", "/?about=", "/?needs=-1"])
def test_an_address_that_makes_no_sense_shows_the_whole_board(
    client: FlaskClient, service: HubService, address: str
) -> None:
    _post(service, "Bread")

    assert _texts(client.get(address).text) == ["Bread"]


def test_a_card_says_how_many_of_the_other_kind_may_fit(
    client: FlaskClient, service: HubService
) -> None:
    need = _post(service, "Water", category="water").post_id
    offers = [
        _post(service, text, kind="offer", category="meals").post_id
        for text in ("Soup", "Rice")
    ]
    lone = _post(service, "A lift", category="rides").post_id

    page = client.get("/").text

    assert "2 offers may fit" in _card(page, need)
    assert all("1 need may fit" in _card(page, each) for each in offers)
    assert "may fit" not in _card(page, lone)


def test_so_many_that_fit_are_not_counted(
    client: FlaskClient, service: HubService
) -> None:
    need = _post(service, "Water").post_id
    for number in range(board_words.MANY):
        _post(service, f"Soup {number}", kind="offer")

    assert "many offers may fit" in _card(client.get("/").text, need)


@pytest.mark.parametrize(
    ("holders", "others", "said"),
    [
        (0, 4, "not on other hubs yet"),
        (3, 4, "on 3 of 4 other hubs"),
        (4, 4, "on all 4 other hubs"),
        (1, 1, "on the other hub too"),
    ],
)
def test_a_card_says_how_far_a_post_got(
    service: HubService, stewards: Stewards, holders: int, others: int, said: str
) -> None:
    post = _post(service, "Water").post_id
    held = holding(Followed(service.origin, post.sequence))
    link = link_of({n + 1: held if n < holders else holding() for n in range(others)})

    card = _card(client_of(service, stewards, link).get("/").text, post)
    assert f"Other hubs that have it: </span>{said}<" in card


def test_a_long_column_is_shown_in_parts(
    client: FlaskClient, service: HubService
) -> None:
    for number in range(SHOWN + 3):
        _post(service, f"Need {number}")
    _post(service, "Offer", kind="offer")

    first, all_of_it = client.get("/").text, client.get("/?needs=200").text

    assert len(_texts(first)) == SHOWN + 1
    last = re.findall(r'id="(post-[^"]+)"', first)[SHOWN - 1]
    assert f'href="/?needs=200#{last}"' in first
    assert "Show more (3)" in first
    assert len(_texts(all_of_it)) == SHOWN + 4
    assert "Show more" not in all_of_it


def test_alerts_stand_on_top_of_all(client: FlaskClient, service: HubService) -> None:
    _post(service, "Bread", urgency="now")
    _say(service, 1, Alerted("Boil the <b>water</b>", hours=6))

    page = client.get("/").text

    assert page.index("Boil the &lt;b&gt;water") < page.index("Bread")


def test_an_alert_that_is_raised_again_stands_there_once(
    client: FlaskClient, service: HubService
) -> None:
    for number in range(1, 13):
        _say(service, number, Alerted("Flood", hours=6))

    page = client.get("/").text

    assert page.count("Flood") == 1
    assert "<details" not in page


def test_many_alerts_leave_room_for_the_board(
    client: FlaskClient, service: HubService
) -> None:
    for number in range(1, 6):
        alert = Alerted(f"Alert {number}", hours=6)
        change = Record(FAR, Sequence(number), alert, pack(alert))
        service.ingest(change, 3600.0 * number)

    above, more = client.get("/").text.split('<details class="others"')

    in_full = re.findall(r"Alert \d", above)
    assert in_full == ["Alert 1", "Alert 2"], "the latest first"
    folded = more.split("</details>")[0]
    assert "Show more (3)" in folded
    assert re.findall(r"Alert \d", folded) == ["Alert 3", "Alert 4", "Alert 5"]


def test_what_was_met_is_everybodys_joy_and_nobodys_score(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    assert "met this week" not in client.get("/").text
    assert 'class="thanks"' not in client.get("/").text

    for text in ("Bread", "Milk"):
        done = _post(service, text)
        writer = Writer(service, done.post_id, done.keep_code)
        writer.thank(f"Thanks for the {text.lower()}!")
        writer.close(Outcome.MET)
        clock.now += 60

    page = client.get("/").text
    assert english(board_words.met_this_week(2)) in page
    assert page.index("Thanks for the milk!") < page.index("Thanks for the bread!")


def test_thanks_say_which_language_they_are_in(
    client: FlaskClient, service: HubService
) -> None:
    done = _post(service, "Bread")
    writer = Writer(service, done.post_id, done.keep_code)
    writer.thank("Muchas gracias a mis vecinos")
    writer.close(Outcome.MET)

    assert 'lang="es">Muchas gracias' in client.get("/").text


def test_a_writer_is_asked_in_time_whether_it_is_still_needed(
    client: FlaskClient, clock: ManualClock
) -> None:
    send_post(client, text="Bread <i>for two</i>", lifetime="6h")
    assert "Still needed?" not in client.get("/").text

    clock.now += 5 * HOUR_S
    page = client.get("/").text

    asked = page.split('<form class="ask')[1].split("</form>")[0]
    post = client.get("/api/board").json["posts"][0]["id"]
    assert f'action="/posts/{post}/step"' in asked
    assert 'name="form_key"' in asked
    assert re.findall(r'name="step" value="(\w+)"', asked) == [
        *("renew", "met", "withdrawn"),
    ]
    assert "Bread &lt;i&gt;for two" in asked


@pytest.mark.parametrize(
    ("step", "state"), [("renew", "open"), ("met", "met"), ("withdrawn", "withdrawn")]
)
def test_one_touch_answers_and_leads_back_to_the_board(
    client: FlaskClient, clock: ManualClock, step: str, state: str
) -> None:
    send_post(client, text="Bread", lifetime="6h")
    clock.now += 5 * HOUR_S
    asked = client.get("/").text.split('<form class="ask')[1].split("</form>")[0]
    (action,) = re.findall(r'action="([^"]+)"', asked)

    answer = client.post(action, data={**hidden(asked), "step": step})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert client.get("/api/board").json["posts"][0]["state"] == state
    assert "Still needed?" not in client.get("/").text


def test_nobody_else_is_asked(
    client: FlaskClient, service: HubService, clock: ManualClock
) -> None:
    send_post(client, text="Bread", lifetime="6h")
    clock.now += 5 * HOUR_S
    stranger = client.application.test_client()

    page = stranger.get("/")

    assert "Still needed?" not in page.text
    assert "Your posts" not in page.text
    assert "Set-Cookie" not in page.headers


def test_whoever_wrote_with_this_browser_finds_the_way_to_it(
    client: FlaskClient,
) -> None:
    send_post(client)

    assert re.search(r'href="/own">.*?Your posts', client.get("/").text, re.DOTALL)


def test_own_words_are_told_in_their_own_language(
    client: FlaskClient, service: HubService
) -> None:
    post = _post(service, "نحتاج بطانيات دافئة لثلاثة أشخاص").post_id

    assert 'dir="auto" lang="ar"' in _card(client.get("/").text, post)
