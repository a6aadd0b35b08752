"""The page of a post, and the picture code that leads its writer or a helper there."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from hub.domain.ids import ClaimId
from hub.service import PostView
from hub.web.known_here import recognise
from hub.web.mending import to_mend
from hub.web.page_refusals import REFUSALS, Refused, refused
from hub.web.post_page import found, post_page
from hub.web.typed_before import typed_before

pages = Blueprint("posts", __name__)

MAX_CODE_LENGTH = 16

Page = Response | tuple[str, int, dict[str, str]]


@pages.get("/posts/<post_id>")
def show(post_id: str) -> Page:
    """One post. A code in the address is of a picture code that was scanned."""
    view = found(post_id)
    if "code" in request.args:
        return _recognised(view, request.args["code"][:MAX_CODE_LENGTH])
    mend = to_mend()
    if mend is not None:
        return post_page(view, Refused(200, mend.problems), mend.typed)
    typed = typed_before(view.post.id)
    if "left" in request.args:
        typed = {**typed, "left": request.args["left"][:MAX_CODE_LENGTH]}
    return post_page(view, typed=typed, done=request.args.get("done", ""))


def _recognised(view: PostView, code: str) -> Page:
    """This browser is known from now on; its history keeps no code."""
    claim = ClaimId.parse(request.args.get("claim", ""))
    try:
        recognise(view, code, claim)
    except REFUSALS as error:
        return post_page(view, refused(error), {"keep_code": code})
    address = url_for("posts.show", post_id=view.post.id, done="own")
    return redirect(address, 303)
