"""The page of one post, for whoever looks at it: everybody, its writer, its helpers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from flask import abort, render_template, url_for

from hub.domain.expiry import State
from hub.domain.ids import PostId
from hub.domain.matching import fitting
from hub.domain.texts import NOTE_LIMIT, THANKS_LIMIT
from hub.service import HubService, PostView
from hub.web import helping_words
from hub.web.hub_port import current_hub
from hub.web.known_here import is_known, known_claims, was_let_go
from hub.web.own_posts import own_code, own_codes
from hub.web.page_refusals import Refused
from hub.web.panels import helper_panel, writer_panel
from hub.web.phrases import Phrase
from hub.web.presenters import STATE_PICTURES, PostCard, post_card, reach_lines

MOST_FITTING = 5

NOTHING: Mapping[str, str] = MappingProxyType({})
TAKEN = Refused(200, MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a post; `lit`: whether there is something to be glad about."""

    picture: str
    words: Phrase
    lit: bool


def found(text: str) -> PostView:
    """The post of an address; a page that says so where there is none."""
    post_id = PostId.parse(text)
    view = current_hub().service.find(post_id) if post_id else None
    return view or abort(404)


def post_page(
    view: PostView,
    refusal: Refused = TAKEN,
    typed: Mapping[str, str] = NOTHING,
    done: str = "",
) -> tuple[str, int, dict[str, str]]:
    """`typed`: fields to be shown as they were sent; `done`: the step taken before."""
    service = current_hub().service
    page = render_template(
        "post.html",
        **_for_everybody(service, view),
        **_for_those_on_it(service, view),
        errors=refusal.problems,
        typed=typed,
        done_words=helping_words.DONE.get(done),
        note_limit=NOTE_LIMIT,
        thanks_limit=THANKS_LIMIT,
        **_standing_elsewhere(view, refusal),
    )
    return page, refusal.status, refusal.headers


def _standing_elsewhere(view: PostView, refusal: Refused) -> dict[str, str]:
    """A refusal stands at the address of a form, or of a code that was wrong: another
    language leads to the post's own, and says neither again."""
    own_address = url_for("posts.show", post_id=view.post.id)
    return {} if refusal is TAKEN else {"here": own_address}


def standing_of(view: PostView) -> Standing:
    """How it stands with a post."""
    glad = view.state in (State.CLAIMED, State.ARRANGED, State.PARTLY_MET, State.MET)
    return Standing(
        STATE_PICTURES[view.state], helping_words.standing(view.post, view.moment), glad
    )


def _for_everybody(service: HubService, view: PostView) -> dict[str, Any]:
    here, link = service.origin, current_hub().radio_status()
    return {
        "post": post_card(view, here, link),
        "standing": standing_of(view),
        "reach": reach_lines(view, here, link),
        "thanks": view.post.thanks,
        "fits": _fits(service, view),
    }


def _for_those_on_it(service: HubService, view: PostView) -> dict[str, Any]:
    """What only the writer and the helpers see, and who else may say who they are."""
    is_writer, claims = is_known(view.post.id), known_claims(view)
    helpers_here = [each for each in view.post.claims if service.is_ours(each.id)]
    kind = view.post.posted.kind
    words = helping_words.I_HELP_TOO if view.post.claims else helping_words.I_HELP
    return {
        "writer": writer_panel(service, view) if is_writer else None,
        "helping": [helper_panel(service, view, each) for each in claims],
        "not_needed": helping_words.NOT_NEEDED if was_let_go(view) else None,
        "help_words": None if is_writer or view.state.over else words[kind],
        "asks_writer": service.is_ours(view.post.id) and not is_writer,
        "asks_helper": len(helpers_here) > len(claims) and not is_writer,
    }


def _fits(service: HubService, view: PostView) -> list[PostCard]:
    """Below one's own post other people's: nobody needs to find their own."""
    here, link = service.origin, current_hub().radio_status()
    own = own_codes() if own_code(view.post.id) is not None else {}
    others = (each for each in service.board().posts if str(each.post.id) not in own)
    fits = fitting(view, others, here)
    return [post_card(each, here, link) for each in fits[:MOST_FITTING]]
