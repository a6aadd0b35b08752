"""The API: the board as JSON, posting, status, health."""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from hub.domain.drafts import DraftInvalid
from hub.service import KeyReused, LedgerUnavailable, PostView
from hub.web import words
from hub.web.errors import json_error
from hub.web.hub_port import current_hub
from hub.web.presenters import radio_chip

pages = Blueprint("api", __name__)

MAX_KEY_LENGTH = 255


@pages.get("/api/board")
def board() -> Response:
    """The posts, in the order of their ids, or those that changed since a revision."""
    service = current_hub().service
    since = _revision(request.args.get("since", "0"))
    if since > service.revision:  # of a hub that was restored since: all is news
        since = 0
    view = service.board(since)
    response = jsonify(
        revision=view.revision, since=since, posts=[_post(each) for each in view.posts]
    )
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(f"{service.origin:08x}-{view.revision}")
    return response.make_conditional(request)  # type: ignore[return-value] # same class


def _revision(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise BadRequest("`since` is a revision: a whole number from 0.")
    return int(text)


def _post(view: PostView) -> dict[str, Any]:
    post, posted = view.post, view.post.posted
    return {
        "id": str(post.id),
        "kind": posted.kind.value,
        "category": posted.category.name,
        "text": posted.text,
        "urgency": posted.urgency.value,
        "state": view.state.value,
        "origin": f"{post.id.origin:08x}",
        "age_s": int(view.age_s),
    }


@pages.post("/api/posts")
def post() -> tuple[Response, int]:
    """Post a need or an offer; the same Idempotency-Key posts once."""
    fields = _json_object()
    key = request.headers.get("Idempotency-Key") or secrets.token_urlsafe(16)
    if len(key) > MAX_KEY_LENGTH:
        raise BadRequest(f"An Idempotency-Key has at most {MAX_KEY_LENGTH} letters.")
    try:
        accepted = current_hub().service.post(fields, b"api\0" + key.encode())
    except DraftInvalid as invalid:
        problems = {
            name: words.PROBLEMS[each] for name, each in invalid.problems.items()
        }
        return json_error(400, " ".join(problems.values()), fields=problems)
    except KeyReused:
        return json_error(422, "This Idempotency-Key came with another post before.")
    except LedgerUnavailable:
        return json_error(503, words.NOT_KEPT)
    response = jsonify(id=str(accepted.post_id), keep_code=accepted.keep_code)
    response.headers["Location"] = url_for("posts.show", post_id=accepted.post_id)
    return response, 201


def _json_object() -> dict[str, object]:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType("Send JSON, as application/json.")
    try:
        fields = json.loads(request.get_data().decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("That is not JSON in UTF-8.") from error
    if not isinstance(fields, dict):
        raise BadRequest("Send one JSON object.")
    return fields


@pages.get("/api/status")
def status() -> Response:
    """How it stands with this hub; nothing about any person."""
    hub = current_hub()
    link = hub.radio_status()
    radio: dict[str, Any] = {"state": radio_chip(link).state}
    if link is not None:
        radio |= {
            "why": link.why,
            "hubs_heard": [
                {"origin": f"{origin:08x}", "ago_s": int(ago_s)}
                for origin, ago_s in sorted(link.heard_ago_s.items())
            ],
            "waiting": link.sync.waiting,
            "wanted": link.sync.wanted,
            "counters": link.sync.counters,
            "seal": link.sync.seal.value,
        }
    return jsonify(
        name=hub.name,
        origin=f"{hub.service.origin:08x}",
        revision=hub.service.revision,
        posts=len(hub.service.board().posts),
        radio=radio,
        store={"state": hub.store_state},
    )


@pages.get("/healthz")
def healthz() -> Response:
    """The hub answers and can read its board."""
    return jsonify(ok=True, revision=current_hub().service.revision)
