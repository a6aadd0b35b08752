"""Claiming a post, the steps of its writer and of its helpers, and what this browser
wrote or claimed: what each form leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from hub.domain.ids import ClaimId, RecordId
from hub.service import Accepted, KeyReused, NoSuchPost, PostView
from hub.service.steps import Helper, Writer, claim
from hub.web import helping_words
from hub.web.drafts import stepped
from hub.web.guard import TOKEN, FormTrouble, keyed_fields, new_token
from hub.web.help_page import help_page
from hub.web.hub_port import current_hub
from hub.web.known_here import prove_here, recognise
from hub.web.language_choice import turned
from hub.web.mending import lead_to_mend, sent_fields, to_mend
from hub.web.once import take_once
from hub.web.own_list import own_list
from hub.web.own_posts import drop_code, forget_codes, keep_code
from hub.web.page_refusals import REFUSALS, Refused, is_to_mend, refused, typed_in
from hub.web.phrases import Phrase
from hub.web.post_page import NOTHING, TAKEN, found, post_page
from hub.web.presenters import post_card
from hub.web.step_table import HELPERS, WRITERS
from hub.web.ticket import Purpose, attempt_of, is_shown, to_take_along
from hub.web.typed_before import (
    forget_typed,
    keep_for_a_look,
    keep_typed,
    typed_before,
)

pages = Blueprint("helping", __name__)

Page = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]
Fields = Mapping[str, str]


@pages.get("/posts/<post_id>/help")
def ask(post_id: str) -> Page:
    """By what name, and until when?"""
    view = found(post_id)
    if view.state.over:
        return _to(view)
    mend = to_mend()
    if mend is not None:
        token = _token_in(mend.typed)
        return help_page(view, token, Refused(200, mend.problems), mend.typed)
    return help_page(view, new_token(), typed=typed_before(view.post.id))


@pages.post("/posts/<post_id>/help")
def help_it(post_id: str) -> Page:
    """A neighbour is on it, once however often it is sent."""
    view, fields = found(post_id), NOTHING
    try:
        fields = sent_fields()
        if "language" in fields:
            keep_typed(view.post.id, fields)
            return turned(fields["language"], request.path)
        token = _token_in(fields)
        accepted = _claimed(view, fields, token)
    except KeyReused:
        anew = {**fields, "token": new_token()}
        return lead_to_mend(request.path, anew, {"form": helping_words.HELPED_BEFORE})
    except NoSuchPost:
        return _mend(view, NOTHING, {"form": helping_words.HAS_ENDED})
    except REFUSALS as error:
        typed, refusal = typed_in(error, fields), refused(error)
        keep_typed(view.post.id, typed)
        if is_to_mend(error):
            return lead_to_mend(request.path, typed, refusal.problems)
        return help_page(view, _token_in(typed), refusal, typed)
    keep_code(accepted.claim_id, accepted.keep_code)
    forget_typed(view.post.id)
    return redirect(url_for("helping.helped", token=token), 303)


@pages.get("/helped/<token>")
def helped(token: str) -> Page:
    """Thank you: the helper's keep code, to be written down or taken along."""
    service = current_hub().service
    accepted = service.recall(attempt_of(Purpose.HELP, token))
    post_id = service.post_of(accepted.claim_id) if accepted else None
    view = service.find(post_id) if post_id else None
    if accepted is None or view is None:
        abort(404)
    if not is_shown(accepted.claim_id, service.age_of(accepted.record)):
        return _to(view)
    return render_template(
        "helping/helped.html",
        post=post_card(view, service.origin, current_hub().radio_status()),
        is_far=not service.is_ours(view.post.id),
        keep_code=accepted.keep_code,
        claim_id=accepted.claim_id,
        qr_svg=to_take_along(view.post.id, accepted.keep_code, accepted.claim_id),
    )


@pages.post("/posts/<post_id>/own")
def say_whose(post_id: str) -> Page:
    """The writer, or a helper, types the keep code."""
    view, fields = found(post_id), NOTHING
    try:
        fields = sent_fields()
        if "language" in fields:
            return _in_language(view, fields)
        recognise(view, fields.get("keep_code", ""))
    except REFUSALS as error:
        return _refused_page(view, error, typed_in(error, fields))
    keep_typed(view.post.id, fields)
    return _to(view, done="own")


@pages.post("/posts/<post_id>/step")
def take_step(post_id: str) -> Page:
    """The writer takes a step."""
    view = found(post_id)

    def take(fields: Fields) -> None:
        step = WRITERS.get(fields.get("step", "")) or abort(400)
        step(Writer(current_hub().service, view.post.id, None), fields)

    return _after_step(view, view.post.id, take)


@pages.post("/posts/<post_id>/claims/<claim_id>/step")
def take_helpers_step(post_id: str, claim_id: str) -> Page:
    """A helper takes a step."""
    view, claimed = found(post_id), ClaimId.parse(claim_id) or abort(404)

    def take(fields: Fields) -> None:
        step = HELPERS.get(fields.get("step", "")) or abort(400)
        step(Helper(current_hub().service, view.post.id, claimed, None), fields)

    return _after_step(view, claimed, take, {"release": "back"})


@pages.get("/own")
def own() -> Page:
    """What was posted and claimed from here."""
    return _own_page(TAKEN)


@pages.post("/own/forget")
def forget() -> Page:
    """Nothing on this browser leads to a post any more."""
    try:
        keyed_fields()
    except FormTrouble as trouble:
        return _own_page(refused(trouble))
    forget_codes()
    return redirect(url_for("helping.own"), 303)


def _own_page(refusal: Refused) -> Page:
    page = render_template(
        "helping/own.html",
        entries=own_list(),
        errors=refusal.problems,
        here=url_for("helping.own"),
    )
    return page, refusal.status


def _after_step(
    view: PostView,
    who: RecordId,
    take: Callable[[Fields], None],
    done: Fields = NOTHING,
) -> Page:
    """Take a step of the one with that record's code; `done`: what to say of it then,
    where that is not the step's own name."""
    fields = NOTHING
    try:
        fields = sent_fields()
        if "language" in fields:
            return _in_language(view, _with_claim(fields, who))
        if "go" in fields:
            left = stepped(fields.get("left", ""), fields["go"])
            return _to(view, left=left)
        take_once(fields, lambda: _take_proved(who, take, fields))
    except REFUSALS as error:
        return _refused_page(view, error, _with_claim(typed_in(error, fields), who))
    forget_typed(view.post.id)
    if isinstance(who, ClaimId) and fields["step"] == "release":
        drop_code(who)
    if fields.get("back") == "board":
        return redirect(url_for("board.show"), 303)
    return _to(view, done=done.get(fields["step"], fields["step"]))


def _take_proved(who: RecordId, take: Callable[[Fields], None], fields: Fields) -> None:
    prove_here(who)
    take(fields)


def _refused_page(view: PostView, error: Exception, typed: Fields) -> Page:
    """The post with what is to mend; another language shows the words again."""
    if "language" in typed:
        return _in_language(view, typed)
    keep_typed(view.post.id, typed)
    if is_to_mend(error):
        return _mend(view, typed, refused(error).problems)
    return post_page(view, refused(error), typed)


def _mend(view: PostView, typed: Fields, problems: Mapping[str, Phrase]) -> Response:
    """The post with what is to mend, at an address apart: its own shows it as it is."""
    address = url_for("posts.show", post_id=view.post.id, mend=1)
    return lead_to_mend(address, typed, problems)


def _in_language(view: PostView, typed: Fields) -> Response:
    """The post in another language, with all that was typed."""
    keep_for_a_look(view.post, typed)
    address = url_for("posts.show", post_id=view.post.id)
    return turned(typed["language"], address)


def _with_claim(typed: Fields, who: RecordId) -> Fields:
    """Words of a helper are shown again at that helper's field."""
    return {**typed, "claim": str(who)} if isinstance(who, ClaimId) else typed


def _to(view: PostView, done: str | None = None, left: str | None = None) -> Response:
    """What is None is left out of the address."""
    anchor = None if left is None else "partly"
    address = url_for(
        "posts.show", post_id=view.post.id, done=done, left=left, _anchor=anchor
    )
    return redirect(address, 303)


def _claimed(view: PostView, fields: Fields, token: str) -> Accepted:
    """Raises what the service raises."""
    handle, hours = fields.get("handle"), fields.get("hours")
    service, key = current_hub().service, attempt_of(Purpose.HELP, token)
    return claim(service, view.post.id, handle, hours, key)


def _token_in(fields: Fields) -> str:
    token = fields.get("token", "")
    return token if TOKEN.fullmatch(token) else new_token()
