"""The API: the board and its posts as JSON, posting, status, health."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, jsonify, request, url_for
from werkzeug.exceptions import BadRequest

from hub.domain.ids import PostId
from hub.web.hub_port import current_hub
from hub.web.json_requests import attempt, json_object
from hub.web.presenters import radio_chip
from hub.web.refusals import answer_refusals
from hub.web.views_json import alert_json, post_json
from radio.status import BudgetStatus

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
        raise BadRequest("`since` is a revision: a whole number from 0.")
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
            "budget": _budget(link.sync.budget),
        }
    return jsonify(
        name=hub.name,
        origin=f"{hub.service.origin:08x}",
        revision=hub.service.revision,
        posts=hub.service.post_count,
        radio=radio,
        store={"state": hub.store_state},
        clock={"source": hub.clock_source()},
        disputes=[
            {
                "origin": f"{each.dispute.origin:08x}",
                "first": each.dispute.first,
                "last": each.dispute.last,
                "came_from": [f"{sender:08x}" for sender in each.senders],
            }
            for each in hub.service.disputes()
        ],
        forgers={
            f"{origin:08x}": count
            for origin, count in sorted(hub.service.forgers().items())
        },
    )


def _budget(budget: BudgetStatus) -> dict[str, Any]:
    return {
        "waiting": {each.name.lower(): count for each, count in budget.waiting.items()},
        "used_share": round(budget.used_share, 4),
        "held_back": budget.held_back.value if budget.held_back else None,
    }


@pages.get("/healthz")
def healthz() -> Response:
    """The hub answers and can read its board."""
    return jsonify(ok=True, revision=current_hub().service.revision)
