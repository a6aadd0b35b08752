"""What the service refuses, as JSON: one answer for each refusal, on every route."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.domain.checks import DraftInvalid
from hub.domain.guesses import TooManyGuesses
from hub.service import KeyReused, LedgerUnavailable, NoSuchPost, WrongCode
from hub.web import words
from hub.web.errors import json_error

MAX_KEY_LENGTH = 255

Answer = Response | tuple[Response, int]


def answer_refusals(pages: Blueprint) -> None:
    """Let the blueprint's views leave every refusal of the service to this file."""
    pages.register_error_handler(DraftInvalid, _invalid)
    pages.register_error_handler(KeyReused, _reused)
    pages.register_error_handler(LedgerUnavailable, _unavailable)
    pages.register_error_handler(NoSuchPost, _unknown)
    pages.register_error_handler(WrongCode, _wrong)
    pages.register_error_handler(TooManyGuesses, _too_many)


def json_object() -> dict[str, object]:
    """The JSON object that was sent."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send JSON, as application/json.")
    try:
        fields = json.loads(request.get_data().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("That is not JSON in UTF-8.") from error
    if not isinstance(fields, dict):
        raise BadRequest("Send one JSON object.")
    return fields


def word_in(fields: dict[str, object], name: str) -> str:
    """A short text of that name; empty where there is none."""
    value = fields.get(name)
    return value[:MAX_KEY_LENGTH] if isinstance(value, str) else ""


def _invalid(invalid: DraftInvalid) -> Answer:
    problems = words.problems(invalid.problems)
    return json_error(400, " ".join(problems.values()), fields=problems)


def _reused(_: KeyReused) -> Answer:
    return json_error(422, "This Idempotency-Key came with another post before.")


def _unavailable(_: LedgerUnavailable) -> Answer:
    return json_error(503, words.NOT_KEPT)


def _unknown(_: NoSuchPost) -> Answer:
    return json_error(404, "There is nothing of that id that can be changed here.")


def _wrong(_: WrongCode) -> Answer:
    return json_error(403, words.WRONG_CODE)


def _too_many(many: TooManyGuesses) -> Answer:
    answer, status = json_error(429, words.wait(many.wait_s))
    answer.headers["Retry-After"] = str(int(many.wait_s) + 1)
    return answer, status
