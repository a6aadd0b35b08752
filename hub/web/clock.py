"""Who may say the time: a steward, and visitors' phones, many together."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from hub.service import Role
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.json_requests import json_object, who_in
from hub.web.phrases import phrase
from hub.web.problem_words import NOT_THE_CODE
from hub.web.refusals import answer_refusals
from hub.web.sessions import is_at_the_hub
from hub.web.speaking import said

pages = Blueprint("clock", __name__)
answer_refusals(pages, NOT_THE_CODE)


@pages.post("/api/clock")
def say() -> Response:
    """A steward says how late it is; the answer names whom the hub believes now."""
    fields, hub = json_object(), current_hub()
    unix_s = _time(fields.get("time"))
    hub.stewards.prove(*who_in(fields), Role.STEWARD, device=current_device())
    try:
        hub.clock.say(unix_s)
    except ValueError as error:
        never = phrase("It can't be that early, or that late.")
        raise BadRequest(said(never)) from error
    return jsonify(source=hub.clock.state().source)


@pages.post("/clock-hint")
def hear() -> tuple[str, int]:
    """A phone says how late it is. The screen's browser knows no more than the hub."""
    now_ms = json_object().get("now_ms")
    with suppress(OverflowError):
        if isinstance(now_ms, int | float) and not is_at_the_hub():
            current_hub().clock.hear(request.remote_addr or "", now_ms / 1000)
    return "", 204


def _time(given: object) -> float:
    """Seconds since 1970, or a date and time with its zone. Raises BadRequest."""
    try:
        if isinstance(given, int | float) and not isinstance(given, bool):
            return float(given)
        told = datetime.fromisoformat(str(given))
        if told.tzinfo is not None:
            return told.astimezone(UTC).timestamp()
    except (ValueError, OverflowError):
        pass
    how = phrase(
        "Send the time as `time`: seconds since 1970, or as in 2026-11-21T21:00Z."
    )
    raise BadRequest(said(how))
