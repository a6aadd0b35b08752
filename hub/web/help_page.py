"""The page on which a neighbour says that they help: by what name, and until when."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template

from hub.domain.reach import LOCAL
from hub.domain.texts import HANDLE_LIMIT
from hub.service import PostView
from hub.web import helping_words
from hub.web.hub_port import current_hub
from hub.web.page_refusals import Refused
from hub.web.post_page import NOTHING, TAKEN
from hub.web.presenters import Choice, post_card


def help_page(
    view: PostView,
    token: str,
    refusal: Refused = TAKEN,
    typed: Mapping[str, str] = NOTHING,
) -> tuple[str, int]:
    """`typed`: fields to be shown as they were sent."""
    hub, kind = current_hub(), view.post.posted.kind
    is_local = view.post.id.origin == LOCAL
    page = render_template(
        "helping/help.html",
        post=post_card(view, hub.service.origin, hub.radio_status()),
        title=helping_words.I_HELP[kind],
        taken_words=helping_words.TAKEN[kind] if view.moment.holder else None,
        hours=[Choice(str(h), label) for h, label in helping_words.HOURS.items()],
        name_words=helping_words.NAME_STAYS if is_local else helping_words.NAME_TRAVELS,
        handle_limit=HANDLE_LIMIT,
        usual_hours=str(helping_words.USUAL_HOURS),
        token=token,
        typed=typed,
        errors=refusal.problems,
    )
    return page, refusal.status
