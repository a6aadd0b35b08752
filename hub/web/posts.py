"""Writing a post, its own page, and ending it with its keep code."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.domain.changes import Outcome
from hub.domain.guesses import TooManyGuesses
from hub.domain.ids import PostId
from hub.service import (
    LedgerUnavailable,
    NoSuchPost,
    PostView,
    WrongCode,
)
from hub.service.steps import Writer
from hub.web import problem_words as words
from hub.web.guard import FormTrouble, keyed_fields
from hub.web.hub_port import current_hub
from hub.web.phrases import Phrase, phrase
from hub.web.presenters import (
    CloseForm,
    post_card,
    reach_lines,
)
from hub.web.speaking import said

pages = Blueprint("posts", __name__)

MAX_CODE_LENGTH = 16

Page = str | Response | tuple[str, int]


@pages.get("/posts/<post_id>")
def show(post_id: str) -> Page:
    """One post."""
    code = request.args.get("code", "")[:MAX_CODE_LENGTH]
    return _post_page(_found(post_id), code, {})


@pages.post("/posts/<post_id>")
def close(post_id: str) -> Page:
    """Its writer says that it is met, or takes it down."""
    view = _found(post_id)
    try:
        fields = keyed_fields()
    except FormTrouble as trouble:
        typed = trouble.fields.get("keep_code", "")
        return _post_page(view, typed, trouble.problems), trouble.code or 400
    code = fields.get("keep_code", "")
    try:
        outcome = Outcome(fields.get("outcome", ""))
    except ValueError:
        abort(400, said(phrase("Is it met, or is it to be taken down?")))
    try:
        Writer(current_hub().service, view.post.id, code).close(outcome)
    except TooManyGuesses as many:
        return _post_page(view, code, {"keep_code": words.wait(many.wait_s)}), 429
    except WrongCode:
        return _post_page(view, code, {"keep_code": words.WRONG_CODE}), 403
    except NoSuchPost:
        abort(404)
    except LedgerUnavailable:
        return _post_page(view, code, {"form": words.NOT_KEPT}), 503
    return redirect(url_for("posts.show", post_id=post_id), 303)


def _post_page(view: PostView, keep_code: str, errors: Mapping[str, Phrase]) -> str:
    hub = current_hub()
    service, link = hub.service, hub.radio_status()
    return render_template(
        "post.html",
        post=post_card(view, service.origin, link),
        reach=reach_lines(view, service.origin, link),
        can_close=service.is_ours(view.post.id) and view.post.outcome is None,
        form=CloseForm(keep_code),
        errors=errors,
    )


def _found(text: str) -> PostView:
    post_id = PostId.parse(text)
    view = current_hub().service.find(post_id) if post_id else None
    if view is None:
        abort(404)
    return view
