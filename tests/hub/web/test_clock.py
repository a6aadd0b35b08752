"""The time by way of pages: from a steward, from visitors' phones, from nobody else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from flask.testing import FlaskClient

from hub.clock import BUILT_AT, STEWARD, ClockState
from hub.service import HubService, Role
from hub.service.stewards import Stewards
from hub.web.hub_port import WebClock
from tests.hub.web.links import client_of

RIGHT = BUILT_AT + 1e6


@dataclass
class Heard:
    """A clock of a hub, that keeps what it was told."""

    said: list[float] = field(default_factory=list)
    phones: list[tuple[str, float]] = field(default_factory=list)
    asks: bool = True

    def port(self) -> WebClock:
        return WebClock(
            lambda: ClockState(STEWARD if self.said else None),
            self._say,
            lambda *told: self.phones.append(told),
            lambda: self.asks,
        )

    def _say(self, unix_s: float) -> None:
        if unix_s < BUILT_AT:
            raise ValueError("too early")
        self.said.append(unix_s)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def client(service: HubService, stewards: Stewards, heard: Heard) -> FlaskClient:
    return client_of(service, stewards, None, clock=heard.port())


@pytest.mark.parametrize("time", [RIGHT, "2027-01-01T00:00+00:00"])
def test_a_steward_is_believed(
    client: FlaskClient, stewards: Stewards, heard: Heard, time: object
) -> None:
    code = stewards.admit("Ada", Role.STEWARD)

    answer = client.post("/api/clock", json={"name": "Ada", "code": code, "time": time})

    assert answer.status_code == 200
    assert answer.json == {"source": STEWARD}
    assert heard.said == [RIGHT if time == RIGHT else 1798761600.0]


@pytest.mark.parametrize("role", [Role.VOUCHED, None])
def test_nobody_else_can_say_it(
    client: FlaskClient, stewards: Stewards, heard: Heard, role: Role | None
) -> None:
    code = stewards.admit("Ada", role) if role else "WRONGCODE1"

    answer = client.post(
        "/api/clock", json={"name": "Ada", "code": code, "time": RIGHT}
    )

    assert answer.status_code == 403
    assert heard.said == []


@pytest.mark.parametrize(
    "time", [None, "", "soon", "2027-01-01T00:00", True, [], 5.0, "1999-01-01T00:00Z"]
)
def test_a_time_that_makes_no_sense_is_refused(
    client: FlaskClient, stewards: Stewards, heard: Heard, time: object
) -> None:
    code = stewards.admit("Ada", Role.STEWARD)

    answer = client.post("/api/clock", json={"name": "Ada", "code": code, "time": time})

    assert answer.status_code == 400
    assert heard.said == []


def test_a_phones_word_is_heard_with_the_place_it_came_from(
    client: FlaskClient, heard: Heard
) -> None:
    answer = client.post(
        "/clock-hint",
        json={"now_ms": 1000 * RIGHT},
        environ_base={"REMOTE_ADDR": "10.42.0.7"},
    )

    assert answer.status_code == 204
    assert heard.phones == [("10.42.0.7", RIGHT)]


def test_a_browser_on_the_hub_itself_knows_no_more_than_the_hub(
    client: FlaskClient, heard: Heard
) -> None:
    assert client.post("/clock-hint", json={"now_ms": 1000 * RIGHT}).status_code == 204

    assert heard.phones == []


@pytest.mark.parametrize("now_ms", [None, "late", [], 10**400])
def test_what_is_no_time_is_not_heard(
    client: FlaskClient, heard: Heard, now_ms: object
) -> None:
    client.post(
        "/clock-hint",
        json={"now_ms": now_ms},
        environ_base={"REMOTE_ADDR": "10.42.0.7"},
    )

    assert heard.phones == []


def test_another_site_cannot_have_a_phone_speak(
    client: FlaskClient, heard: Heard
) -> None:
    answer = client.post(
        "/clock-hint",
        json={"now_ms": 1000 * RIGHT},
        headers={"Origin": "http://elsewhere.example"},
        environ_base={"REMOTE_ADDR": "10.42.0.7"},
    )

    assert answer.status_code == 403
    assert heard.phones == []


@pytest.mark.parametrize("asks", [True, False])
def test_phones_are_asked_only_where_it_is_of_use(
    client: FlaskClient, heard: Heard, *, asks: bool
) -> None:
    heard.asks = asks

    scripts = re.findall(r'<script[^>]*src="([^"]+)"', client.get("/").text)

    assert any("clock" in each for each in scripts) is asks
