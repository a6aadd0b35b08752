"""What a phone's sign-in window shows, and the touch that lets the phone be."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hub.web.hub_port import current_hub
from hub.web.portal.gate import phone, released

pages = Blueprint("portal", __name__)


@pages.get("/portal")
def show() -> str:
    """Where one is, what is not here, and two ways on."""
    return render_template("portal.html", address=current_hub().phone_address)


@pages.post("/portal")
def release() -> Response:
    """Tell this phone from now on that all is well, and show the board.

    Needs no session: sign-in windows may keep no cookies, and all that anybody could
    do with it in a visitor's name is to close the visitor's sign-in window.
    """
    released().release(phone())
    return redirect(url_for("board.show"), 303)
