"""The quiet screen: alive, in every language, and silent about who wrote what."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Outcome
from hub.domain.languages import LANGUAGES
from hub.service import HubService, Role
from hub.service.steps import Writer, claim
from hub.service.stewards import Stewards
from hub.web.quiet_parts import PLACES, TURNS, Turn
from radio.link_status import LinkState, LinkStatus
from radio.radio_state import Concern, RadioState
from tests.hub.web.links import client_of, holding, link_of

WORDS = "Insulin for Amara, flat 12"
RADIO = RadioState("2.7", "US", "LONG_FAST", "CLIENT", None, True, 0.0, 0.0)


def _post(service: HubService, kind: str = "need", **more: object) -> Writer:
    fields = {"kind": kind, "category": "food", "text": WORDS, **more}
    key = f"{kind}{sorted(more.items())}{service.revision}".encode()
    accepted = service.post(fields, key)
    return Writer(service, accepted.post_id, accepted.keep_code)


def _counts(page: str) -> list[str]:
    return re.findall(r'class="tally__count[^>]*>(\d+)<', page)


def _warn(stewards: Stewards, *texts: str) -> None:
    code = stewards.admit("Ana", Role.STEWARD)
    for text in texts:
        stewards.raise_alert(("Ana", code), text, 6, text.encode())


def test_it_counts_what_is_open_by_kind(
    client: FlaskClient, service: HubService
) -> None:
    for category in ("food", "water", "rides"):
        _post(service, category=category)
    _post(service, "offer", category="supplies")

    page = client.get("/quiet").text

    assert _counts(page) == ["3", "1"]
    panes = re.findall(r'class="pane pane--(\w+)"><span class="hidden">([^<]+)<', page)
    assert [(kind, unescape(label)) for kind, label in panes] == [
        ("need", "Food & water: 2"),
        ("need", "Rides & errands: 1"),
        ("offer", "Things & supplies: 1"),
    ]


def test_what_somebody_is_on_or_what_is_over_is_not_asked_for_again(
    client: FlaskClient, service: HubService
) -> None:
    _post(service).close(Outcome.MET)
    _post(service, quantity=4).partly_met(2)
    _post(service, category="rides")
    claimed = next(
        view.post.id
        for view in service.board().posts
        if view.post.posted.category.name == "rides"
    )
    claim(service, claimed, "Joe", 2, b"a claim")

    assert _counts(client.get("/quiet").text) == ["1"]


def test_only_where_nothing_is_needed_at_all_does_it_say_so(
    client: FlaskClient, service: HubService
) -> None:
    assert "Nothing is needed right now." in client.get("/quiet").text

    _post(service)
    (view,) = service.board().posts
    claim(service, view.post.id, "Joe", 2, b"a claim")
    page = client.get("/quiet").text

    assert _counts(page) == []
    assert "Nothing is needed right now." not in page
    assert "A neighbour is on it" in page
    assert "No offers just now." in page


def test_nobodys_words_name_or_place_is_on_it(
    client: FlaskClient, service: HubService, stewards: Stewards
) -> None:
    code = stewards.admit("Ana", Role.STEWARD)
    stewards.name_place(("Ana", code), 3, "Second floor")
    _post(service, place=3, contact="call 555", contact_consent="yes")
    (view,) = service.board().posts
    claim(service, view.post.id, "Joe", 2, b"a claim")

    for turn in range(len(LANGUAGES)):
        page = client.get(f"/quiet?turn={turn}").text
        for private in (WORDS, "Amara", "Joe", "Ana", "Second floor", "555"):
            assert private not in page


def test_what_was_met_this_week_is_a_joy_of_all(
    client: FlaskClient, service: HubService
) -> None:
    assert "met this week" not in client.get("/quiet").text

    _post(service).close(Outcome.MET)

    assert "1 met this week" in client.get("/quiet").text


def test_alerts_are_shown_in_full_in_turn(
    client: FlaskClient, stewards: Stewards
) -> None:
    alerts = ["Water is off until six. " * 6, "Stay inside."]
    _warn(stewards, *(each.strip() for each in alerts))

    pages = [client.get(f"/quiet?turn={turn}").text for turn in range(2)]

    shown = [re.findall(r'alert-words"[^>]*>([^<]+)<', page) for page in pages]
    assert sorted(shown) == [["Stay inside."], [alerts[0].strip()]]
    assert "Alert 1 of 2" in pages[0]


def test_an_alert_says_its_language_whoever_reads_it(
    client: FlaskClient, stewards: Stewards
) -> None:
    _warn(stewards, "No hay agua hasta mañana, hay que hervirla.")

    for turn in range(len(LANGUAGES)):
        page = client.get(f"/quiet?turn={turn}").text
        assert 'alert-words" dir="auto" lang="es">No hay agua' in page


@given(st.integers(1, 7))
def test_every_alert_is_shown_with_every_language(count: int) -> None:
    shown = {
        (Turn(number).language(LANGUAGES[0]), Turn(number).alert_at(count))
        for number in range(TURNS)
    }

    assert len(shown) == len(LANGUAGES) * count


def test_each_language_has_its_turn_and_the_hubs_own_begins(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None, language=LANGUAGES[2])
    spoken, address = [], "/quiet"

    for _ in LANGUAGES:
        page = client.get(address).text
        spoken += re.findall(r'<html lang="([^"]+)"', page)
        address = _next(page)

    assert spoken == [each.tag for each in (*LANGUAGES[2:], *LANGUAGES[:2])]


def _next(page: str) -> str:
    """Where it goes by itself: the same with and without a script."""
    follows = re.search(r'http-equiv="refresh" content="\d+;url=([^"]+)"', page)
    assert follows
    assert f'data-next="{follows[1]}"' in page
    return unescape(follows[1])


def test_nothing_stands_at_one_place_for_ever() -> None:
    turns = [Turn(number) for number in range(TURNS)]

    stood = {(turn.language(LANGUAGES[0]), turn.place) for turn in turns}

    assert len(stood) == len(LANGUAGES) * PLACES
    assert turns[-1].following == 0


def test_a_touch_leads_on_in_the_language_of_what_was_touched(
    client: FlaskClient,
) -> None:
    page = client.get("/quiet?turn=7").text
    assert '<html lang="ar" dir="rtl"' in page

    hidden = r'<input type="hidden" name="%s" value="([^"]+)">'
    forms = re.findall(hidden % "code" + r"\s*" + hidden % "back", page)

    assert forms == [("ar", "/"), ("ar", "/new/need"), ("ar", "/new/offer")]
    touched = client.post("/language", data={"code": "ar", "back": "/new/need"})
    assert touched.headers["Location"] == "/new/need"
    assert '<html lang="ar"' in client.get("/new/need").text


def test_it_can_be_held_still_and_goes_on_by_itself_much_later(
    client: FlaskClient,
) -> None:
    turning, still = (
        client.get("/quiet?turn=3").text,
        client.get("/quiet?turn=3&still=1").text,
    )

    assert "/quiet?turn=3&amp;still=1" in turning
    assert _seconds(still) >= 10 * _seconds(turning)
    assert _next(still) == "/quiet?turn=4"


def _seconds(page: str) -> int:
    return int(re.findall(r'http-equiv="refresh" content="(\d+);', page)[0])


@pytest.mark.parametrize("turn", ["", "x", "-1", "9" * 5000, "\u0661", "1e9", "%00"])
def test_a_turn_that_there_is_not_is_answered_all_the_same(
    client: FlaskClient, turn: str
) -> None:
    assert client.get(f"/quiet?turn={turn}").status_code == 200


def _codes(client: FlaskClient) -> list[str]:
    return re.findall(r'role="img" aria-label="([^"]+)"', client.get("/quiet").text)


def test_phones_are_shown_the_way_in_as_far_as_it_is_known(
    service: HubService, stewards: Stewards
) -> None:
    known = {
        "wifi_name": "Porchlight",
        "wifi_password": "lanterns",
        "phone_address": "http://10.42.0.1",
    }
    every = client_of(service, stewards, None, **known)

    assert len(_codes(every)) == 2
    assert "lanterns" in every.get("/quiet").text
    del known["wifi_name"], known["wifi_password"]
    assert len(_codes(client_of(service, stewards, None, **known))) == 1
    assert not _codes(client_of(service, stewards, None))


WELL = replace(link_of({7: holding()}), radio=RADIO)


@pytest.mark.parametrize(
    ("link", "word"),
    [
        (WELL, "Radio: well"),
        (link_of({}, state=LinkState.CONNECTING), "Radio: unsteady"),
        (link_of({}, state=LinkState.DOWN), "Radio: down"),
        (
            replace(WELL, radio=replace(RADIO, concerns=(Concern.SILENCED,))),
            "Radio: down",
        ),
    ],
)
def test_the_radio_is_told_of_in_one_word(
    service: HubService, stewards: Stewards, link: LinkStatus, word: str
) -> None:
    assert word in client_of(service, stewards, link).get("/quiet").text


def test_without_a_radio_nothing_is_said_of_it(client: FlaskClient) -> None:
    assert "Radio:" not in client.get("/quiet").text


def test_it_is_a_clock_where_the_time_can_be_trusted(
    service: HubService, stewards: Stewards
) -> None:
    evening = time.mktime((2027, 1, 15, 19, 42, 0, 0, 0, -1))
    trusted = client_of(service, stewards, None, now=lambda: evening)

    assert "<time>19:42</time>" in trusted.get("/quiet?turn=1").text
    assert "<time>" not in client_of(service, stewards, None).get("/quiet").text


def test_it_asks_for_no_session(client: FlaskClient) -> None:
    answer = client.get("/quiet")

    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert "form_key" not in answer.text
