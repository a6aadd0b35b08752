"""The status, as a page and as JSON: what it says of a hub in any state."""

from __future__ import annotations

import re
from dataclasses import replace

import markupsafe
import pytest

from hub.clock import (
    BATTERY,
    GPS,
    NTP,
    OWNER,
    PHONES,
    STEWARD,
    ClockState,
    Step,
)
from hub.domain.changes import Outcome
from hub.domain.drafts import check_draft
from hub.domain.record import Record, Sequence
from hub.mesh.packing import pack
from hub.power import Power
from hub.service import HubService
from hub.service.steps import Writer
from hub.service.stewards import Stewards
from hub.web import radio_words
from hub.web import status_words as words
from hub.web.hub_port import WebClock, WebHub
from hub.web.phrases import Phrase
from hub.web.status_part import Light
from hub.web.status_parts import parts_of
from hub.web.week_chart import NOTHING
from radio.budget import Hold
from radio.link_status import LinkState, LinkStatus
from radio.priority import Priority
from radio.radio_state import Concern, RadioState
from radio.seal import Broken, SealState
from radio.status import BudgetStatus, PeerStatus, SyncStatus
from radio.textbox import TextsStatus
from tests.conftest import ManualClock
from tests.hub.web.links import client_of, link_of, with_why
from tests.hub.web.saying import english

NEAR = PeerStatus(0.0, hops=0, loss=0.02)
FAR = PeerStatus(0.0, hops=2, loss=0.5)
NEW = PeerStatus(0.0)
HELD_BACK = BudgetStatus(
    {Priority.URGENT: 1, Priority.REPAIR: 4, Priority.DIGEST: 0}, 0.0125, Hold.CHANNEL
)


def _by(source: str | None) -> WebClock:
    """A clock that this source vouches for."""
    return WebClock(lambda: ClockState(source))


def _page(
    service: HubService, stewards: Stewards, link: LinkStatus | None, **more: object
) -> str:
    """What people read, without the tags."""
    page = client_of(service, stewards, link, **more).get("/status").text
    words_only = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return " ".join(words_only.split()).replace("&#39;", "'")


def test_a_board_without_a_radio_says_so_and_nothing_of_other_hubs(
    service: HubService, stewards: Stewards
) -> None:
    page = _page(service, stewards, None, clock=_by("NTP"))

    assert english(words.WELL) in page
    assert english(words.RADIO_NONE) in page
    assert english(words.HUBS) not in page
    assert english(words.WAITING) not in page


def test_all_is_well_when_all_is(service: HubService, stewards: Stewards) -> None:
    link = link_of({7: NEAR})

    page = _page(service, stewards, link, clock=_by("a clock with a battery"))

    assert english(words.WELL) in page
    assert english(words.RADIO_UP) in page
    assert english(words.NOTHING_WAITS) in page
    assert "We have it from a clock with a battery." in page


def test_a_radio_that_is_down_says_why_and_what_comes_of_what_is_posted(
    service: HubService, stewards: Stewards
) -> None:
    link = with_why(link_of({7: NEAR}, budget=HELD_BACK), "the radio fell silent")

    page = _page(service, stewards, link)

    assert english(words.ILL) in page
    assert english(words.RADIO_DOWN) in page
    assert "the radio fell silent" in page
    assert english(words.RADIO_RETRIES) in page
    assert english(words.WAITS_FOR_RADIO) in page
    assert english(words.HOLDS[Hold.CHANNEL]) not in page


def test_a_radio_that_is_looked_for_is_not_yet_trouble(
    service: HubService, stewards: Stewards
) -> None:
    page = _page(service, stewards, link_of({}, state=LinkState.CONNECTING))

    assert english(words.RADIO_CONNECTING) in page
    assert english(words.UNSURE) in page


SCRIPT_OF_ITS_OWN = re.compile(
    r'<script(?! type="module" src="/static/[^"]*"></script>)'
)


@pytest.mark.parametrize("why", ["<script>alert(1)</script>", '"><b>', "{{ 7 * 7 }}"])
def test_what_the_radio_says_is_shown_as_text(
    service: HubService, stewards: Stewards, why: str
) -> None:
    page = client_of(service, stewards, with_why(link_of({}), why)).get("/status").text

    assert str(markupsafe.escape(why)) in page
    assert not SCRIPT_OF_ITS_OWN.search(page)
    assert "<b>" not in page
    assert ">49<" not in page


def test_each_hub_that_was_heard_has_when_how_far_and_how_well(
    service: HubService, stewards: Stewards
) -> None:
    page = _page(service, stewards, link_of({7: NEAR, 8: FAR, 9: NEW}, 300.0))

    assert "3 other hubs heard in the last day." in page
    near, far, new = page.split("Hub 0000000")[1:4]
    assert "heard 5 minutes ago directly nearly everything arrives" in near
    assert "heard 5 minutes ago passed on by 2 radios about half arrives" in far
    assert "directly" not in new
    assert "passed on" not in new


def test_hubs_that_were_heard_days_ago_are_listed_and_do_not_count(
    service: HubService, stewards: Stewards
) -> None:
    page = _page(service, stewards, link_of({7: NEAR}, 3 * 86_400.0))

    assert "We hear no other hub at the moment." in page
    assert "Hub 00000007 heard 3 days ago" in page
    assert "not heard for a day or more" in page


def test_of_hundreds_of_hubs_the_page_lists_those_heard_last(
    service: HubService, stewards: Stewards
) -> None:
    link = link_of(dict.fromkeys(range(1, 201), NEAR))
    link.heard_ago_s[200] = 1.0

    page = _page(service, stewards, link)

    assert len(re.findall("Hub [0-9a-f]{8}", page)) == 24
    assert "Hub 000000c8 heard just now" in page
    assert "These 24 of 200 were heard last." in page


def test_a_hub_is_drawn_under_the_number_that_it_has_in_the_list(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, link_of({7: FAR, 9: NEAR}))

    page = client.get("/status").text

    assert re.findall(r">(\d+)</text>", page) == ["1", "2"]
    listed = re.findall(r'hubs__number"[^>]*>(\d+)<.*?<bdi[^>]*>(\w+)<', page)
    assert listed == [("1", "00000009"), ("2", "00000007")]
    assert page.count('class="map__dot" cx="') - page.count('cx="24"') == 2
    assert "not heard for a day or more" not in page


def test_a_list_of_many_hubs_is_shown_to_those_who_ask(
    service: HubService, stewards: Stewards
) -> None:
    few = link_of(dict.fromkeys(range(1, 7), NEAR))
    many = link_of(dict.fromkeys(range(1, 8), NEAR))

    assert (
        '<details class="more" open'
        in client_of(service, stewards, few).get("/status").text
    )
    assert (
        "open"
        not in re.findall(
            r"<details[^>]*>", client_of(service, stewards, many).get("/status").text
        )[0]
    )


def test_the_drawings_run_along_the_line_of_reading(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, link_of({7: NEAR}))

    english_page = client.get("/status").text
    arabic_page = client.get("/status", headers={"Accept-Language": "ar"}).text

    assert 'cx="77.0" cy="0.0"' in english_page
    assert 'cx="-77.0" cy="0.0"' in arabic_page


def test_the_week_is_told_by_kind_in_numbers_and_day_by_day(
    service: HubService, stewards: Stewards, clock: ManualClock
) -> None:
    need = {"kind": "need", "category": "food", "text": "Bread", "urgency": "now"}
    service.post(need, b"one")
    clock.now += 2 * 86_400.0
    met = service.post({**need, "kind": "offer", "text": "Soup"}, b"two")
    Writer(service, met.post_id, met.keep_code).close(Outcome.MET)

    page = _page(service, stewards, None)

    assert "1 offer 1 need 1 met" in page
    assert "the last 24 hours 1 offer 1 met 2 days ago 1 need" in page


def test_a_week_without_a_post_says_so(service: HubService, stewards: Stewards) -> None:
    assert english(NOTHING) in _page(service, stewards, None)


@pytest.mark.parametrize("hold", Hold)
def test_what_waits_is_told_by_kind_and_why(
    service: HubService, stewards: Stewards, hold: Hold
) -> None:
    waiting = {Priority.URGENT: 1, Priority.REPAIR: 4, Priority.DIGEST: 0}
    budget = BudgetStatus(waiting, 0.0125, hold)

    page = _page(service, stewards, link_of({7: NEAR}, budget=budget))

    assert "5 things wait." in page
    assert english(words.HOLDS[hold]) in page
    assert f"{english(words.KINDS_WAITING[Priority.URGENT])} 1" in page
    assert f"{english(words.KINDS_WAITING[Priority.REPAIR])} 4" in page
    assert english(words.KINDS_WAITING[Priority.DIGEST]) not in page


def test_the_airtime_used_is_told_beside_what_we_take_at_most(
    service: HubService, stewards: Stewards
) -> None:
    link = link_of({7: NEAR}, budget=BudgetStatus(used_share=0.0125))

    page = client_of(service, stewards, link).get("/status").text

    assert "We spoke for 45 seconds in the last hour." in page
    assert "We take 3 minutes at most" in page
    assert 'class="bar__filled" width="25"' in page


@pytest.mark.parametrize(
    ("seal", "counters"),
    [
        (SealState.CANNOT_RESERVE, {}),
        (SealState.USED_UP, {}),
        (SealState.WELL, {Broken.IMPOSTOR.value: 1}),
    ],
)
def test_a_hub_that_cannot_speak_as_itself_needs_a_steward(
    service: HubService,
    stewards: Stewards,
    seal: SealState,
    counters: dict[str, int],
) -> None:
    sync = SyncStatus({}, 0, 0, 0, counters, seal)

    page = _page(service, stewards, LinkStatus(LinkState.UP, "", sync))

    assert english(words.ILL) in page
    assert (english(words.IMPOSTOR if counters else words.SEALS[seal])) in page


@pytest.mark.parametrize("state", ["restored", "full", "read_only"])
def test_a_store_in_trouble_needs_a_steward(
    service: HubService, stewards: Stewards, state: str
) -> None:
    page = _page(service, stewards, None, store_state=lambda: state)

    assert english(words.ILL) in page
    assert english(words.STORES[state]) in page
    assert english(words.STORE_MORE[state]) in page


def test_a_clock_that_nobody_vouches_for_is_told(
    service: HubService, stewards: Stewards
) -> None:
    page = _page(service, stewards, None, clock=_by(None))

    assert english(words.CLOCK_UNSURE) in page
    assert english(words.UNSURE) in page


def test_a_hub_that_writes_in_our_name_is_told_by_its_number_alone(
    service: HubService, stewards: Stewards
) -> None:
    draft = {"kind": "need", "category": "food", "text": "Lies", "urgency": "now"}
    posted = check_draft(draft).posted
    forged = Record(service.origin, Sequence(90), posted, pack(posted))
    service.ingest(forged, 0.0, sender=8)

    page = _page(service, stewards, link_of({8: NEAR}))

    assert english(words.ILL) in page
    assert "Hub 00000008 sent 1 false thing" in page
    assert "Lies" not in page


RADIO = RadioState(
    "2.7.26.54e9ce6",
    "EU_868",
    "LONG_FAST",
    "CLIENT",
    battery_percent=62,
    channel_use=0.061,
    own_use=0.0042,
)


def _with_radio(**more: object) -> LinkStatus:
    radio = replace(RADIO, **more)  # type: ignore[arg-type]
    return replace(link_of({7: NEAR}), radio=radio, radio_heard_ago_s=125.0)


def test_the_radio_says_how_it_is(service: HubService, stewards: Stewards) -> None:
    page = _page(service, stewards, _with_radio())

    for said in (
        "Heard any radio 2 minutes ago",
        "Channel in use 6% of the last minute",
        "This radio spoke under 1% of the last hour",
        "Battery 62% left",
        "Region EU 868",
        "Speed Long Fast",
        "Meshtastic 2.7.26",
    ):
        assert said in page
    assert "54e9ce6" not in page


def test_what_a_radio_does_not_say_is_not_on_the_page(
    service: HubService, stewards: Stewards
) -> None:
    link = replace(link_of({7: NEAR}), radio=RadioState(preset="LONG_FAST"))

    page = _page(service, stewards, link)

    for name in (
        english(radio_words.BATTERY),
        english(radio_words.REGION),
        english(radio_words.CHANNEL),
    ):
        assert name not in page
    assert "None" not in page


@pytest.mark.parametrize("concern", Concern)
def test_how_a_radio_is_set_up_can_be_a_concern(
    service: HubService, stewards: Stewards, concern: Concern
) -> None:
    link = _with_radio(concerns=(concern,))
    client = client_of(service, stewards, link, clock=_by("NTP"))

    page = _page(service, stewards, link, clock=_by("NTP"))
    told = client.get("/api/status").json["radio"]["device"]["concerns"]

    assert english(radio_words.CONCERNS[concern]) in page
    assert (english(words.WELL) in page) == (concern is Concern.NO_NEIGHBOURS_CHANNEL)
    assert (english(words.ILL) in page) == (
        concern in (Concern.REGION_UNSET, Concern.SILENCED)
    )
    assert told == [concern.value]


def test_texts_that_wait_or_were_let_go_are_counted(
    service: HubService, stewards: Stewards
) -> None:
    link = replace(link_of({7: NEAR}), texts=TextsStatus(3, 1, 2))

    page = _page(service, stewards, link)
    told = client_of(service, stewards, link).get("/api/status").json["radio"]

    assert "3 things wait." in page
    assert f"{english(radio_words.TEXTS)} 3" in page
    assert "2 texts to people's radios had to be let go." in page
    assert told["texts"] == {"waiting": 3, "urgent": 1, "dropped": 2}


def test_the_api_tells_of_the_radio_nothing_that_names_it(
    service: HubService, stewards: Stewards
) -> None:
    device = (
        client_of(service, stewards, _with_radio())
        .get("/api/status")
        .json["radio"]["device"]
    )

    assert device == {
        "firmware": "2.7.26.54e9ce6",
        "region": "EU_868",
        "preset": "LONG_FAST",
        "role": "CLIENT",
        "battery_percent": 62,
        "powered": False,
        "channel_use": 0.061,
        "own_use": 0.0042,
        "heard_ago_s": 125,
        "concerns": [],
    }


def test_every_page_leads_to_the_status(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None)

    for address in ("/", "/new/need", "/status", "/nothing"):
        assert 'href="/status"' in client.get(address).text


def test_the_page_holds_no_script_of_its_own_and_is_sealed(
    service: HubService, stewards: Stewards
) -> None:
    link = with_why(link_of({7: NEAR, 8: FAR}, budget=HELD_BACK), "no such radio")

    response = client_of(service, stewards, link).get("/status")

    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"]
    assert not SCRIPT_OF_ITS_OWN.search(response.text)
    assert not re.search(r"\s(?:style|on\w+)=", response.text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', response.text)


def test_the_page_shows_nothing_of_what_neighbours_wrote(
    service: HubService, stewards: Stewards
) -> None:
    fields = {"kind": "need", "category": "food", "text": "Bread", "urgency": "now"}
    contact = {"contact": "Ana, flat 3", "contact_consent": True}
    service.post({**fields, **contact}, b"attempt")

    page = _page(service, stewards, link_of({7: NEAR}))

    assert "We hold 1 post" in page
    assert "Bread" not in page
    assert "Ana" not in page


def test_the_api_tells_of_each_hub_the_same(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, link_of({7: NEW, 8: FAR}, 90.4))

    assert client.get("/api/status").json["radio"]["hubs_heard"] == [
        {"origin": "00000007", "ago_s": 90, "hops": None, "loss": 0.0},
        {"origin": "00000008", "ago_s": 90, "hops": 2, "loss": 0.5},
    ]


def test_open_calls_for_help_are_counted_for_everybody_to_see(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None, open_calls=lambda: 2)

    assert client.get("/api/status").json["open_calls"] == 2
    page = _page(service, stewards, None, open_calls=lambda: 2)
    assert english(words.ILL) in page
    assert "2 calls for help in the last day." in page
    assert english(words.CALLS) not in _page(service, stewards, None)


def test_a_clock_that_was_set_anew_is_told_of(
    service: HubService, stewards: Stewards
) -> None:
    state = ClockState("a steward", 7300.0, Step(-3600.4, 190.0))
    client = client_of(service, stewards, None, clock=WebClock(lambda: state))

    told = client.get("/api/status").get_json()["clock"]
    page = _page(service, stewards, None, clock=WebClock(lambda: state))

    assert told == {
        "source": "a steward",
        "for_s": 7300,
        "step": {"by_s": -3600, "ago_s": 190},
    }
    assert english(words.clock_source("a steward")) in page
    assert english(words.clock_since(7300.0)) in page
    assert english(words.clock_step(190.0)) in page


@pytest.mark.parametrize("source", [BATTERY, GPS, NTP, STEWARD, PHONES, OWNER])
def test_each_source_of_the_time_has_words_of_its_own(source: str) -> None:
    assert source in words.CLOCK_SOURCES


@pytest.mark.parametrize(
    ("power", "said", "light"),
    [
        (Power(True, 80), words.ON_BATTERY, Light.UNSURE),
        (Power(True, 12), words.ON_BATTERY, Light.ILL),
        (Power(False, 80), words.PLUGGED_IN, Light.WELL),
    ],
)
def test_a_hub_with_a_battery_says_how_it_is(
    service: HubService, stewards: Stewards, power: Power, said: Phrase, light: Light
) -> None:
    client = client_of(service, stewards, None, power=lambda: power)

    page = _page(service, stewards, None, power=lambda: power)

    assert english(said) in page
    assert f"The battery is at {power.percent}%." in page
    told = {"on_battery": power.on_battery, "percent": power.percent}
    assert client.get("/api/status").get_json()["power"] == told
    hub = WebHub("Elm", service, stewards, lambda: None, power=lambda: power)
    [part] = [each for each in parts_of(hub) if each.title == words.POWER]
    assert part.light is light


def test_a_hub_without_a_battery_says_nothing_of_it(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None)

    assert english(words.POWER) not in _page(service, stewards, None)
    assert client.get("/api/status").get_json()["power"] is None
