"""The sounds of the pages: their addresses, and whose words they say."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from hub.domain.changes import Kind
from hub.domain.ids import PostId
from hub.service import PostView
from hub.web.aloud.answer import aloud_response, reads_aloud
from hub.web.aloud.lines import board_lines, post_lines, posted_lines, step_lines
from hub.web.board_order import ordered
from hub.web.drafts import draft_of
from hub.web.hub_port import current_hub
from hub.web.posting_steps import Step, shown_step
from hub.web.presenters import (
    PostCard,
    alert_card,
    alerts_shown,
    post_card,
    reach_lines,
)
from hub.web.ticket import Purpose, attempt_of, is_shown

pages = Blueprint("aloud", __name__, url_prefix="/aloud")
pages.add_app_template_global(reads_aloud, "reads_aloud")

BOARD_S = 40.0
"""Who listens to the board wants to know what there is, not all of it."""


@pages.before_request
def at_the_screen() -> None:
    """Phones find nothing here, and no work is done for them."""
    if not reads_aloud():
        abort(404)


@pages.get("/board.wav")
def board() -> Response:
    """How much there is, and the most pressing of it."""
    seen = current_hub().service.board()
    order = ordered(seen.posts)
    needs, offers = ([*map(_card, order.column(kind))] for kind in Kind)
    alerts = map(alert_card, alerts_shown(seen.alerts))
    return aloud_response(board_lines(alerts, needs, offers), BOARD_S)


@pages.get("/posts/<post_id>.wav")
def post(post_id: str) -> Response:
    """One post."""
    hub = current_hub()
    parsed = PostId.parse(post_id)
    view = hub.service.find(parsed) if parsed else None
    if view is None:
        abort(404)
    reach = reach_lines(view, hub.service.origin, hub.radio_status())
    return aloud_response(post_lines(_card(view), reach))


@pages.get("/new/<any(need, offer):kind>/<token>/<any(what, words, reach):step>.wav")
def step(kind: str, token: str, step: str) -> Response:
    """A step of posting, with what was said so far."""
    at = Step(step)
    shown = shown_step(kind, at, draft_of(token) or {})
    return aloud_response(step_lines(Kind(kind), at, shown))


@pages.get("/posted/<token>.wav")
def posted(token: str) -> Response:
    """The keep code, letter by letter, while its page can be looked at."""
    service = current_hub().service
    accepted = service.recall(attempt_of(Purpose.POST, token))
    view = service.find(accepted.post_id) if accepted else None
    if accepted is None or view is None:
        abort(404)
    if not is_shown(accepted.post_id, view.age_s):
        abort(404)
    return aloud_response(posted_lines(accepted.keep_code))


def _card(view: PostView) -> PostCard:
    hub = current_hub()
    return post_card(view, hub.service.origin, hub.radio_status())
