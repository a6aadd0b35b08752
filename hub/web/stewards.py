"""The API for stewards and those they vouch for: alerts, places, vouching."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify

from hub.domain.ids import AlertId
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.json_requests import attempt, json_object, who_in, word_in
from hub.web.problem_words import NOT_THE_CODE
from hub.web.refusals import answer_refusals

pages = Blueprint("stewards", __name__, url_prefix="/api")
answer_refusals(pages, NOT_THE_CODE)

Answer = tuple[Response, int] | tuple[str, int]


@pages.post("/alerts")
def raise_alert() -> Answer:
    """Warn everybody; the keep code in the answer calls it off."""
    fields = json_object()
    accepted = current_hub().stewards.raise_alert(
        who_in(fields),
        fields.get("alert"),
        fields.get("hours"),
        attempt(b"alert"),
        current_device(),
    )
    return jsonify(id=str(accepted.alert_id), keep_code=accepted.keep_code), 201


@pages.post("/alerts/<alert_id>/end")
def end_alert(alert_id: str) -> Answer:
    """Call it off."""
    parsed = AlertId.parse(alert_id) or abort(404)
    code = word_in(json_object(), "keep_code")
    current_hub().stewards.end_alert(parsed, code, current_device())
    return "", 204


@pages.get("/places")
def places() -> Response:
    """The coarse places that a post here can name."""
    named = current_hub().service.places()
    return jsonify(
        places=[{"number": number, "name": name} for number, name in named.items()]
    )


@pages.put("/places/<int:number>")
def name_place(number: int) -> Answer:
    """Name one, or take it off the list with an empty name."""
    fields = json_object()
    who, name = who_in(fields), fields.get("place_name")
    current_hub().stewards.name_place(who, number, name, current_device())
    return "", 204


@pages.post("/vouched")
def vouch() -> Answer:
    """Vouch for somebody, who may raise alerts then with the code in the answer."""
    fields = json_object()
    who, name = who_in(fields), word_in(fields, "handle")
    code = current_hub().stewards.vouch(who, name, current_device())
    return jsonify(code=code), 201
