"""Writing a post, its own page, and ending it with its keep code."""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType

import segno
from flask import Blueprint, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from hub.domain.changes import Outcome
from hub.domain.checks import DraftInvalid, Problem
from hub.domain.guesses import TooManyGuesses
from hub.domain.ids import PostId
from hub.domain.texts import TEXT_LIMIT
from hub.service import (
    Accepted,
    KeyReused,
    LedgerUnavailable,
    NoSuchPost,
    PostView,
    WrongCode,
)
from hub.service.steps import Writer
from hub.web import problem_words as words
from hub.web.guard import BrokenText, TooMuchText, form_fields, new_token, token_in
from hub.web.hub_port import current_hub
from hub.web.phrases import Phrase, phrase
from hub.web.presenters import (
    CloseForm,
    PostForm,
    category_choices,
    place_choices,
    post_card,
    reach_choices,
    reach_lines,
    urgency_choices,
)
from hub.web.speaking import said

pages = Blueprint("posts", __name__)

CODE_SHOWN_S = 600.0
"""How long the page with the keep code can be looked at again after posting."""

MAX_CODE_LENGTH = 16
TOO_LONG = MappingProxyType({"text": Problem.LONG_TEXT})

Page = str | Response | tuple[str, int]


@pages.get("/new/<any(need, offer):kind>")
def form(kind: str) -> Page:
    """An empty form."""
    return _form_page(kind, {}, {})


@pages.post("/new/<any(need, offer):kind>")
def create(kind: str) -> Page:
    """Post what the form says, or show it again with what is to mend."""
    try:
        fields = form_fields()
    except BrokenText as broken:
        return _form_page(kind, broken.fields, {"text": words.BROKEN_TEXT}), 400
    except TooMuchText as much:
        return _form_page(kind, much.fields, words.problems(TOO_LONG)), 413
    token = token_in(fields)
    try:
        current_hub().service.post({**fields, "kind": kind}, _key(token))
    except DraftInvalid as invalid:
        problems = words.problems(invalid.problems)
        return _form_page(kind, fields, problems), 400
    except KeyReused:
        fresh = {**fields, "form_token": new_token()}
        return _form_page(kind, fresh, {"form": words.KEY_REUSED}), 422
    except LedgerUnavailable:
        return _form_page(kind, fields, {"form": words.NOT_KEPT}), 503
    return redirect(url_for("posts.posted", token=token), 303)


def _form_page(
    kind: str, fields: Mapping[str, str], errors: Mapping[str, Phrase]
) -> str:
    return render_template(
        "post_form.html",
        kind=kind,
        categories=category_choices(),
        urgencies=urgency_choices(),
        form=PostForm(
            fields.get("category", ""),
            fields.get("text", ""),
            fields.get("urgency", "") or "whenever",
            fields.get("place", ""),
            fields.get("reach", "") or "all_hubs",
        ),
        reaches=reach_choices(),
        places=place_choices(current_hub().service.places()),
        errors=errors,
        token=token_in(fields),
        text_limit=TEXT_LIMIT,
    )


@pages.get("/posted/<token>")
def posted(token: str) -> Page:
    """Posted: the keep code, to be written down or taken along."""
    hub = current_hub()
    accepted = hub.service.recall(_key(token))
    if accepted is None:
        abort(404)
    view = _found(str(accepted.post_id))
    if view.age_s > CODE_SHOWN_S:
        return redirect(url_for("posts.show", post_id=accepted.post_id), 303)
    return render_template(
        "posted.html",
        post=post_card(view, hub.service.origin, hub.radio_status()),
        keep_code=accepted.keep_code,
        qr_svg=_qr_code(accepted),
        post_url=url_for("posts.show", post_id=accepted.post_id),
    )


def _key(token: str) -> bytes:
    """Apart from the API's keys, which their senders choose and others may guess."""
    return b"form\0" + token.encode()


@pages.get("/posts/<post_id>")
def show(post_id: str) -> Page:
    """One post."""
    code = request.args.get("code", "")[:MAX_CODE_LENGTH]
    return _post_page(_found(post_id), code, {})


@pages.post("/posts/<post_id>")
def close(post_id: str) -> Page:
    """Its writer says that it is met, or takes it down."""
    view = _found(post_id)
    fields = form_fields()
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


def _qr_code(accepted: Accepted) -> Markup | None:
    """The post's address with its code filled in, where phones have an address."""
    address = current_hub().phone_address
    if address is None:
        return None
    path = url_for("posts.show", post_id=accepted.post_id, code=accepted.keep_code)
    drawn = io.BytesIO()
    segno.make(address + path, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True
    )
    return Markup(drawn.getvalue().decode("utf-8"))  # noqa: S704 - drawn by segno
