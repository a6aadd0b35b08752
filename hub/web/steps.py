"""The API for writers and helpers: claims, and the steps of a post's life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Blueprint, Response, abort, jsonify
from werkzeug.exceptions import BadRequest

from hub.domain.ids import ClaimId, PostId
from hub.domain.post import Note
from hub.service.steps import Helper, Writer, claim
from hub.web.devices import current_device
from hub.web.hub_port import current_hub
from hub.web.json_requests import attempt, json_object, word_in
from hub.web.phrases import phrase
from hub.web.refusals import answer_refusals
from hub.web.speaking import said
from hub.web.step_table import HELPERS, WRITERS, Fields
from hub.web.views_json import post_json

pages = Blueprint("steps", __name__, url_prefix="/api/posts/<post_id>")
answer_refusals(pages)

Who = TypeVar("Who", Writer, Helper)


@pages.post("/claims")
def claim_it(post_id: str) -> tuple[Response, int]:
    """A neighbour will help; the keep code in the answer is for their next steps."""
    fields, service = json_object(), current_hub().service
    handle, hours = fields.get("handle"), fields.get("hours")
    accepted = claim(service, _post(post_id), handle, hours, attempt(b"claim"))
    return jsonify(id=str(accepted.claim_id), keep_code=accepted.keep_code), 201


@pages.post("/writer")
def write(post_id: str) -> Response:
    """The writer takes a step, or only looks; the post and all its notes."""
    parsed, fields = _post(post_id), json_object()
    service = current_hub().service
    step = _step(fields, WRITERS)
    service.prove(parsed, word_in(fields, "keep_code"), current_device())
    step(Writer(service, parsed, None), fields)
    view = service.find(parsed) or abort(404)
    post = post_json(view, current_hub().radio_status())
    return jsonify(post=post, notes=[*map(_note, view.post.notes)])


@pages.post("/claims/<claim_id>")
def help_it(post_id: str, claim_id: str) -> Response:
    """A helper takes a step, or only looks; how to reach the writer, if they may."""
    parsed, claimed = _post(post_id), ClaimId.parse(claim_id) or abort(404)
    fields, service = json_object(), current_hub().service
    step = _step(fields, HELPERS)
    service.prove(claimed, word_in(fields, "keep_code"), current_device())
    helper = Helper(service, parsed, claimed, None)
    step(helper, fields)
    view = service.find(parsed) or abort(404)
    contact = helper.contact()
    return jsonify(
        post=post_json(view, current_hub().radio_status()),
        notes=[*map(_note, helper.notes())],
        contact=contact.text if contact is not None else None,
    )


def _post(post_id: str) -> PostId:
    return PostId.parse(post_id) or abort(404)


def _step(
    fields: dict[str, object], steps: Mapping[str, Callable[[Who, Fields], None]]
) -> Callable[[Who, Fields], None]:
    """The step that is asked for; none is only a look."""
    name = word_in(fields, "step")
    if not name:
        return lambda _who, _fields: None
    if name not in steps:
        known = ", ".join(sorted(steps))
        unknown = phrase("There is no such step. There are: %(known)s.", known=known)
        raise BadRequest(said(unknown))
    return steps[name]


def _note(note: Note) -> dict[str, Any]:
    return {
        "text": note.text,
        "from": "writer" if note.from_writer else "helper",
        "claim": str(note.claim) if note.claim is not None else None,
    }
