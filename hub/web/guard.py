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
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from hub.web.phrases import phrase
from hub.web.speaking import said

MAX_BODY_BYTES = 16 * 1024
MAX_READ_BYTES = 256 * 1024
"""Of a form that is too large this much is read, to show the text again."""

MAX_FIELDS = 20
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
FORM = "application/x-www-form-urlencoded"


class BrokenText(BadRequest):
    """The body is not UTF-8; `fields` is what could be read of it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(said(phrase("Part of that could not be read as text.")))
        self.fields = fields


class TooMuchText(RequestEntityTooLarge):
    """The form is too large to be a post; `fields` is what it said."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(said(phrase("That is too much for a post.")))
        self.fields = fields


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


def form_fields() -> dict[str, str]:
    """The fields of a urlencoded form, read strictly.

    Flask's own parser puts a replacement character where bytes are broken, and a
    neighbour's words would change without a word. Raises BrokenText, TooMuchText and
    other HTTP errors.
    """
    if request.mimetype != FORM:
        raise UnsupportedMediaType(said(phrase("This page takes a form.")))
    request.max_content_length = MAX_READ_BYTES
    octets = request.get_data()
    body = octets.decode("latin-1")
    if len(octets) > MAX_BODY_BYTES:
        raise TooMuchText(dict(_parsed(body, errors="replace")))
    try:
        return dict(_parsed(body, errors="strict"))
    except UnicodeDecodeError as error:
        raise BrokenText(dict(_parsed(body, errors="replace"))) from error


def _parsed(body: str, errors: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body, keep_blank_values=True, errors=errors, max_num_fields=MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise
    except ValueError as error:
        raise BadRequest(said(phrase("That form has too many fields."))) from error


def token_in(fields: Mapping[str, str]) -> str:
    """The form's token, or a new one where it brought none of ours."""
    token = fields.get("form_token", "")
    return token if TOKEN.fullmatch(token) else new_token()


def new_token() -> str:
    """Names one attempt at posting; hard to guess, since it leads to the keep code."""
    return secrets.token_urlsafe(16)
