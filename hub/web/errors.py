"""Errors as pages, or as JSON under /api: what happened and a way on."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType

from flask import (
    Flask,
    Response,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import BadHost, HTTPException, MethodNotAllowed

logger = logging.getLogger(__name__)

_PAGES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: (
            "That did not arrive whole.",
            "Something in it could not be read. Please go back and try once more.",
        ),
        403: (
            "That came from another site.",
            "Posts are written here on this board. Please start from here.",
        ),
        404: (
            "There is nothing here.",
            "Perhaps it was taken down, or the address has a slip in it.",
        ),
        405: ("That does not work here.", "Please start again from the board."),
        413: (
            "That is too much at once.",
            "A post is a few words: 280 letters at most.",
        ),
        415: ("That can't be read here.", "Please use the form on this board."),
        500: (
            "Something broke on our side.",
            "It is not your doing. What was posted is safe. Please try again.",
        ),
    }
)


def register(app: Flask) -> None:
    """Answer every error in plain words."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _broken)


def json_error(status: int, message: str, **more: object) -> tuple[Response, int]:
    """An error for a program, still in words that a person can be shown."""
    return jsonify(error={"message": message, **more}), status


def _answer(error: HTTPException) -> HTTPException | Response:
    status = error.code or 500
    if status < 400 or isinstance(error, BadHost):
        return error  # for a host that can't be one there are no addresses to show
    response = make_response(_said(error, status))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _said(error: HTTPException, status: int) -> tuple[Response | str, int]:
    if _is_api():
        ours = error.description != type(error).description
        words = error.description if ours else " ".join(_words(status, error.name))
        return json_error(status, words or error.name)
    return _error_page(status, error.name), status


def _broken(error: Exception) -> tuple[Response | str, int]:
    """The web's one broad catch: log it without what was typed, and say so kindly."""
    logger.error("a page failed", exc_info=error)
    if _is_api():
        return json_error(500, "Something broke on the hub.")
    return _error_page(500, "Error"), 500


def _words(status: int, name: str) -> tuple[str, str]:
    return _PAGES.get(status, (f"{name}.", "Please start from the board."))


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _error_page(status: int, name: str) -> str:
    title, words = _words(status, name)
    return render_template(
        "error.html",
        title=title,
        words=words,
        back_url=url_for("board.show"),
        back_words="Back to the board",
    )
