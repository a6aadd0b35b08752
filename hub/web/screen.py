"""The touchscreen's own doors: how its browser says that it is the one in the lobby."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from hub.web.sessions import Face, face_cookie, is_at_the_hub

pages = Blueprint("screen", __name__, url_prefix="/screen")

YEAR_S = 365 * 24 * 3600


@pages.get("")
def enter() -> Response:
    """Where the screen's browser begins; from elsewhere it leads to the board."""
    answer = redirect(url_for("quiet.show"), 303)
    if is_at_the_hub():
        answer.set_cookie(
            face_cookie(), Face.SCREEN.value, YEAR_S, httponly=True, samesite="Lax"
        )
    return answer
