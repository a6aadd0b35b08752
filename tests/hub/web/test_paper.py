"""The board on paper, as the pages give it: what is on it, and what never is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from hub.domain.languages import LANGUAGES
from hub.service import Accepted, HubService
from hub.service.steps import claim
from hub.service.stewards import Stewards
from hub.web import create_app, paper_words
from hub.web.hub_port import WebHub
from hub.web.wording import wording_of
from tests.conftest import ManualClock
from tests.hub.web.visitor import send_post

NEED = {"kind": "need", "category": "food", "text": "Bread for two", "urgency": "now"}
CODE = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b")
SUMMER_2026 = 1_782_000_000.0

Visit = Callable[..., FlaskClient]


@pytest.fixture
def visit(service: HubService, stewards: Stewards) -> Visit:
    def client_with(**more: object) -> FlaskClient:
        hub = WebHub("14 Elm St", service, stewards, lambda: None, "http://10.42.0.1")
        return create_app(replace(hub, **more)).test_client()  # type: ignore[arg-type]

    return client_with


def _posted(service: HubService, **fields: object) -> Accepted:
    return service.post({**NEED, **fields}, str(fields).encode())


def _sheets(page: str) -> list[str]:
    return page.split("<article class=")[1:]


def test_the_board_on_paper_has_every_post_that_is_not_over(
    service: HubService, visit: Visit
) -> None:
    for number in range(24):
        _posted(service, text=f"Need number {number} of many", urgency="week")
    _posted(service, kind="offer", text="Soup <b>for</b> ten")

    page = visit().get("/paper/board").text

    assert all(f">Need number {number} of many<" in page for number in range(24))
    assert "Soup &lt;b&gt;for&lt;/b&gt; ten" in page
    assert len(_sheets(page)) > 2
    assert f"Sheet 1 of {len(_sheets(page))}" in page


def test_the_most_pressing_needs_are_on_top_and_then_the_oldest(
    service: HubService, visit: Visit, clock: ManualClock
) -> None:
    for text, urgency in (("One", "week"), ("Two", "week"), ("Three", "now")):
        _posted(service, text=text, urgency=urgency)
        clock.now += 60.0

    page = visit().get("/paper/board").text

    assert re.findall(r">(One|Two|Three)</p>", page) == ["Three", "One", "Two"]


def test_what_somebody_is_on_stands_below_on_paper_as_on_the_board(
    service: HubService, visit: Visit
) -> None:
    taken = _posted(service, text="One").post_id
    _posted(service, text="Two")
    claim(service, taken, "Ben", "6", b"claim")
    client = visit()

    for path in ("/", "/paper/board"):
        page = client.get(path).text
        assert page.index(">Two<") < page.index(">One<")


def test_an_empty_board_on_paper_says_so(visit: Visit) -> None:
    page = visit().get("/paper/board").text

    assert "Nothing is needed or offered right now." in page
    assert len(_sheets(page)) == 1


def test_no_contact_and_no_code_gets_on_paper_that_hangs_on_a_wall(
    service: HubService, visit: Visit
) -> None:
    contact = {"contact": "Ana 555 0100", "contact_consent": True}
    accepted = _posted(service, **contact)
    client = visit()

    for path in ("board", f"posts/{accepted.post_id}", "flyer"):
        page = client.get(f"/paper/{path}").text
        assert "Ana" not in page
        assert "555" not in page
        assert not CODE.search(page.partition("<main")[2])


def test_the_time_is_printed_only_while_it_is_sure(
    service: HubService, visit: Visit
) -> None:
    accepted = _posted(service)

    for path in ("board", f"posts/{accepted.post_id}"):
        sure = visit(now=lambda: SUMMER_2026).get(f"/paper/{path}").text
        unsure = visit().get(f"/paper/{path}").text
        assert "2026" in sure
        assert "Jun 2" in sure
        numbers = r"<svg.*?</svg>|#\w+|[0-9a-f]{8}-\d+"  # any hub's may hold a 20
        assert "20" not in re.sub(numbers, "", _sheets(unsure)[0])


@pytest.mark.parametrize("asked", ["", "?sheet=a4", "?sheet=a3", "?sheet="])
def test_sheets_are_a4_unless_the_link_says_letter(visit: Visit, asked: str) -> None:
    client = visit()

    assert "papers--a4" in client.get(f"/paper/board{asked}").text
    assert "papers--letter" in client.get("/paper/board?sheet=letter").text


def test_a_post_on_paper_can_be_torn_off_eight_times(
    service: HubService, visit: Visit
) -> None:
    accepted = _posted(service)
    address = f"http://10.42.0.1/posts/{accepted.post_id}"

    page = visit().get(f"/paper/posts/{accepted.post_id}").text
    alone = visit(phone_address=None).get(f"/paper/posts/{accepted.post_id}").text

    assert page.count(address) == 8
    assert page.count('class="strip__code"') == 8
    assert "Bread for two" in page
    assert alone.count('class="strip"') == 8
    assert 'class="strip__code"' not in alone


@pytest.mark.parametrize("post_id", ["00000007-1", "nothing", "00000000-0"])
def test_a_post_that_is_not_there_is_no_paper(visit: Visit, post_id: str) -> None:
    assert visit().get(f"/paper/posts/{post_id}").status_code == 404


def test_the_flyer_says_what_this_is_in_every_language(visit: Visit) -> None:
    page = visit().get("/paper/flyer").text

    for language in LANGUAGES:
        line = wording_of(language).say(paper_words.WHAT_THIS_IS)
        tagged = f'<li lang="{language.tag}" dir="{language.direction}">{line}</li>'
        assert tagged in page


def test_the_flyer_leads_into_the_wifi_where_there_is_one(visit: Visit) -> None:
    none = visit().get("/paper/flyer").text
    open_one = visit(wifi_name="Elm <3").get("/paper/flyer").text
    closed = visit(wifi_name="Elm", wifi_password="lamp-river")  # noqa: S106 - printed

    assert "Join the Wi-Fi" not in none
    assert none.count('<div class="scan__code"') == 1
    assert "Elm &lt;3</bdi></p>" in open_one
    assert "lamp-river" in closed.get("/paper/flyer").text


def test_a_flyer_of_a_hub_without_an_address_leads_to_its_screen(visit: Visit) -> None:
    page = visit(phone_address=None).get("/paper/flyer").text

    assert "Come to the screen in the lobby" in page
    assert "scan__code" not in page


def test_codes_on_paper_are_those_of_this_browsers_posts_alone(
    service: HubService, visit: Visit
) -> None:
    client = visit()
    send_post(client, text="Bread for two")
    others = _posted(service, text="Somebody else's")

    page = client.get("/paper/codes")
    shown = CODE.findall(page.text)

    assert len(shown) == 1
    assert others.keep_code not in page.text
    assert "Bread for two" in page.text
    assert "Somebody" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_who_wrote_nothing_has_no_codes_to_print(
    service: HubService, visit: Visit
) -> None:
    _posted(service)

    page = visit().get("/paper/codes").text

    assert "This browser wrote nothing that is on the board now." in page
    assert not _sheets(page)


def test_a_post_that_is_over_needs_no_code_any_more(
    service: HubService, visit: Visit, clock: ManualClock
) -> None:
    client = visit()
    send_post(client, text="Bread for two", urgency="now")

    clock.now += 90 * 86_400.0

    assert not CODE.findall(client.get("/paper/codes").text)


def test_paper_is_shown_without_inline_styles_or_scripts(
    service: HubService, visit: Visit
) -> None:
    accepted = _posted(service)
    client = visit(wifi_name="Elm")
    send_post(client)

    for path in ("board", f"posts/{accepted.post_id}", "flyer", "codes"):
        page = client.get(f"/paper/{path}").text
        assert not re.search(r"\s(?:style|on\w+)=", page)
        (script,) = re.findall(r"<script[^>]*>", page)
        assert re.search(r'type="module" src="/static/[^"]*paper.js">', script)


def test_the_touchscreen_offers_no_printing(client: FlaskClient) -> None:
    assert 'class="button button--lamp button--wide print"' in (
        client.get("/paper/board").text
    )

    client.get("/screen")
    page = client.get("/paper/board").text

    assert 'data-face="screen"' in page
    assert "button--wide print" not in page
    assert "paper.js" not in page
    assert "sizes__one" not in page
