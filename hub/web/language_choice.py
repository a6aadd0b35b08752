"""Choosing another language by one touch, with or without a script."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from hub.domain.languages import language_of
from hub.web.cookies import LANGUAGE, YEAR_S, cookie_of
from hub.web.guard import form_fields

pages = Blueprint("language_choice", __name__)


@pages.post("/language")
def turn() -> Response:
    """Another language was touched: keep that, and show the same page again."""
    fields = form_fields()
    return turned(fields.get("code", ""), place_here(fields.get("back", "")))


def turned(code: str, place: str) -> Response:
    """Show that place of ours in the language with that code from now on."""
    chosen = language_of(code)
    answer = redirect(place, 303)
    if chosen is not None:
        answer.set_cookie(
            cookie_of(LANGUAGE), chosen.code, YEAR_S, httponly=True, samesite="Lax"
        )
    return answer


def place_here(back: str) -> str:
    """A page of this hub; the board, where something else was asked for."""
    begins_here = back.startswith("/") and back[1:2] not in ("/", "\\")
    return back if begins_here and back.isprintable() else url_for("board.show")
