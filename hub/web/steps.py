"""The API for writers and helpers: claims, and the steps of a post's life."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from flask import Blueprint, Response, abort, jsonify
from werkzeug.exceptions import BadRequest

from hub.domain.changes import Outcome
from hub.domain.ids import ClaimId, PostId
from hub.domain.post import Note
from hub.service import PostView
from hub.service.steps import Helper, Writer, claim
from hub.web.hub_port import current_hub
from hub.web.json_requests import attempt, json_object, word_in
from hub.web.phrases import phrase
from hub.web.refusals import answer_refusals
from hub.web.speaking import said
from hub.web.views_json import post_json

pages = Blueprint("steps", __name__, url_prefix="/api/posts/<post_id>")
answer_refusals(pages)

Fields = dict[str, object]


def _claim_in(fields: Fields) -> ClaimId:
    parsed = ClaimId.parse(word_in(fields, "claim"))
    if parsed is None:
        raise BadRequest(said(phrase("Which claim? Send its id as `claim`.")))
    return parsed


def _said(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _close(outcome: Outcome, writer: Writer, _fields: Fields) -> None:
    writer.close(outcome)


WRITERS: Mapping[str, Callable[[Writer, Fields], None]] = MappingProxyType(
    {
        **{each.value: partial(_close, each) for each in Outcome},
        "partly_met": lambda writer, fields: writer.partly_met(fields.get("left", 0)),
        "renew": lambda writer, _: writer.renew(),
        "correct": lambda writer, fields: writer.correct(_said(fields, "text")),
        "arrange": lambda writer, fields: writer.arrange(_claim_in(fields)),
        "release": lambda writer, fields: writer.release(_claim_in(fields)),
        "thank": lambda writer, fields: writer.thank(_said(fields, "thanks")),
        "note": lambda writer, fields: writer.note(_said(fields, "note")),
        "": lambda _writer, _fields: None,
    }
)
"""What the writer of a post can say of it; nothing: only look."""

HELPERS: Mapping[str, Callable[[Helper, Fields], None]] = MappingProxyType(
    {
        "release": lambda helper, _: helper.release(),
        "note": lambda helper, fields: helper.note(_said(fields, "note")),
        "": lambda _helper, _fields: None,
    }
)
"""What a helper can say."""


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
    step(Writer(service, parsed, word_in(fields, "keep_code")), fields)
    view = service.find(parsed) or abort(404)
    post = post_json(view, current_hub().radio_status())
    return jsonify(post=post, notes=_notes(view, None))


@pages.post("/claims/<claim_id>")
def help_it(post_id: str, claim_id: str) -> Response:
    """A helper takes a step, or only looks; how to reach the writer, if they may."""
    parsed, claimed = _post(post_id), ClaimId.parse(claim_id) or abort(404)
    fields, service = json_object(), current_hub().service
    step = _step(fields, HELPERS)
    helper = Helper(service, parsed, claimed, word_in(fields, "keep_code"))
    step(helper, fields)
    view = service.find(parsed) or abort(404)
    contact = helper.contact()
    return jsonify(
        post=post_json(view, current_hub().radio_status()),
        notes=_notes(view, claimed),
        contact=contact.text if contact is not None else None,
    )


def _post(post_id: str) -> PostId:
    return PostId.parse(post_id) or abort(404)


def _step(fields: Fields, steps: Mapping[str, Any]) -> Any:
    step = steps.get(word_in(fields, "step"))
    if step is None:
        known = ", ".join(sorted(filter(None, steps)))
        unknown = phrase("There is no such step. There are: %(known)s.", known=known)
        raise BadRequest(said(unknown))
    return step


def _notes(view: PostView, reader: ClaimId | None) -> list[dict[str, Any]]:
    """What that helper may read, or the writer: None. Others' notes are theirs."""
    return [
        {
            "text": note.text,
            "from": "writer" if note.from_writer else "helper",
            "claim": str(note.claim) if note.claim is not None else None,
        }
        for note in view.post.notes
        if reader is None or _is_for(note, reader)
    ]


def _is_for(note: Note, reader: ClaimId) -> bool:
    return note.claim == reader or (note.from_writer and note.claim is None)
