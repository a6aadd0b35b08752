"""The board: what is needed and offered now."""

from __future__ import annotations

from flask import Blueprint, render_template

from hub.domain.changes import Kind, Urgency
from hub.service import PostView
from hub.web import words
from hub.web.hub_port import current_hub
from hub.web.presenters import alert_card, post_card

pages = Blueprint("board", __name__)

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


@pages.get("/")
def show() -> str:
    """Needs and offers that are not over, the most pressing first, then the oldest."""
    hub = current_hub()
    board, here, link = hub.service.board(), hub.service.origin, hub.radio_status()
    live = [view for view in board.posts if not view.state.over]
    live.sort(key=lambda view: (_RANK[view.post.posted.urgency], -view.age_s))
    return render_template(
        "board.html",
        alerts=[alert_card(each) for each in board.alerts],
        clock_words=None if board.clock_trusted else words.CLOCK_UNKNOWN,
        needs=[post_card(each, here, link) for each in _of_kind(live, Kind.NEED)],
        offers=[post_card(each, here, link) for each in _of_kind(live, Kind.OFFER)],
    )


def _of_kind(views: list[PostView], kind: Kind) -> list[PostView]:
    return [view for view in views if view.post.posted.kind is kind]
