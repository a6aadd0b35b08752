"""How often one may write: a flood waits, the screen is never shut out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.devices import current_device
from hub.web.hub_port import WebHub
from hub.web.limits import (
    ALL,
    DEVICE,
    DEVICES,
    FREE,
    SCREEN,
    SESSION,
    STRANGERS,
    WriteLimits,
)
from hub.web.sessions import MOST_SESSIONS
from tests.conftest import ManualClock
from tests.hub.mesh.texting.limits import most_in
from tests.hub.web.saying import english

NEED = {"kind": "need", "category": "food"}
STEP = "/new/need/attempt-number-one/words"


@pytest.fixture
def app(service: HubService, stewards: Stewards, clock: ManualClock) -> Flask:
    hub = WebHub("14 Elm St", service, stewards, lambda: None)
    return create_app(hub, monotonic=lambda: clock.now)


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture
def texts() -> Iterator[str]:
    return (f"Bread for {number}" for number in count(1))


def _post(client: FlaskClient, text: str) -> int:
    return client.post("/api/posts", json={**NEED, "text": text}).status_code


def _neighbour(app: Flask, address: str = "127.0.0.1") -> FlaskClient:
    """Somebody with a session, as after the first look at a form."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    client.get("/new/need")
    return client


def _screen(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.get("/screen")
    client.get("/new/need")
    return client


def test_a_neighbour_writes_several_at_once_then_one_each_few_seconds(
    app: Flask, clock: ManualClock, texts: Iterator[str]
) -> None:
    neighbour = _neighbour(app)

    first = [_post(neighbour, next(texts)) for _ in range(SESSION.burst + 2)]
    clock.now += SESSION.every_s
    then = [_post(neighbour, next(texts)) for _ in range(2)]

    assert first == [201] * SESSION.burst + [429, 429]
    assert then == [201, 429]


def test_a_flood_without_cookies_starves_nobody_with_a_session(
    app: Flask, stranger: FlaskClient, clock: ManualClock, texts: Iterator[str]
) -> None:
    neighbours = [_neighbour(app) for _ in range(6)]

    flood = [_post(stranger, next(texts)) for _ in range(STRANGERS.burst + 60)]
    served = [_post(each, next(texts)) for each in neighbours for _ in range(10)]

    assert flood.count(201) == STRANGERS.burst
    assert served == [201] * 60


def test_nobody_shuts_out_the_touchscreen(
    app: Flask, stranger: FlaskClient, texts: Iterator[str]
) -> None:
    screen, crowd = _screen(app), [_neighbour(app, f"10.42.0.{n}") for n in range(20)]

    flood = [_post(each, next(texts)) for each in crowd for _ in range(SESSION.burst)]
    served = [_post(screen, next(texts)) for _ in range(30)]

    assert 429 in flood
    assert _post(stranger, next(texts)) == 429
    assert served == [201] * 30


def _flood(app: Flask, address: str, times: int) -> int:
    """From one device, with a new session for each; how many were refused."""
    sent = (_neighbour(app, address).post("/api/posts", json={}) for _ in range(times))
    return [each.status_code for each in sent].count(429)


def test_one_device_with_ever_new_sessions_takes_nothing_from_others(
    app: Flask, clock: ManualClock, texts: Iterator[str]
) -> None:
    phone = _neighbour(app, "10.42.0.7")
    _flood(app, "10.42.0.66", ALL.burst)
    for _ in range(5):
        assert _flood(app, "10.42.0.66", 10) >= 8
        assert [_post(phone, next(texts)) for _ in range(2)] == [201] * 2
        clock.now += 1


def test_however_many_devices_flood_who_writes_little_is_served_at_once(
    app: Flask, clock: ManualClock, texts: Iterator[str]
) -> None:
    crowd = [f"10.42.0.{number}" for number in range(60, 64)]
    for each in crowd:
        _flood(app, each, 42)
    for number in range(5):
        assert all(_flood(app, each, 10) >= 4 for each in crowd)
        newcomer = _neighbour(app, f"10.42.0.{number}")
        assert [_post(newcomer, next(texts)) for _ in range(2)] == [201] * 2
        clock.now += 1


def test_a_flood_without_cookies_leaves_what_is_kept_for_who_writes_little(
    app: Flask, stranger: FlaskClient, texts: Iterator[str]
) -> None:
    for number in range(60, 64):
        _flood(app, f"10.42.0.{number}", 42)

    flood = [_post(stranger, next(texts)) for _ in range(STRANGERS.burst)]
    newcomers = [_neighbour(app, f"10.42.0.{number}") for number in range(3)]

    assert set(flood) == {429}
    assert [_post(each, next(texts)) for each in newcomers] == [201] * 3


def test_devices_that_flood_are_told_truly_when_their_turn_comes(
    app: Flask, clock: ManualClock, texts: Iterator[str]
) -> None:
    crowd = [f"10.42.0.{number}" for number in range(60, 64)]
    for each in crowd:
        _flood(app, each, 42)
    phone = _neighbour(app, crowd[0])
    answer = phone.post("/api/posts", json={**NEED, "text": next(texts)})
    assert answer.status_code == 429
    for _ in range(int(answer.headers["Retry-After"])):
        clock.now += 1
        assert all(_flood(app, each, 10) for each in crowd[1:])

    assert _post(phone, next(texts)) == 201


def test_phones_that_share_an_address_write_as_many_do(
    app: Flask, texts: Iterator[str]
) -> None:
    behind = [_neighbour(app, "192.168.1.1") for _ in range(10)]

    assert [_post(each, next(texts)) for each in behind for _ in range(5)] == [201] * 50


def test_all_addresses_that_one_device_may_take_of_ipv6_are_one(app: Flask) -> None:
    def mark_of(address: str) -> bytes:
        environ = {"REMOTE_ADDR": address}
        with app.test_request_context("/", environ_base=environ):
            return current_device()

    assert mark_of("fd00::1") == mark_of("fd00::ffff:2") != mark_of("fd00:1::1")
    assert mark_of("::ffff:10.42.0.7") == mark_of("10.42.0.7") != mark_of("10.42.0.8")
    assert b"10.42.0.7" not in mark_of("10.42.0.7")


def test_no_mark_of_a_device_outlives_the_hub(
    service: HubService, stewards: Stewards
) -> None:
    hub, marks = WebHub("14 Elm St", service, stewards, lambda: None), []
    for _ in range(2):
        environ = {"REMOTE_ADDR": "10.42.0.7"}
        with create_app(hub).test_request_context("/", environ_base=environ):
            marks.append(current_device())

    assert marks[0] != marks[1]


def test_a_form_that_has_to_wait_keeps_what_was_typed(app: Flask) -> None:
    neighbour = _neighbour(app)
    typed = {"text": "Water <for> 4", "category": "food"}
    while (answer := neighbour.post(STEP, data=typed)).status_code != 429:
        pass

    assert "Water &lt;for&gt; 4" in answer.text
    assert 1 <= int(answer.headers["Retry-After"]) <= 6
    assert "seconds" in answer.text
    assert 'action="/new/need' in answer.text


def test_a_form_without_a_page_of_its_own_is_sent_again_by_one_button(
    app: Flask, clock: ManualClock
) -> None:
    @app.post("/wish")
    def wish() -> str:
        from hub.web.guard import keyed_fields  # noqa: PLC0415 - only this view's

        return "granted: " + keyed_fields()["wish"]

    neighbour = _neighbour(app)
    for _ in range(SESSION.burst):
        stale = neighbour.post("/wish", data={"wish": 'rain "soon"'})
    much = neighbour.post("/wish", data={"wish": 'rain "soon"'})

    assert (stale.status_code, much.status_code) == (403, 429)
    for page in (stale.text, much.text):
        assert 'action="/wish"' in page
        assert 'name="wish" value="rain &#34;soon&#34;"' in page


def test_a_program_is_told_in_json_when_to_come_back(
    stranger: FlaskClient, clock: ManualClock, texts: Iterator[str]
) -> None:
    while _post(stranger, next(texts)) == 201:
        pass
    clock.now += STRANGERS.every_s / 2  # less than a second is told as one
    answer = stranger.post("/api/posts", json=NEED)

    assert answer.json["error"]["message"]
    assert answer.headers["Retry-After"] == "1"


def test_reading_and_turning_the_language_cost_nothing(
    app: Flask, stranger: FlaskClient, texts: Iterator[str]
) -> None:
    while _post(stranger, next(texts)) == 201:
        pass

    for _ in range(200):
        assert stranger.get("/healthz").status_code == 200
        turned = stranger.post("/language", data={"code": "es", "back": "/"})
        assert turned.status_code == 303


def test_no_way_of_writing_goes_past_the_limits(app: Flask) -> None:
    """Whatever anybody adds: a form that is not read, a route of another method."""
    spent = app.test_client(use_cookies=False)
    post_id = spent.post("/api/posts", json={**NEED, "text": "Bread"}).json["id"]
    while spent.post("/api/posts", json={}).status_code != 429:
        pass

    ways = _ways_of_writing(app, post_id)
    assert len(ways) > 5
    for address, method in ways:
        for body in ({"json": {}}, {"data": {"x": "y"}}, {"data": b"x"}):
            answer = spent.open(address, method=method, **body)
            assert answer.status_code in (429, 415), (address, body)


def _ways_of_writing(app: Flask, post_id: str) -> list[tuple[str, str]]:
    parts = {
        "kind": "need",
        "token": "attempt-number-one",
        "step": "words",
        "post_id": post_id,
        "claim_id": post_id,
    }
    return [
        (built[1], method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
        if rule.endpoint not in FREE
        and not rule.rule.startswith("/setup/")  # there is none on this hub
        and (
            built := rule.build({each: parts.get(each, "1") for each in rule.arguments})
        )
    ]


def test_words_of_waiting_are_whole_sentences() -> None:
    from hub.web.problem_words import slow_down  # noqa: PLC0415

    assert "in a second." in english(slow_down(0.2))
    assert "in 5 seconds." in english(slow_down(4.1))


def test_limits_can_be_switched_off(service: HubService, stewards: Stewards) -> None:
    hub = WebHub("14 Elm St", service, stewards, lambda: None, limits=False)
    client = create_app(hub).test_client()

    answers = {
        _post(client, f"Bread {number}") for number in range(STRANGERS.burst * 2)
    }

    assert answers == {201}


writes = st.lists(
    st.tuples(st.sampled_from(["screen", "stranger", "a", "b"]), st.floats(0, 3)),
    max_size=300,
)


@given(writes)
def test_nobody_gets_more_than_their_rate(asked: list[tuple[str, float]]) -> None:
    limits, now = WriteLimits(), 0.0
    given_to: dict[str, int] = {}
    for who, pause_s in asked:
        now += pause_s
        if who == "screen":
            wait_s = limits.screen(now)
        elif who == "stranger":
            wait_s = limits.stranger(now)
        else:
            wait_s = limits.session(who, who.encode(), now)
        assert 0 <= wait_s <= 5
        given_to[who] = given_to.get(who, 0) + (wait_s == 0)

    assert given_to.get("screen", 0) <= most_in(now, SCREEN)
    assert given_to.get("stranger", 0) <= most_in(now, STRANGERS)
    assert max(given_to.get("a", 0), given_to.get("b", 0)) <= most_in(now, SESSION)
    assert sum(given_to.values()) <= most_in(now, ALL) + most_in(now, SCREEN)


@given(st.lists(st.floats(0, 20), min_size=1, max_size=50))
def test_who_waits_as_long_as_told_gets_on(pauses: list[float]) -> None:
    limits, now = WriteLimits(), 0.0
    for pause_s in pauses:
        now += pause_s
        wait_s = limits.session("a", b"phone", now)
        if wait_s > 0:
            now += wait_s + 1e-6
            assert limits.session("a", b"phone", now) == 0


def test_memory_is_bounded_however_many_sessions_write() -> None:
    limits = WriteLimits()
    for number in range(3 * MOST_SESSIONS):
        limits.session(str(number), str(number).encode(), 0.01 * number)

    assert len(limits._sessions) == MOST_SESSIONS
    assert len(limits._devices) == DEVICES


def test_who_wrote_nothing_for_a_while_is_forgotten() -> None:
    limits = WriteLimits()
    for number in range(20):
        limits.session(str(number), str(number).encode(), 0.0)
    limits.session("late", b"late", DEVICE.burst * DEVICE.every_s + 1)

    assert list(limits._devices) == [b"late"]
