"""How the touchscreen looks: day, dusk or strong, and whether its controls are down.

Somebody's touch decides until the screen forgets them; before it the hours do, where
the clock can be trusted, else the device. Phones follow their own settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from flask import Flask, request

from hub.web.cookies import LOOK, LOWER, cookie_of
from hub.web.hub_port import current_hub
from hub.web.sessions import Face, current_face


class Look(Enum):
    """The screen's colours. A strong look is light or dark as the hour wants it."""

    DAY = "day"
    DUSK = "dusk"
    STRONG = "strong"

    @property
    def following(self) -> Look:
        """What another touch leads to."""
        looks = list(Look)
        return looks[(looks.index(self) + 1) % len(looks)]


def show_looks(app: Flask) -> None:
    """Let the templates know how the page is to look."""
    app.context_processor(_looks)


def look_named(name: str) -> Look | None:
    """The look of that name, or None."""
    return next((look for look in Look if look.value == name), None)


def _looks() -> dict[str, Any]:
    if current_face() is not Face.SCREEN:
        return {"look_classes": "", "is_lowered": False, "next_look": Look.DUSK.value}
    touched = look_named(request.cookies.get(cookie_of(LOOK), ""))
    hourly = look_by_hour()
    return {
        "look_classes": " ".join(_classes(touched, hourly)),
        "is_lowered": cookie_of(LOWER) in request.cookies,
        "next_look": (touched or hourly or Look.DAY).following.value,
    }


def _classes(touched: Look | None, hourly: Look | None) -> Iterator[str]:
    """The names that tokens.css has for it; none: as the device wants it."""
    if touched is Look.STRONG:
        yield "theme-strong"
    light = hourly if touched in (None, Look.STRONG) else touched
    if light is not None:
        yield f"theme-{light.value}"


def look_by_hour() -> Look | None:
    """Day or dusk, where there is a clock to tell; None: the device may decide."""
    hub = current_hub()
    hour = hub.hour()
    if hub.dusk is None or hour is None:
        return None
    return Look.DUSK if hub.dusk.covers(hour) else Look.DAY
