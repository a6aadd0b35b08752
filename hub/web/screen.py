"""The touchscreen's own doors: how its browser begins, stays awake and is forgotten.

Nothing here does anything for a phone: what it writes is its owner's.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from hub.web import looks
from hub.web.brightness import current_brightness, current_quiet
from hub.web.cookies import FACE, LANGUAGE, LOOK, LOWER, YEAR_S, cookie_of
from hub.web.guard import FormTrouble, form_fields
from hub.web.language_choice import place_here
from hub.web.problem_words import STALE_FORM
from hub.web.sessions import (
    Face,
    brings_form_key,
    current_face,
    forget_session,
    is_at_the_hub,
    known_session,
)

pages = Blueprint("screen", __name__, url_prefix="/screen")

FOR_ALL_HERE = frozenset({"screen.enter", "screen.light_wanted"})
"""For every program on the machine: each says itself what others get."""

QUIET_S = 60
"""How long nobody touches the screen before it asks whether they are there."""

TYPING_QUIET_S = 90
"""The same where something is typed: thinking takes its time."""

PEN_QUIET_S = 600
"""The same where somebody writes down by hand what stands there, without a touch."""

ASKING_S = 20
"""How long it waits for an answer (WCAG 2.2.1: at least 20 s)."""

TOUCH_EVERY_S = 20
"""How often at most the browser tells of touches."""


def set_up(app: Flask) -> None:
    """Let the templates know the times."""
    app.context_processor(lambda: {"rest_times": rest_times(QUIET_S, TYPING_QUIET_S)})


def rest_times(quiet_s: int, typing_quiet_s: int) -> dict[str, int]:
    """For a template, in s.

    Without a script a page goes by itself in the end; the hub forgets a while later.
    """
    return {
        "quiet_s": quiet_s,
        "typing_quiet_s": typing_quiet_s,
        "asking_s": ASKING_S,
        "touch_every_s": TOUCH_EVERY_S,
        "scriptless_s": typing_quiet_s + ASKING_S,
    }


@pages.before_request
def _only_the_screen() -> AnyResponse | None:
    if request.endpoint in FOR_ALL_HERE or current_face() is Face.SCREEN:
        return None
    return redirect(url_for("board.show"), 303)


@pages.get("")
def enter() -> AnyResponse:
    """Where the screen's browser begins; from elsewhere it leads to the board."""
    if not is_at_the_hub():
        return redirect(url_for("board.show"), 303)
    current_quiet().ends()  # a browser that begins anew begins awake
    answer = redirect(url_for("quiet.show"), 303)  # it leads on to the set-up
    answer.set_cookie(
        cookie_of(FACE), Face.SCREEN.value, YEAR_S, httponly=True, samesite="Lax"
    )
    return answer


@pages.get("/light")
def light_wanted() -> AnyResponse:
    """How bright the lamp behind the screen is to be, for the session that turns it."""
    if not is_at_the_hub():
        return redirect(url_for("board.show"), 303)
    return Response(current_brightness().value, mimetype="text/plain")


@pages.post("/wake")
def wake() -> AnyResponse:
    """Somebody touched the sleeping screen; that they did, the hub has noticed."""
    return redirect(url_for("quiet.show"), 303)


@pages.post("/here")
def here() -> Response:
    """Somebody touches or types, so the session stays awake."""
    known_session()
    return Response(status=204)


@pages.post("/forget")
def forget() -> AnyResponse:
    """Nobody is there any more: forget what was typed, and all that was chosen."""
    if known_session() is not None and not brings_form_key(form_fields()):
        raise FormTrouble(403, {}, {"form": STALE_FORM})
    return _forgotten()


@pages.get("/rest")
def rest() -> AnyResponse:
    """The same for a browser without scripts, which can only follow a link.

    It reaches the asking browser's own session and no other, and only that of the
    touchscreen, which never leaves the hub's own pages.
    """
    return _forgotten()


@pages.post("/look")
def look() -> AnyResponse:
    """Day, dusk or strong, until the screen forgets."""
    fields = form_fields()
    answer = redirect(place_here(fields.get("back", "")), 303)
    wanted = looks.look_named(fields.get("look", ""))
    if wanted is not None:
        answer.set_cookie(cookie_of(LOOK), wanted.value, httponly=True, samesite="Lax")
    return answer


@pages.post("/lower")
def lower() -> AnyResponse:
    """Bring the controls down, or up again."""
    fields = form_fields()
    answer = redirect(place_here(fields.get("back", "")), 303)
    name = cookie_of(LOWER)
    if fields.get("lower"):
        answer.set_cookie(name, "1", httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(name, httponly=True, samesite="Lax")
    return answer


def _forgotten() -> AnyResponse:
    forget_session()
    answer = redirect(url_for("quiet.show"), 303)
    for name in (LANGUAGE, LOOK, LOWER):
        answer.delete_cookie(cookie_of(name), httponly=True, samesite="Lax")
    return answer
