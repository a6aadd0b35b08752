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

from hub.domain.texts import TEXT_LIMIT
from hub.logs import where_it_broke
from hub.web.guard import FormTrouble
from hub.web.hub_port import current_hub
from hub.web.phrases import Phrase, phrase
from hub.web.sessions import current_form_key
from hub.web.speaking import current_wording, said

logger = logging.getLogger(__name__)

_PAGES: Mapping[int, tuple[Phrase, Phrase]] = MappingProxyType(
    {
        400: (
            phrase("That did not arrive whole."),
            phrase(
                "Something in it could not be read. Please go back and try once more."
            ),
        ),
        403: (
            phrase("That came from another site."),
            phrase("Posts are written here on this board. Please start from here."),
        ),
        404: (
            phrase("There is nothing here."),
            phrase("Perhaps it was taken down, or the address has a slip in it."),
        ),
        405: (
            phrase("That does not work here."),
            phrase("Please start again from the board."),
        ),
        413: (
            phrase("That is too much at once."),
            phrase("A post is a few words: %(most)s letters at most.", most=TEXT_LIMIT),
        ),
        415: (
            phrase("That can't be read here."),
            phrase("Please use the form on this board."),
        ),
        421: (
            phrase("This is not the address of the board."),
            phrase("Please type the address that the screen in the lobby shows."),
        ),
        429: (
            phrase("That was a lot at once."),
            phrase("Please wait a minute and try again."),
        ),
        500: (
            phrase("Something broke on our side."),
            phrase("It is not your doing. What was posted is safe. Please try again."),
        ),
    }
)

_OTHERWISE = (phrase("That did not work."), phrase("Please start from the board."))


def register(app: Flask) -> None:
    """Answer every error in plain words."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _broken)


def page_apart(
    app: Flask, status: int, heard: Mapping[str, str]
) -> tuple[str, list[tuple[str, str]], bytes]:
    """The page for what could not even be read as a request.

    Of its headers only the language counts; the status line, the headers, the page.
    """
    chosen = {
        each: heard[each] for each in ("ACCEPT-LANGUAGE", "COOKIE") if each in heard
    }
    with app.test_request_context("/", headers=chosen):
        response = app.process_response(make_response(_error_page(status), status))
        return response.status, response.headers.to_wsgi_list(), response.get_data()


def json_error(status: int, message: str, **more: object) -> tuple[Response, int]:
    """An error for a program, still in words that a person can be shown."""
    return jsonify(error={"message": message, **more}), status


def _answer(error: HTTPException) -> HTTPException | Response:
    status = error.code or 500
    if status < 400 or isinstance(error, BadHost):
        return error  # for a host that can't be one there are no addresses to show
    response = make_response(_told(error, status))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def _told(error: HTTPException, status: int) -> tuple[Response | str, int]:
    if _is_api():
        ours = error.description != type(error).description
        words = error.description if ours else None
        return json_error(status, words or current_wording().all_of(_words(status)))
    if isinstance(error, FormTrouble):
        return _send_again_page(error), status
    return _error_page(status), status


def _broken(error: Exception) -> tuple[Response | str, int]:
    """The web's one broad catch: log it without what was typed, and say so kindly."""
    logger.error("a page failed\n%s", where_it_broke(error))
    if _is_api():
        return json_error(500, said(phrase("Something broke on the hub.")))
    return _error_page(500), 500


def _words(status: int) -> tuple[Phrase, Phrase]:
    return _PAGES.get(status, _OTHERWISE)


def _is_api() -> bool:
    return request.path.startswith("/api/")


def _error_page(status: int, **more: object) -> str:
    title, words = _words(status)
    shown = {"title": title, "words": words, "again": {}, **more}
    return render_template(
        "error.html",
        **shown,
        back_url=_way_back(status),
        back_words=phrase("Back to the board"),
        here="",  # another language leads to the board: an error tells of no address
    )


def _way_back(status: int) -> str:
    """The board; where it was asked for by a name that is not its own, by its own."""
    elsewhere = status == 421 and current_hub().phone_address
    return (elsewhere or "") + url_for("board.show")


def _send_again_page(trouble: FormTrouble) -> str:
    """For a form whose page can't be shown again: what was typed, and one button."""
    status = trouble.code or 500
    words = next(iter(trouble.problems.values()), _words(status)[1])
    if status not in (403, 429):  # the same once more would be refused again
        return _error_page(status, words=words)
    again = {**trouble.fields, "form_key": current_form_key()}
    title = phrase("Almost there") if status == 403 else _words(status)[0]
    return _error_page(status, title=title, words=words, again=again)
