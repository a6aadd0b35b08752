"""The quiet screen: what the board says to who walks by, a language at a time.

It asks for no session, so that its own refreshes keep nobody's awake.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.web import quiet_words
from hub.web.brightness import Brightness, current_brightness
from hub.web.hub_port import WebHub, current_hub
from hub.web.presenters import alerts_shown
from hub.web.qr import qr_of, qr_of_wifi
from hub.web.quiet_parts import TURNS, Turn, clock_face, radio_words, tallies
from hub.web.sessions import Face, current_face
from hub.web.setup.admission import is_new
from hub.web.speaking import speak_in

pages = Blueprint("quiet", __name__)

TURN_S = 12
"""Long enough to read a few large words slowly."""

STILL_S = 300
"""Somebody asked it to hold still; then it goes on by itself."""


ASLEEP_S = 30
"""A sleeping screen shows a light that wanders, and looks whether it is morning."""


@pages.get("/quiet")
def show() -> str | Response:
    """Counts, alerts, how to join; the next turn comes by itself.

    On a new hub the touchscreen waits for somebody to set it up; one in use serves its
    neighbours also while its set-up is open.
    """
    hub = current_hub()
    if is_new() and current_face() is Face.SCREEN:
        return redirect(url_for("setup.begin"), 303)
    turn = Turn(request.args.get("turn", 0, type=int) % TURNS)
    is_still = "still" in request.args
    language = turn.language(hub.language)
    speak_in(language)
    board, link = hub.service.board(), hub.radio_status()
    alerts, on_screen = alerts_shown(board.alerts), current_face() is Face.SCREEN
    brightness = current_brightness() if on_screen else Brightness.BRIGHT
    return render_template(
        "quiet.html",
        turn=turn,
        turn_s=_turn_s(brightness, is_still=is_still),
        brightness=brightness.value,
        is_still=is_still,
        alert=turn.alert(alerts),
        which_alert=turn.which_alert(len(alerts)),
        tallies=tallies(board.posts),
        met_words=quiet_words.met(hub.service.week().met),
        radio_words=radio_words(link),
        clock=clock_face(hub.now(), language),
        **_ways_in(hub),
    )


def _turn_s(brightness: Brightness, *, is_still: bool) -> int:
    if brightness is Brightness.ASLEEP:
        return ASLEEP_S
    return STILL_S if is_still else TURN_S


def _ways_in(hub: WebHub) -> dict[str, object]:
    """How a phone comes here: the Wi-Fi first, then the address."""
    name, address = hub.wifi_name, hub.phone_address
    return {
        "wifi_name": name,
        "wifi_password": hub.wifi_password,
        "wifi_qr": qr_of_wifi(name, hub.wifi_password) if name else None,
        "address": address,
        "address_qr": qr_of(address) if address else None,
    }
