"""Writing a post in four steps that each ask one thing: what they lead to."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hub.domain.checks import DraftInvalid
from hub.domain.drafts import check_text
from hub.service import KeyReused, LedgerUnavailable
from hub.web import problem_words
from hub.web.drafts import add_to_draft, count_in, draft_of, forget_draft, stepped
from hub.web.guard import TOKEN, FormTrouble, new_token
from hub.web.hub_port import current_hub
from hub.web.language_choice import turned
from hub.web.mending import lead_to_mend, sent_fields, to_mend
from hub.web.own_posts import keep_code
from hub.web.phrases import Phrase
from hub.web.posting_steps import Step, shown_step, step_of
from hub.web.presenters import post_card
from hub.web.sayings import saying_of
from hub.web.speaking import said
from hub.web.ticket import Purpose, attempt_of, is_shown, to_take_along

pages = Blueprint("posting", __name__)

Page = str | Response | tuple[str, int]


@pages.get("/new/<any(need, offer):kind>")
def begin(kind: str) -> Page:
    """What is it about?"""
    return _page(kind, new_token(), Step.WHAT, {}, {})


@pages.get("/new/<any(need, offer):kind>/<token>/<any(what, words, reach):step>")
def look(kind: str, token: str, step: str) -> Page:
    """A step, with what was said so far, and what of it is to mend."""
    mend = to_mend()
    if mend is not None:
        return _page(kind, token, Step(step), mend.typed, mend.problems)
    draft = draft_of(token)
    if draft is not None:
        return _page(kind, token, Step(step), draft, {})
    attempt = attempt_of(Purpose.POST, token)
    if TOKEN.fullmatch(token) and current_hub().service.recall(attempt):
        return redirect(url_for("posting.posted", token=token), 303)
    return redirect(url_for("posting.begin", kind=kind), 303)


@pages.post("/new/<any(need, offer):kind>/<token>/<any(what, words, reach):step>")
def take(kind: str, token: str, step: str) -> Page:
    """Keep what a step says, and go on, back, or stay with what is to mend."""
    if not TOKEN.fullmatch(token):
        abort(404)
    at = Step(step)
    try:
        fields = sent_fields()
    except FormTrouble as trouble:
        draft = {**add_to_draft(token, trouble.fields), **trouble.fields}
        return _page(kind, token, at, draft, trouble.problems), trouble.code or 400
    fields |= _touched(fields.get("saying", ""), fields)
    add_to_draft(token, fields)
    if "language" in fields:
        return turned(fields["language"], _address(kind, token, at))
    if "go" in fields:
        return _go(fields["go"], kind, token, at)
    return _ahead(kind, token, at, fields)


def _touched(saying_id: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What a ready phrase says, in the words that the neighbour saw."""
    saying = saying_of(saying_id)
    if saying is None:
        return {}
    count = count_in(fields.get("quantity", "")) or 1
    return {
        "text": said(saying.counting(count)),
        "category": saying.category.name,
        "quantity": str(count) if saying.counted else "",
    }


def _go(where: str, kind: str, token: str, at: Step) -> Page:
    """Back, or one more, or one less: nothing has to be right for that."""
    if where == "back":
        before = at.before
        if before is None:
            return redirect(url_for("board.show"), 303)
        return redirect(_address(kind, token, before), 303)
    quantity = (draft_of(token) or {}).get("quantity", "")
    add_to_draft(token, {"quantity": stepped(quantity, where)})
    return redirect(_address(kind, token, at), 303)


def _ahead(kind: str, token: str, at: Step, fields: Mapping[str, str]) -> Page:
    """The next step; from the last one, onto the board."""
    draft = {**(draft_of(token) or {}), **fields}
    try:
        if at is Step.WORDS:
            check_text(draft.get("text"))
        if at is Step.REACH:
            return _post(kind, token, draft)
    except DraftInvalid as invalid:
        problems = problem_words.problems(invalid.problems)
        address = _address(kind, token, step_of(problems, at))
        return lead_to_mend(address, draft, problems)
    following = Step.WORDS if at is Step.WHAT else Step.REACH
    return redirect(_address(kind, token, following), 303)


def _post(kind: str, token: str, draft: Mapping[str, str]) -> Page:
    """Onto the board, once however often it is sent. Raises DraftInvalid."""
    service = current_hub().service
    try:
        accepted = service.post(
            {**draft, "kind": kind}, attempt_of(Purpose.POST, token)
        )
    except KeyReused:
        fresh = new_token()
        add_to_draft(fresh, draft)
        reused = {"form": problem_words.KEY_REUSED}
        return lead_to_mend(_address(kind, fresh, Step.REACH), draft, reused)
    except LedgerUnavailable:
        not_kept = {"form": problem_words.NOT_KEPT}
        return lead_to_mend(_address(kind, token, Step.REACH), draft, not_kept)
    keep_code(accepted.post_id, accepted.keep_code)
    forget_draft(token)
    return redirect(url_for("posting.posted", token=token), 303)


@pages.get("/posted/<token>")
def posted(token: str) -> Page:
    """Posted: the keep code, to be written down or taken along."""
    hub = current_hub()
    accepted = hub.service.recall(attempt_of(Purpose.POST, token))
    view = hub.service.find(accepted.post_id) if accepted else None
    if accepted is None or view is None:
        abort(404)
    if not is_shown(accepted.post_id, view.age_s):
        return redirect(url_for("posts.show", post_id=accepted.post_id), 303)
    return render_template(
        "posting/posted.html",
        post=post_card(view, hub.service.origin, hub.radio_status()),
        keep_code=accepted.keep_code,
        token=token,
        qr_svg=to_take_along(accepted.post_id, accepted.keep_code),
    )


def _address(kind: str, token: str, step: Step) -> str:
    return url_for("posting.look", kind=kind, token=token, step=step.value)


def _page(
    kind: str,
    token: str,
    step: Step,
    draft: Mapping[str, str],
    errors: Mapping[str, Phrase],
) -> str:
    return render_template(
        f"posting/{step.value}.html",
        **shown_step(kind, step, draft),
        token=token,
        errors=errors,
    )
