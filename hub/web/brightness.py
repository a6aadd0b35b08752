"""How bright the touchscreen is: bright while somebody is there, dim or asleep once it
has been quiet for a while. Rules and one moment; it touches no lamp.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import cast

from flask import Flask, current_app, request

from hub.web.hub_port import WebHub, current_hub
from hub.web.sessions import Face, current_face


class Brightness(Enum):
    """What the screen gives off."""

    BRIGHT = "bright"
    DIM = "dim"
    ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long it has to be quiet until the screen dims, and until it sleeps, in s."""

    dim_s: float
    asleep_s: float


MAINS = Patience(120, 300)
BATTERY = Patience(15, 60)
"""By then nobody has touched it for 80 s, and a battery has to last until morning."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where the screen stands: what bears on its light beside the touches."""

    is_dusk: bool = False
    is_night: bool = False
    on_battery: bool = False
    has_alert: bool = False

    def brightness(self, quiet_s: float) -> Brightness:
        """After so long without anybody."""
        patience = BATTERY if self.on_battery else MAINS
        if self._may_sleep and quiet_s >= patience.asleep_s:
            return Brightness.ASLEEP
        may_dim = self.on_battery or self.is_dusk or self.is_night
        if may_dim and quiet_s >= patience.dim_s:
            return Brightness.DIM
        return Brightness.BRIGHT

    @property
    def _may_sleep(self) -> bool:
        """An alert stays to be read from the door, while there is power for it."""
        return self.on_battery or (self.is_night and not self.has_alert)


class Quiet:
    """Since when nobody is at the screen; None: somebody is, for all we know."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._since: float | None = None

    def shows(self) -> None:
        """The quiet screen does; it began then, or goes on."""
        if self._since is None:
            self._since = self._monotonic()

    def ends(self) -> None:
        """Somebody touched it, or looks at another page."""
        self._since = None

    def lasts_s(self) -> float:
        """How long it has been quiet."""
        since = self._since
        return 0.0 if since is None else self._monotonic() - since


def watch_the_screen(app: Flask, monotonic: Callable[[], float]) -> None:
    """Know of each of the touchscreen's requests whether somebody is there."""
    app.extensions["quiet"] = Quiet(monotonic)
    app.before_request(_notice)


def current_quiet() -> Quiet:
    """That of the hub whose page is asked for."""
    return cast(Quiet, current_app.extensions["quiet"])


def current_brightness() -> Brightness:
    """How bright the touchscreen is to be now."""
    hub = current_hub()
    return room_of(hub).brightness(current_quiet().lasts_s())


def room_of(hub: WebHub) -> Room:
    """Hours count where there is a clock to trust."""
    hour = hub.hour()
    return Room(
        is_dusk=hour is not None and hub.dusk is not None and hub.dusk.covers(hour),
        is_night=hour is not None and hub.sleep is not None and hub.sleep.covers(hour),
        on_battery=hub.is_on_battery(),
        has_alert=bool(hub.service.board().alerts),
    )


def _notice() -> None:
    if current_face() is not Face.SCREEN or "X-Refresh" in request.headers:
        return
    if request.endpoint == "quiet.show":
        current_quiet().shows()
    elif request.endpoint != "static":
        current_quiet().ends()
