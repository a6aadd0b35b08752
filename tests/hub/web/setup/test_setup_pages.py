"""Setting a hub up on its pages: who may, what is kept, and what no page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hub.anew import BeginAnew
from hub.network_key import shown_secret
from hub.service import HubService, Role
from hub.service.stewards import Stewards
from hub.settings import NETWORK_KEY, read_settings
from hub.setup_desk import HubSetup, begun
from hub.setup_file import SetUp, read_setup, write_setup
from hub.setup_hotspot import HotspotWishes
from hub.setup_words import words_of
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.screen import ASKING_S, PEN_QUIET_S
from hub.web.sessions import PEN_IDLE_S, SCREEN_IDLE_S, current_session
from tests.conftest import ManualClock
from tests.hub.web.visitor import hidden

PHRASE = "lamp otter window nine"
WHO = {"handle": "Ana", "passphrase": PHRASE}
ELSEWHERE = {"REMOTE_ADDR": "10.42.0.7"}
STEPS = ("language", "name", "steward", "wifi", "radio", "network")
KEY = bytes(range(32))

Visitor = Callable[[], FlaskClient]


class Stays(BeginAnew):
    """Does not end the program of the test."""

    def soon(self, first: Callable[[], None]) -> None:
        assert first
        self._asked.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def told() -> dict[str, str]:
    """What the command line says, which no page can change."""
    return {}


@pytest.fixture
def desk(
    folder: Path, service: HubService, clock: ManualClock, told: dict[str, str]
) -> HubSetup:
    settings = read_settings({"data": str(folder), **told}, {}, None)
    wishes = HotspotWishes(folder, folder / "unit", folder / "result", folder)
    setup = begun(settings, is_known=False)
    return HubSetup(settings, setup, Stays(), wishes, lambda: None, lambda: clock.now)


@pytest.fixture
def visitor(
    desk: HubSetup, service: HubService, stewards: Stewards, clock: ManualClock
) -> Visitor:
    """Browsers of one hub."""
    hub = WebHub(
        "Porchlight", service, stewards, lambda: None, limits=False, setup=desk
    )
    app = create_app(hub, monotonic=lambda: clock.now)
    return app.test_client


@pytest.fixture
def screen(visitor: Visitor) -> FlaskClient:
    client = visitor()
    client.get("/screen")
    return client


@pytest.fixture
def phone(visitor: Visitor) -> FlaskClient:
    client = visitor()
    client.environ_base.update(ELSEWHERE)
    return client


def send(
    client: FlaskClient, path: str, fields: Mapping[str, str], **more: str
) -> TestResponse:
    key = hidden(client.get(path).text)
    return client.post(path, data={**key, **fields, **more})


def led(client: FlaskClient, answer: TestResponse) -> TestResponse:
    """The page that an answer leads to, which one can go back to."""
    assert answer.status_code == 303
    return client.get(answer.headers["Location"])


def come_in(client: FlaskClient, **fields: str) -> TestResponse:
    key = hidden(client.get("/setup").text)["form_key"]
    return client.post("/setup/door", data={"form_key": key, **fields})


def be_steward(client: FlaskClient) -> TestResponse:
    return send(
        client,
        "/setup/steward",
        {"handle": "Ana", "passphrase": PHRASE, "again": PHRASE},
    )


def test_the_touchscreen_of_a_new_hub_leads_to_its_set_up(screen: FlaskClient) -> None:
    first = screen.get("/screen", follow_redirects=True)

    assert first.request.path == "/setup"
    assert "Set it up here" in first.text


def test_a_hub_without_a_name_says_porchlight_once(screen: FlaskClient) -> None:
    header = screen.get("/setup").text.partition("<header")[2].partition("</a>")[0]

    assert header.count("Porchlight") == 1


def test_what_stands_on_the_phone_s_card_needs_nothing_before_it(
    screen: FlaskClient,
) -> None:
    assert "Or on your phone" not in screen.get("/setup").text


def test_neighbours_use_the_board_meanwhile(
    screen: FlaskClient, phone: FlaskClient
) -> None:
    for client in (screen, phone):
        assert client.get("/").status_code == 200
        assert client.get("/new/need").status_code == 200
    assert 'href="/setup"' in phone.get("/").text
    assert phone.get("/quiet").status_code == 200


def test_a_hub_that_has_no_set_up_has_no_such_page(client: FlaskClient) -> None:
    for path in ("/setup", "/setup/name", "/setup/wait", "/setup/network/start"):
        assert client.get(path).status_code in (303, 404)
    assert client.get("/setup/network/start", follow_redirects=True).status_code == 404


def test_who_is_in_the_wi_fi_can_t_race_the_steward(
    phone: FlaskClient, desk: HubSetup, service: HubService
) -> None:
    phone.set_cookie(f"face-{service.origin:08x}", "screen")
    for step in STEPS:
        assert phone.get(f"/setup/{step}").location == "/setup"
        refused = phone.post(f"/setup/{step}", data={"name": "Mine", "way": "start"})
        assert refused.status_code == 403
    assert phone.get("/setup/network/start").location == "/setup"
    assert phone.post("/setup/network/join", data={"key": "x"}).location == "/setup"
    assert desk.code not in phone.get("/setup").text

    assert desk.answered == frozenset()


def test_a_phone_comes_in_with_the_code_of_the_touchscreen(
    screen: FlaskClient, phone: FlaskClient
) -> None:
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", screen.get("/setup").text)
    assert found
    wrong = come_in(phone, setup_code="2222-2222")
    assert wrong.status_code == 403
    assert "That is not the code" in wrong.text

    assert come_in(phone, setup_code=found[0]).location == "/setup/language"
    assert phone.get("/setup/name").status_code == 200


def test_guessing_the_code_slows_down_in_plain_words(phone: FlaskClient) -> None:
    answers = [come_in(phone, setup_code="2222-2222").status_code for _ in range(6)]

    assert answers == [403] * 5 + [429]


def test_who_guesses_keeps_no_other_phone_out(
    visitor: Visitor, phone: FlaskClient, desk: HubSetup
) -> None:
    spy = visitor()
    spy.environ_base["REMOTE_ADDR"] = "10.42.0.66"
    for _ in range(7):
        come_in(spy, setup_code="2222-2222")

    assert come_in(phone, setup_code=desk.code).location == "/setup/language"


@pytest.mark.parametrize(
    "empty", [{"setup_code": " "}, {"handle": "Ana", "passphrase": ""}]
)
def test_a_field_left_empty_is_said_and_is_no_guess(
    screen: FlaskClient,
    phone: FlaskClient,
    desk: HubSetup,
    empty: dict[str, str],
) -> None:
    be_steward(screen)
    for _ in range(7):
        asked = come_in(phone, **empty)
        assert asked.status_code == 400
        assert "Please fill this in." in asked.text

    right = {"setup_code": desk.code} if "setup_code" in empty else WHO
    assert come_in(phone, **right).status_code == 303


def test_every_step_leads_to_the_next_and_the_choices_are_kept(
    screen: FlaskClient, desk: HubSetup, service: HubService, stewards: Stewards
) -> None:
    assert send(screen, "/setup/language", {"spoken": "es"}).location == "/setup/name"
    named = {"name": " 14  Elm St ", "place-1": "Stair A", "place-3": "Yard"}
    assert send(screen, "/setup/name", named).location == "/setup/steward"
    assert be_steward(screen).location == "/setup/wifi"
    assert send(screen, "/setup/wifi", {}).location == "/setup/radio"
    assert send(screen, "/setup/radio", {"way": "none"}).location == "/setup/network"
    chosen = send(screen, "/setup/network", {"way": "start"})
    assert chosen.location == "/setup/network/start"
    assert send(screen, "/setup/network/start", {}).location == "/setup/wait"

    assert desk.choice("name") == "14 Elm St"
    assert desk.choice("language") == "es"
    assert service.places() == {1: "Stair A", 3: "Yard"}
    stewards.prove("ana", PHRASE.upper(), Role.STEWARD)
    assert 'http-equiv="refresh"' in screen.get("/setup/wait").text


def test_a_space_that_a_phone_put_after_a_password_is_no_part_of_it(
    screen: FlaskClient, desk: HubSetup, folder: Path
) -> None:
    (folder / "unit").touch()
    typed = {"wifi_name": " Porch 14 ", "wifi_password": "lamp-otter-nine "}

    send(screen, "/setup/wifi", typed)

    assert (desk.wifi().name, desk.wifi().password) == ("Porch 14", "lamp-otter-nine")


def test_the_pages_speak_the_language_that_was_chosen(screen: FlaskClient) -> None:
    send(screen, "/setup/language", {"spoken": "ar"})

    assert 'dir="rtl"' in screen.get("/setup/name").text


def test_who_chose_a_language_of_their_own_keeps_it(
    screen: FlaskClient, phone: FlaskClient, desk: HubSetup
) -> None:
    come_in(phone, setup_code=desk.code)
    phone.post("/language", data={"code": "fr", "back": "/"})

    send(screen, "/setup/language", {"spoken": "es"})

    assert '<html lang="fr"' in phone.get("/setup/name").text


def test_places_that_stay_as_they_are_are_said_no_second_time(
    screen: FlaskClient, service: HubService
) -> None:
    named = {"name": "14 Elm St", "place-1": "Lobby", "place-2": "Roof"}
    send(screen, "/setup/name", named)
    said = service.revision

    send(screen, "/setup/name", named)
    assert service.revision == said

    send(screen, "/setup/name", {**named, "place-2": ""})
    assert service.places() == {1: "Lobby"}


def test_a_phone_is_spoken_to_in_its_own_language(
    screen: FlaskClient, phone: FlaskClient
) -> None:
    send(screen, "/setup/language", {"spoken": "es"})

    def spoken(headers: Mapping[str, str]) -> str:
        found = re.search(
            r'<html lang="([^"]+)"', phone.get("/setup", headers=headers).text
        )
        assert found
        return found[1]

    assert spoken({"Accept-Language": "ar,en;q=0.5"}) == "ar"
    assert spoken({"Accept-Language": "tlh"}) == "es"
    phone.post("/language", data={"code": "fr"})
    assert spoken({"Accept-Language": "ar"}) == "fr"


def test_the_language_of_the_first_step_counts_at_once_for_who_chose_it(
    phone: FlaskClient, desk: HubSetup
) -> None:
    phone.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr"
    come_in(phone, setup_code=desk.code)
    send(phone, "/setup/language", {"spoken": "ar"})

    assert 'dir="rtl"' in phone.get("/setup/name").text


def test_back_loses_nothing_that_was_typed(screen: FlaskClient) -> None:
    gone = send(screen, "/setup/name", {"name": "Half a na", "go": "back"})

    assert gone.location == "/setup/language"
    assert "Half a na" in screen.get("/setup/name").text


def test_another_language_keeps_what_was_typed(screen: FlaskClient) -> None:
    turned = send(screen, "/setup/name", {"name": "Half a na", "language": "fr"})

    assert turned.location == "/setup/name"
    page = screen.get("/setup/name").text
    assert "Half a na" in page
    assert 'lang="fr"' in page


def test_a_radio_in_the_network_is_not_called_found(screen: FlaskClient) -> None:
    there = {"way": "tcp", "place": "127.0.0.1:5999"}
    assert send(screen, "/setup/radio", there).location == "/setup/network"

    page = screen.get("/setup/radio").text
    assert '<p class="setup__word">One in the network</p>' in page
    assert "when the set-up is done" in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "1 to 60 letters"),
        ("   ", "1 to 60 letters"),
        ("x" * 61, "1 to 60 letters"),
        ("a\u202eb", "signs in it that can&#39;t be shown"),
        ("<script>\x00", "signs in it that can&#39;t be shown"),
    ],
)
def test_a_name_that_can_t_be_is_said_and_kept(
    screen: FlaskClient, name: str, said: str
) -> None:
    answer = send(screen, "/setup/name", {"name": name, "place-1": "Stair A"})

    refused = led(screen, answer)
    assert said in refused.text
    assert "Stair A" in refused.text
    assert "<script>" not in refused.text


@pytest.mark.parametrize(
    "told", [{"name": "14 Elm St", "language": "es", "radio": "tcp:10.42.0.20:4403"}]
)
def test_what_no_page_can_change_is_in_nobodys_way(
    screen: FlaskClient, desk: HubSetup, folder: Path
) -> None:
    for step in ("language", "name", "radio"):
        assert send(screen, f"/setup/{step}", {"place-1": "Lobby"}).status_code == 303

    kept = read_setup(folder)
    assert kept is not None
    assert kept.choices == {}
    assert desk.choice("name") == "14 Elm St"


def test_a_hostile_name_is_only_ever_text(screen: FlaskClient) -> None:
    send(screen, "/setup/name", {"name": '"><script>x</script>', "place-1": "<b>"})

    page = screen.get("/setup/name").text
    assert "<script>x" not in page
    assert "&lt;script&gt;" in page


def test_no_two_places_have_one_name(screen: FlaskClient, service: HubService) -> None:
    named = {"name": "Elm", "place-1": "Stair A", "place-2": "", "place-4": "stair  a"}

    refused = led(screen, send(screen, "/setup/name", named))

    assert 'id="place-4-wrong"' in refused.text
    assert 'id="place-1-wrong"' not in refused.text
    assert service.places() == {}


def test_a_place_that_is_too_long_is_said_beside_it(screen: FlaskClient) -> None:
    answer = send(screen, "/setup/name", {"name": "Elm", "place-2": "y" * 41})

    refused = led(screen, answer)
    assert 'id="place-2-wrong"' in refused.text


@pytest.mark.parametrize(
    ("phrase", "again", "said"),
    [
        ("nine otter", "nine otter", "too short"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "easy to guess"),
        (PHRASE, PHRASE + "s", "not the same"),
    ],
)
def test_a_weak_passphrase_is_refused_and_shown_on_no_page(
    screen: FlaskClient, desk: HubSetup, phrase: str, again: str, said: str
) -> None:
    typed = {"handle": "Ana", "passphrase": phrase, "again": again}
    refused = led(screen, send(screen, "/setup/steward", typed))

    assert said in refused.text
    assert 'value="Ana"' in refused.text
    assert phrase not in refused.text
    assert phrase not in screen.get("/setup/steward").text
    assert "steward" not in desk.answered


def test_the_hub_s_own_name_is_no_passphrase(
    screen: FlaskClient, desk: HubSetup
) -> None:
    name = "Elm Street House"
    send(screen, "/setup/name", {"name": name})

    typed = {"handle": "Ana", "passphrase": name, "again": name}
    refused = led(screen, send(screen, "/setup/steward", typed))

    assert "easy to guess" in refused.text
    assert "steward" not in desk.answered


def test_what_is_secret_is_not_even_remembered(
    screen: FlaskClient, phone: FlaskClient
) -> None:
    typed = {"handle": "Ana", "passphrase": PHRASE, "again": "another one than that"}
    send(screen, "/setup/steward", typed)
    phone.post("/setup/steward", data=typed)  # nobody let it in

    for client in (screen, phone):
        with client:
            client.get("/setup")
            kept = current_session().draft("setup-steward")
        assert kept is not None
        assert kept["handle"] == "Ana"
        assert not {PHRASE, typed["again"]} & set(kept.values())


def test_the_steward_who_is_known_stays_where_nothing_is_typed(
    screen: FlaskClient, stewards: Stewards
) -> None:
    be_steward(screen)
    empty = {"handle": "", "passphrase": "", "again": ""}

    assert send(screen, "/setup/steward", empty).location == "/setup/wifi"
    assert stewards.names() == {"Ana": Role.STEWARD}


def test_somebody_who_is_only_vouched_for_may_not_set_the_hub_up(
    screen: FlaskClient, phone: FlaskClient, stewards: Stewards
) -> None:
    be_steward(screen)
    code = stewards.vouch(("Ana", PHRASE), "Bo")

    refused = come_in(phone, handle="Bo", passphrase=code)

    assert refused.status_code == 403
    assert phone.get("/setup/name").location == "/setup"


def test_once_somebody_looks_after_it_the_screen_alone_is_not_enough(
    screen: FlaskClient, clock: ManualClock
) -> None:
    be_steward(screen)
    assert screen.get("/setup/wifi").status_code == 200

    clock.now += SCREEN_IDLE_S + 1
    assert screen.get("/setup/wifi").location == "/setup"
    assert "setup__code" not in screen.get("/setup").text

    wrong = come_in(screen, **{**WHO, "passphrase": "not this one at all"})
    assert wrong.status_code == 403
    assert "not this one" not in wrong.text
    assert come_in(screen, **WHO).location == "/setup/language"


def test_a_hub_with_a_steward_shows_its_board_while_it_is_set_up(
    screen: FlaskClient, clock: ManualClock
) -> None:
    be_steward(screen)
    clock.now += SCREEN_IDLE_S + 1

    assert screen.get("/screen", follow_redirects=True).request.path == "/quiet"
    assert 'href="/setup"' in screen.get("/").text
    door = screen.get("/setup").text
    assert door.index('name="passphrase"') < door.index('name="setup_code"')
    assert "on the hub\u2019s touchscreen" not in door


def test_the_set_up_of_a_hub_in_use_does_not_call_it_new(
    screen: FlaskClient, folder: Path
) -> None:
    write_setup(folder, SetUp(is_again=True))

    assert screen.get("/quiet").status_code == 200
    for path in ("/", "/setup"):
        page = screen.get(path).text
        assert "Setting this hub up" in page
        assert "new hub" not in page
        assert "is new" not in page


def test_a_visit_that_is_over_asks_who_it_is_and_keeps_what_was_typed(
    phone: FlaskClient, desk: HubSetup, clock: ManualClock
) -> None:
    come_in(phone, setup_code=desk.code)
    key = hidden(phone.get("/setup/name").text)
    clock.now += 5 * 3600

    over = phone.post("/setup/name", data={**key, "name": "14 Elm St"})
    assert over.status_code == 403
    assert "open for a long time" in over.text

    come_in(phone, setup_code=desk.code)
    assert "14 Elm St" in phone.get("/setup/name").text


def test_the_code_is_spoken_sign_by_sign(screen: FlaskClient, desk: HubSetup) -> None:
    spoken = ", ".join(desk.code.replace("-", ""))

    assert f">{spoken}</span>" in screen.get("/setup").text


def test_what_was_wrong_is_gone_once_it_is_mended(screen: FlaskClient) -> None:
    assert "Almost there" in led(screen, send(screen, "/setup/name", {"name": ""})).text

    send(screen, "/setup/name", {"name": "14 Elm St"})

    assert "Almost there" not in screen.get("/setup/name").text


def test_two_at_once_learn_of_each_other(
    screen: FlaskClient, phone: FlaskClient, desk: HubSetup
) -> None:
    come_in(phone, setup_code=desk.code)
    open_page = hidden(phone.get("/setup/name").text)
    send(screen, "/setup/name", {"name": "Elm House"})

    answer = phone.post("/setup/name", data={**open_page, "name": "14 Elm St"})

    late = led(phone, answer)
    assert "Somebody else" in late.text
    assert "14 Elm St" in late.text
    assert desk.choice("name") == "Elm House"
    phone.post("/setup/name", data={**hidden(late.text), "name": "14 Elm St"})
    assert desk.choice("name") == "14 Elm St"


def test_what_somebody_else_answered_since_stands_on_the_page(
    screen: FlaskClient, phone: FlaskClient, desk: HubSetup
) -> None:
    come_in(phone, setup_code=desk.code)
    send(screen, "/setup/name", {"name": "14 Elm St"})
    send(phone, "/setup/name", {"name": "Elm House"})

    assert 'value="Elm House"' in screen.get("/setup/name").text


def test_a_second_touch_is_nobody_elses(screen: FlaskClient) -> None:
    page = hidden(screen.get("/setup/name").text)

    for _ in range(2):
        sent = screen.post("/setup/name", data={**page, "name": "14 Elm St"})
        assert sent.status_code == 303


def test_a_key_is_joined_and_only_wrong_words_are_asked_again(
    screen: FlaskClient, folder: Path
) -> None:
    words = words_of(KEY)
    typed = " ".join([*words[:2], "wrongly", *words[3:]])

    refused = send(screen, "/setup/network/join", {"key": typed})

    assert refused.status_code == 400
    assert "Word number 3 is not right" in refused.text
    assert not any(word in refused.text for word in [*words, "wrongly"])
    joined = send(screen, "/setup/network/join", {"word-3": words[2]})
    assert joined.location == "/setup/wait"
    assert shown_secret(folder / NETWORK_KEY) == KEY


def test_a_missing_word_costs_no_word_that_was_typed(
    screen: FlaskClient, folder: Path
) -> None:
    words = words_of(KEY)
    short = " ".join([*words[:6], *words[7:]])

    refused = send(screen, "/setup/network/join", {"key": short})

    assert "these are 14" in refused.text
    assert f">{short}</textarea>" in refused.text
    assert refused.headers["Cache-Control"] == "no-store"
    assert not any(word in screen.get("/setup/network/join").text for word in words)
    assert not any(word in (folder / "setup.toml").read_text() for word in words)
    send(screen, "/setup/network/join", {"key": " ".join(words)})
    assert shown_secret(folder / NETWORK_KEY) == KEY


def test_words_that_are_all_at_a_wrong_place_are_there_to_be_corrected(
    screen: FlaskClient,
) -> None:
    shifted = " ".join(["lamp", *words_of(KEY)[:14]])

    refused = send(screen, "/setup/network/join", {"key": shifted})

    assert "None of these words is right" in refused.text
    assert "the others are kept" not in refused.text
    assert f">{shifted}</textarea>" in refused.text


def test_a_missing_one_of_the_missing_words_costs_no_other(screen: FlaskClient) -> None:
    words = words_of(KEY)
    typed = " ".join(["wrongly", words[1], "wronger", *words[3:]])
    send(screen, "/setup/network/join", {"key": typed})

    one = send(screen, "/setup/network/join", {"word-1": words[0], "word-3": ""})

    assert "these are 14" in one.text
    assert f'value="{words[0]}"' in one.text
    other = {"word-1": words[0], "word-3": words[2]}
    assert send(screen, "/setup/network/join", other).location == "/setup/wait"


def test_words_of_two_networks_are_there_to_be_corrected(screen: FlaskClient) -> None:
    words, others = words_of(KEY), words_of(bytes(32))
    send(screen, "/setup/network/join", {"key": " ".join(["wrong", *words[1:]])})

    mixed = send(screen, "/setup/network/join", {"word-1": others[0]})

    assert "not all of them together" in mixed.text
    assert f">{others[0]} {' '.join(words[1:])}</textarea>" in mixed.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "type or paste"),
        ("bakomir kodatuf", "these are 2"),
        ("x " * 15, "None of these words"),
    ],
)
def test_what_is_no_key_is_said_plainly(
    screen: FlaskClient, typed: str, said: str
) -> None:
    refused = send(screen, "/setup/network/join", {"key": typed})

    assert refused.status_code == 400
    assert said in refused.text


def test_the_key_is_on_one_page_and_in_no_cache_or_address(
    screen: FlaskClient, desk: HubSetup, caplog: pytest.LogCaptureFixture
) -> None:
    words = desk.key_words()
    shown = screen.get("/setup/network/start")

    assert all(word in shown.text for word in words)
    assert shown.headers["Cache-Control"] == "no-store"
    for path in (f"/setup/{step}" for step in STEPS):
        assert not any(word in screen.get(path).text for word in words)
    assert not any(word in caplog.text for word in words)


def test_the_words_of_the_key_wait_for_a_pen(
    screen: FlaskClient, clock: ManualClock
) -> None:
    be_steward(screen)
    shown = screen.get("/setup/network/start").text
    assert f'data-quiet-s="{PEN_QUIET_S}"' in shown
    assert f'content="{PEN_QUIET_S + ASKING_S};' in shown

    clock.now += PEN_QUIET_S + ASKING_S
    sent = screen.post("/setup/network/start", data=hidden(shown))
    assert sent.location == "/setup/wait"


def test_the_words_of_the_key_do_not_wait_for_ever(
    screen: FlaskClient, clock: ManualClock
) -> None:
    be_steward(screen)
    screen.get("/setup/network/start")
    clock.now += PEN_IDLE_S + 1

    assert screen.get("/setup/network/start").location == "/setup"


def test_when_all_is_chosen_the_pages_close(
    screen: FlaskClient, phone: FlaskClient, desk: HubSetup, folder: Path
) -> None:
    be_steward(screen)
    send(screen, "/setup/network/start", {})

    assert screen.get("/setup").location == "/setup/wait"
    kept = read_setup(folder)
    assert kept is not None
    assert kept.code == ""
    assert PHRASE not in (folder / "setup.toml").read_text()


def test_the_end_is_shown_by_a_hub_that_was_just_set_up_and_by_no_other(
    phone: FlaskClient,
) -> None:
    assert phone.get("/setup/done").location == "/"


def test_no_form_of_the_set_up_is_taken_without_its_key(
    screen: FlaskClient, phone: FlaskClient, desk: HubSetup
) -> None:
    come_in(phone, setup_code=desk.code)
    known = desk.answered
    typed = {"name": "Mine", "way": "start", "spoken": "es", "key": "x"}

    for path in (*STEPS, "network/start", "network/join"):
        assert phone.post(f"/setup/{path}", data=typed).status_code == 403, path
    unkeyed = screen.post("/setup/door", data={"setup_code": desk.code})

    assert unkeyed.status_code == 403
    assert desk.answered == known
    assert not desk.is_ending


def test_a_form_of_another_site_does_nothing(
    screen: FlaskClient, desk: HubSetup
) -> None:
    key = hidden(screen.get("/setup/name").text)
    foreign = {"Origin": "http://elsewhere.example"}

    sent = screen.post("/setup/name", data={**key, "name": "Mine"}, headers=foreign)
    unkeyed = screen.post("/setup/name", data={"name": "Mine"})

    assert sent.status_code == 403
    assert unkeyed.status_code == 403
    assert desk.choice("name") == ""


def test_the_way_to_the_code_is_the_one_that_the_operations_page_says(
    phone: FlaskClient,
) -> None:
    operations = Path(__file__).parents[4] / "docs" / "operations.md"
    command = re.search(r"<code>([^<]+setup code)</code>", phone.get("/setup").text)

    assert command
    assert f"`{command[1]}`" in operations.read_text()
