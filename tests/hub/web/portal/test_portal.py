"""The portal as phones meet it: led to the page, let be after the touch."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.hub_port import WebHub
from hub.web.portal.gate import released
from hub.web.portal.probes import ANYWHERE, AT, DOORS
from hub.web.portal.released import AWAY_S, STAY_S
from tests.conftest import ManualClock
from tests.hub.web.links import client_of

PAGE = "http://10.42.0.1/portal"
ANDROID = ("connectivitycheck.gstatic.com", "/generate_204")
APPLE = ("captive.apple.com", "/hotspot-detect.html")
PROBES = [
    *AT,
    ANDROID,
    ("wifi.vivo.com.cn", "/generate_204"),
    ("www.google.com", "/gen_204"),
]


@pytest.fixture
def app(service: HubService, stewards: Stewards, clock: ManualClock) -> Flask:
    hub = WebHub("14 Elm St", service, stewards, lambda: None, "http://10.42.0.1")
    return create_app(hub, monotonic=lambda: clock.now)


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def _ask(
    client: FlaskClient,
    probe: tuple[str, str],
    address: str = "10.42.0.17",
    **more: str,
) -> TestResponse:
    host, path = probe
    return client.get(
        path,
        headers={"Host": host, **more},
        environ_overrides={"REMOTE_ADDR": address},
    )


def _touch(client: FlaskClient, address: str = "10.42.0.17") -> TestResponse:
    return client.post("/portal", environ_overrides={"REMOTE_ADDR": address})


@pytest.mark.parametrize("probe", [*PROBES, *sorted(DOORS)], ids="".join)
def test_a_phone_that_joins_is_led_to_the_portal(
    phone: FlaskClient, probe: tuple[str, str]
) -> None:
    answer = _ask(phone, probe)

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert len(answer.data) > 4  # less, and Android takes it for a broken network
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("probe", PROBES, ids="".join)
@pytest.mark.parametrize("accepted", ["", "gzip"])
def test_after_the_touch_it_is_let_be(
    phone: FlaskClient, probe: tuple[str, str], accepted: str
) -> None:
    assert _touch(phone).headers["Location"] == "/"
    answer = _ask(phone, probe, **{"Accept-Encoding": accepted})

    works = AT.get(probe) or ANYWHERE[probe[1]]
    assert (answer.status_code, answer.data) == (works.status, works.body)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "Content-Encoding" not in answer.headers


def test_a_name_may_come_with_a_port_a_last_dot_and_large_letters(
    phone: FlaskClient,
) -> None:
    _touch(phone)

    for host in ("captive.apple.com:80", "captive.apple.com.", "Captive.Apple.COM"):
        assert _ask(phone, (host, APPLE[1])).status_code == 200


def test_firefox_says_by_which_way_it_asks(phone: FlaskClient) -> None:
    _touch(phone)

    probe = ("detectportal.firefox.com", "/success.txt?ipv4")
    assert _ask(phone, probe).data == b"success\n"


def test_what_is_no_probe_leads_to_the_board_before_and_after(
    phone: FlaskClient,
) -> None:
    for _ in range(2):
        for elsewhere in (
            ("captive.apple.com", "/"),
            ("www.msftconnecttest.com", "/connecttest.txt.exe"),
            ("www.apple.com", "/mac"),
            ("connectivitycheck.gstatic.com", "/generate_204/more"),
            ("[", "/generate_204"),
            ("two words", "/generate_204"),
        ):
            answer = _ask(phone, elsewhere)
            assert answer.headers["Location"] == "http://10.42.0.1/"
        _touch(phone)


def test_under_our_own_names_there_are_no_probes(phone: FlaskClient) -> None:
    for host in ("10.42.0.1", "porchlight.local", "localhost"):
        assert _ask(phone, (host, "/generate_204")).status_code == 404


def test_one_phone_s_touch_releases_no_other(phone: FlaskClient) -> None:
    _touch(phone, "10.42.0.17")

    assert _ask(phone, ANDROID, "10.42.0.17").status_code == 204
    assert _ask(phone, ANDROID, "10.42.0.18").status_code == 302


def test_android_is_asked_at_each_visit_and_others_once_a_day(
    phone: FlaskClient, clock: ManualClock
) -> None:
    _touch(phone)

    clock.now += STAY_S + 1
    assert _ask(phone, ANDROID).status_code == 302
    assert _ask(phone, APPLE).status_code == 200
    clock.now += AWAY_S + 1
    assert _ask(phone, APPLE).status_code == 302


def test_only_looking_releases_nobody(phone: FlaskClient) -> None:
    assert "/portal" in phone.get("/portal").text
    assert phone.get("/").status_code == 200

    assert _ask(phone, APPLE, "127.0.0.1").status_code == 302


def test_a_page_of_elsewhere_releases_nobody(phone: FlaskClient) -> None:
    evil = {"Origin": "http://evil.example"}
    refused = [
        phone.post("/portal", headers=evil),
        phone.post("/portal", headers={**evil, "Host": "evil.example"}),
        phone.post(APPLE[1], headers={"Host": APPLE[0]}),
    ]

    assert [answer.status_code for answer in refused] == [403, 421, 421]
    assert _ask(phone, APPLE, "127.0.0.1").status_code == 302


def test_a_flood_of_writing_shuts_nobody_out(phone: FlaskClient) -> None:
    posts = [phone.post("/api/posts", json={}).status_code for _ in range(200)]
    assert 429 in posts

    assert _ask(phone, ANDROID).status_code == 302
    assert _touch(phone).status_code == 303
    assert _ask(phone, ANDROID).status_code == 204


def test_asking_leaves_nothing_behind(app: Flask, phone: FlaskClient) -> None:
    for number in range(300):
        _ask(phone, (f"host-{number}.example", "/generate_204"), f"10.42.1.{number}")

    with app.app_context():
        assert len(released()) == 0


def test_a_hub_without_an_address_has_no_portal(
    service: HubService, stewards: Stewards
) -> None:
    client = client_of(service, stewards, None)

    assert _ask(client, ANDROID).status_code == 421
    assert client.get("/portal").status_code == 200


@given(
    host=st.sampled_from([host for host, _ in AT]) | st.text("abc.:[]_-", max_size=9),
    path=st.sampled_from([path for _, path in AT]) | st.text("/abc._%?2", max_size=9),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_before_the_touch_nothing_says_that_all_is_well(
    phone: FlaskClient, host: str, path: str
) -> None:
    answer = phone.get("/" + path.lstrip("/"), headers={"Host": host})

    assert answer.status_code != 204
    assert answer.data not in {each.body for each in AT.values() if each.body}
