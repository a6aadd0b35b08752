"""What the pages need of a hub, and how a view gets at it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from hub.clock import ClockState
from hub.domain.languages import ENGLISH, Language
from hub.hours import Hours
from hub.power import Power
from hub.service import HubService
from hub.service.stewards import Stewards
from hub.web.setup.port import SetupDesk
from radio.link_status import LinkStatus

Voice = Callable[[str, Language], bytes]
"""Says a text in a language: a WAV. Raises Speechless."""


class Speechless(Exception):
    """The machine can't say it now; the message holds nothing of what it was."""


@dataclass(frozen=True, slots=True)
class WebClock:
    """The hub's time as the pages see it.

    `say`: a steward says the time, in seconds since 1970; it raises ValueError where it
    can't be that late. `hear`: a phone says it, from that address. `asks_phones`:
    whether it is of use.
    """

    state: Callable[[], ClockState] = ClockState
    say: Callable[[float], None] = lambda _unix_s: None
    hear: Callable[[str, float], None] = lambda _place, _unix_s: None
    asks_phones: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class WebHub:
    """A hub as the pages see it.

    `radio_status` gives None where there is no radio. `phone_address`: where phones
    find the hub, as in http://10.42.0.1, or None where nobody said. `store_state`:
    well, restored (from a copy, since the file was damaged), full, read_only.
    `clock`: who vouches for the time, and who may say it. `open_calls`: how many radios
    called for help by text within a day, and were not well since.
    `language`: what is spoken with those who chose none. `speak`: the machine's voice,
    or None where it has none. `limits`: whether there is a limit to how often people
    write. `wifi_name`, `wifi_password`: the network that phones join, None where there
    is none or it is open. `dusk`: when the touchscreen turns dark by itself; None: as
    its browser wants it. `sleep`: when it sleeps while nobody touches it. `now`:
    seconds since 1970, or None while nobody vouches for the clock. `power`: whether the
    hub runs on a battery, None where it has none. `setup`: None where the hub is not
    set up by pages. `last_update`: the name of how the last update ended, None where
    there was none. `form_secret`: what forms are made with, so that they outlive the
    program.
    """

    name: str
    service: HubService
    stewards: Stewards
    radio_status: Callable[[], LinkStatus | None]
    phone_address: str | None = None
    store_state: Callable[[], str] = lambda: "well"
    clock: WebClock = field(default_factory=WebClock)
    open_calls: Callable[[], int] = lambda: 0
    language: Language = ENGLISH
    speak: Voice | None = None
    limits: bool = True
    wifi_name: str | None = None
    wifi_password: str | None = None
    dusk: Hours | None = None
    sleep: Hours | None = None
    now: Callable[[], float | None] = lambda: None
    power: Callable[[], Power | None] = lambda: None
    setup: SetupDesk | None = None
    last_update: Callable[[], str | None] = lambda: None
    form_secret: bytes | None = None

    def hour(self) -> int | None:
        """The hour of the day here, 0 to 23; None without a clock to trust."""
        now = self.now()
        return None if now is None else time.localtime(now).tm_hour

    def is_on_battery(self) -> bool:
        """Whether what it has left has to last."""
        power = self.power()
        return power is not None and power.on_battery


def current_hub() -> WebHub:
    """The hub whose page is asked for."""
    return cast(WebHub, current_app.extensions["hub"])
