"""The touchscreen's light: by hours, by battery, and never against somebody."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.changes import Alerted
from hub.domain.record import HubId, Record, Sequence
from hub.hours import Hours
from hub.mesh.packing import pack
from hub.power import Power
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web import create_app
from hub.web.brightness import BATTERY, MAINS, Brightness, Room
from hub.web.hub_port import WebHub
from hub.web.quiet import ASLEEP_S, TURN_S
from tests.conftest import ManualClock

NOON, EVENING, NIGHT = (
    time.mktime((2027, 1, 15, hour, 30, 0, 0, 0, -1)) for hour in (12, 20, 2)
)

rooms = st.builds(Room, st.booleans(), st.booleans(), st.booleans(), st.booleans())


class Lobby:
    """A hub whose screen shows the quiet screen, since a moment ago."""

    def __init__(
        self, service: HubService, stewards: Stewards, clock: ManualClock
    ) -> None:
        self.time: float | None = NOON
        self.power: Power | None = None
        self.clock = clock
        hub = WebHub(
            "14 Elm St",
            service,
            stewards,
            lambda: None,
            dusk=Hours(19, 7),
            sleep=Hours(23, 6),
            now=lambda: self.time,
            power=lambda: self.power,
        )
        app = create_app(hub, monotonic=lambda: clock.now)
        self.screen, self.session = app.test_client(), app.test_client()
        self.screen.get("/screen", follow_redirects=True)

    def brightness(self) -> Brightness:
        """As the session in the lobby is told."""
        return Brightness(self.session.get("/screen/light").text)

    def wait(self, seconds: float) -> None:
        """While the quiet screen takes its turns."""
        for _ in range(int(seconds // TURN_S)):
            self.clock.now += TURN_S
            self.screen.get("/quiet?turn=3", headers={"X-Refresh": "1"})
        self.clock.now += seconds % TURN_S

    def is_asleep(self) -> bool:
        """Whether what is seen is the sleeping page."""
        return "quiet--asleep" in self.screen.get("/quiet?turn=1").text


@pytest.fixture
def lobby(service: HubService, stewards: Stewards, clock: ManualClock) -> Lobby:
    return Lobby(service, stewards, clock)


@given(rooms, st.floats(0, 1e6), st.floats(0, 1e6))
def test_it_only_gets_darker_while_it_is_quiet(
    room: Room, one: float, other: float
) -> None:
    order = list(Brightness)
    sooner, later = sorted((one, other))

    assert order.index(room.brightness(sooner)) <= order.index(room.brightness(later))
    assert room.brightness(0) is Brightness.BRIGHT


@given(rooms, st.floats(0, 1e6))
def test_on_battery_it_is_never_brighter(room: Room, quiet_s: float) -> None:
    order = list(Brightness)
    plugged = Room(room.is_dusk, room.is_night, False, room.has_alert)
    unplugged = Room(room.is_dusk, room.is_night, True, room.has_alert)

    dark = order.index(unplugged.brightness(quiet_s))
    assert dark >= order.index(plugged.brightness(quiet_s))


def test_by_day_it_stays_bright(lobby: Lobby) -> None:
    lobby.wait(7200)

    assert lobby.brightness() is Brightness.BRIGHT


def test_in_the_evening_it_dims_and_at_night_it_sleeps(lobby: Lobby) -> None:
    lobby.time = EVENING
    lobby.wait(MAINS.asleep_s)
    assert lobby.brightness() is Brightness.DIM
    assert not lobby.is_asleep()

    lobby.time = NIGHT

    assert lobby.brightness() is Brightness.ASLEEP
    assert lobby.is_asleep()


def test_on_battery_it_dims_and_sleeps_sooner(lobby: Lobby) -> None:
    lobby.power = Power(True, 60)

    lobby.wait(BATTERY.dim_s)
    assert lobby.brightness() is Brightness.DIM
    lobby.wait(BATTERY.asleep_s)

    assert lobby.brightness() is Brightness.ASLEEP
    assert BATTERY.asleep_s < MAINS.asleep_s


def test_without_a_clock_to_trust_it_never_sleeps(lobby: Lobby) -> None:
    lobby.time = None
    lobby.wait(7200)

    assert lobby.brightness() is Brightness.BRIGHT


def test_an_alert_stays_to_be_read_at_night(lobby: Lobby, service: HubService) -> None:
    alert = Alerted("Water is off", hours=6)
    service.ingest(Record(HubId(77), Sequence(1), alert, pack(alert)), 0.0)
    lobby.time = NIGHT
    lobby.wait(MAINS.asleep_s)

    assert lobby.brightness() is Brightness.DIM
    assert not lobby.is_asleep()

    lobby.power = Power(True, 60)
    asleep = lobby.screen.get("/quiet?turn=1").text
    assert "quiet--asleep" in asleep
    assert "#alert" in asleep


def test_one_touch_wakes_it(lobby: Lobby) -> None:
    lobby.time = NIGHT
    lobby.wait(MAINS.asleep_s)
    assert lobby.is_asleep()

    woken = lobby.screen.post("/screen/wake")

    assert woken.headers["Location"] == "/quiet"
    assert lobby.brightness() is Brightness.BRIGHT
    assert not lobby.is_asleep()


def test_who_reads_a_page_is_never_left_in_the_dark(lobby: Lobby) -> None:
    lobby.power, lobby.time = Power(True, 60), NIGHT
    lobby.wait(BATTERY.asleep_s)

    lobby.screen.get("/")
    lobby.clock.now += 3600

    assert lobby.brightness() is Brightness.BRIGHT


def test_a_phone_sees_no_sleeping_page_and_keeps_nobody_awake(lobby: Lobby) -> None:
    phone = lobby.screen.application.test_client()
    lobby.time = NIGHT
    lobby.wait(MAINS.asleep_s)

    assert "quiet--asleep" not in phone.get("/quiet").text
    phone.get("/")

    assert lobby.brightness() is Brightness.ASLEEP


def test_nobody_elsewhere_learns_whether_somebody_is_at_the_screen(
    lobby: Lobby,
) -> None:
    elsewhere = {"REMOTE_ADDR": "10.42.0.7"}

    asked = lobby.screen.get("/screen/light", environ_overrides=elsewhere)

    assert asked.status_code == 303
    assert asked.headers["Location"] == "/"


def test_the_sleeping_page_looks_after_itself_seldom(lobby: Lobby) -> None:
    assert f'data-turn-s="{TURN_S}"' in lobby.screen.get("/quiet").text
    lobby.time = NIGHT
    lobby.wait(MAINS.asleep_s)

    assert f'data-turn-s="{ASLEEP_S}"' in lobby.screen.get("/quiet").text
