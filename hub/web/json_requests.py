"""Reading what a program sends as JSON; what it means is the service's."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from flask import request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.domain.checks import given
from hub.web.phrases import phrase
from hub.web.speaking import said

MAX_WORD_LENGTH = 255


def json_object() -> dict[str, object]:
    """The JSON object that was sent."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType(said(phrase("Send JSON, as application/json.")))
    try:
        fields = json.loads(request.get_data().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest(said(phrase("That is not JSON in UTF-8."))) from error
    if not isinstance(fields, dict):
        raise BadRequest(said(phrase("Send one JSON object.")))
    return fields


def word_in(fields: Mapping[str, object], name: str) -> str:
    """A name or a code; empty where there is none."""
    return text_in(fields, name)[:MAX_WORD_LENGTH]


def who_in(fields: Mapping[str, object]) -> tuple[str, str]:
    """The name and the code of who says it. Raises DraftInvalid without a code."""
    said = {each: word_in(fields, each) for each in ("name", "code")}
    return said["name"], given(said, "code")


def text_in(fields: Mapping[str, object], name: str) -> str:
    """What somebody wrote, all of it; empty where there is nothing."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def attempt(purpose: bytes) -> bytes:
    """Names this attempt by its Idempotency-Key, or by chance where it has none.

    Attempts of different purposes never meet.
    """
    key = request.headers.get("Idempotency-Key") or secrets.token_urlsafe(16)
    if len(key) > MAX_WORD_LENGTH:
        long = phrase(
            "An Idempotency-Key has at most %(most)s letters.", most=MAX_WORD_LENGTH
        )
        raise BadRequest(said(long))
    return purpose + b"\0" + key.encode()
