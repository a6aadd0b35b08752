"""The API: the board and its posts as JSON, posting, health."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request, url_for
from werkzeug.exceptions import BadRequest

from hub.domain.ids import PostId
from hub.web.hub_port import current_hub
from hub.web.json_requests import attempt, json_object
from hub.web.phrases import phrase
from hub.web.refusals import answer_refusals
from hub.web.speaking import said
from hub.web.views_json import alert_json, post_json

pages = Blueprint("api", __name__)
answer_refusals(pages)


@pages.get("/api/board")
def board() -> Response:
    """The posts, in the order of their ids, or those that changed since a revision.

    How far a post got is no news, as its age is none: each digest heard would cost
    every phone its 304 and the whole board.
    """
    service = current_hub().service
    since = _revision(request.args.get("since", "0"))
    if since > service.revision:  # of a hub that was restored since: all is news
        since = 0
    tag = f"{service.origin:08x}-{service.revision}"
    if request.if_none_match.contains(tag):
        return _tagged(Response(status=304), tag)
    view, link = service.board(since), current_hub().radio_status()
    response = jsonify(
        revision=view.revision,
        since=since,
        clock="trusted" if view.clock_trusted else "unknown",
        alerts=[alert_json(each) for each in view.alerts],
        posts=[post_json(each, link) for each in view.posts],
    )
    return _tagged(response, f"{service.origin:08x}-{view.revision}")


def _tagged(response: Response, tag: str) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(tag)
    return response


def _revision(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise BadRequest(said(phrase("`since` is a revision: a whole number from 0.")))
    return int(text)


@pages.post("/api/posts")
def post() -> tuple[Response, int]:
    """Post a need or an offer; the same Idempotency-Key posts once."""
    accepted = current_hub().service.post(json_object(), attempt(b"api"))
    response = jsonify(id=str(accepted.post_id), keep_code=accepted.keep_code)
    response.headers["Location"] = url_for("posts.show", post_id=accepted.post_id)
    return response, 201


@pages.get("/api/posts/<post_id>")
def one(post_id: str) -> Response:
    """One post as it is now, and how far it got."""
    hub, parsed = current_hub(), PostId.parse(post_id)
    view = hub.service.find(parsed) if parsed else None
    return jsonify(post_json(view or abort(404), hub.radio_status()))


@pages.get("/healthz")
def healthz() -> Response:
    """The hub answers and can read its board."""
    return jsonify(ok=True, revision=current_hub().service.revision)
