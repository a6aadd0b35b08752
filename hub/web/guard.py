"""What comes in from a browser, before anything looks at it: size, origin, encoding."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from flask import request
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    HTTPException,
    UnsupportedMediaType,
)

from hub.domain.checks import Problem
from hub.web import problem_words
from hub.web.limits import FORM, refused_for_s
from hub.web.phrases import Phrase, phrase
from hub.web.sessions import brings_form_key
from hub.web.speaking import current_wording, said

MAX_BODY_BYTES = 16 * 1024
MAX_READ_BYTES = 256 * 1024
"""Of a form that is too large this much is read, to show the text again."""

MAX_FIELDS = 40
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


class FormTrouble(HTTPException):
    """A form that can't be taken as it came.

    `fields`: what could be read of it, to be shown again; `problems`: what to say of
    it, by field, or of `form` as a whole.
    """

    def __init__(
        self, code: int, fields: Mapping[str, str], problems: Mapping[str, Phrase]
    ) -> None:
        super().__init__(current_wording().all_of(problems.values()))
        self.code = code
        self.fields = fields
        self.problems = problems


def refuse_other_sites() -> None:
    """A form on another site must not post here in a visitor's name."""
    origin = request.headers.get("Origin")
    if request.method in ("GET", "HEAD", "OPTIONS") or origin is None:
        return
    try:
        ours = urlsplit(origin).netloc == request.host
    except ValueError:
        ours = False
    if not ours:
        raise Forbidden(said(phrase("That came from another site.")))


def keyed_fields() -> dict[str, str]:
    """The fields of a form that was made for this very browser.

    Raises FormTrouble for one of another site or of a session that is over; its
    fields are there to be sent once more.
    """
    fields = form_fields()
    if not brings_form_key(fields):
        raise FormTrouble(403, fields, {"form": problem_words.STALE_FORM})
    return fields


def form_fields() -> dict[str, str]:
    """The fields of a urlencoded form, read strictly.

    Flask's own parser puts a replacement character where bytes are broken, and a
    neighbour's words would change without a word. Raises FormTrouble, also for one
    that came too soon after others, and other HTTP errors.
    """
    if request.mimetype != FORM:
        raise UnsupportedMediaType(said(phrase("This page takes a form.")))
    request.max_content_length = MAX_READ_BYTES
    octets = request.get_data()
    body = octets.decode("latin-1")
    if len(octets) > MAX_BODY_BYTES:
        much = {"text": problem_words.PROBLEMS[Problem.LONG_TEXT]}
        raise FormTrouble(413, dict(_parsed(body, errors="replace")), much)
    try:
        fields = dict(_parsed(body, errors="strict"))
    except UnicodeDecodeError as error:
        read = dict(_parsed(body, errors="replace"))
        broken = {"text": problem_words.BROKEN_TEXT}
        raise FormTrouble(400, read, broken) from error
    if wait_s := refused_for_s():
        raise FormTrouble(429, fields, {"form": problem_words.slow_down(wait_s)})
    return fields


def _parsed(body: str, errors: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body, keep_blank_values=True, errors=errors, max_num_fields=MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise BadRequest(said(phrase("That form has too many fields."))) from error


def new_token() -> str:
    """Names one attempt at posting; hard to guess, since it leads to the keep code."""
    return secrets.token_urlsafe(16)
