"""What a browser's own posts have to ask: is it still needed? Personal, so it is never
part of what all who look at the board share.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from hub.domain.ids import PostId
from hub.service import PostView
from hub.web.hub_port import current_hub
from hub.web.own_posts import own_codes


@dataclass(frozen=True, slots=True)
class OwnAsk:
    """A post of this browser's that is over soon, unless its writer says no."""

    text: str
    kind: str
    url: str
    step_url: str


@dataclass(frozen=True, slots=True)
class OwnPosts:
    """What the board says to whoever wrote posts with this browser."""

    url: str
    asks: tuple[OwnAsk, ...]


def own_posts_here() -> OwnPosts | None:
    """None where nothing was written with this browser."""
    codes = own_codes()
    if not codes:
        return None
    ids = (PostId.parse(each) for each in codes)
    views = (current_hub().service.find(each) for each in ids if each is not None)
    asks = (_ask(each) for each in views if each and each.moment.ask_still_needed)
    return OwnPosts(url_for("helping.own"), tuple(asks))


def _ask(view: PostView) -> OwnAsk:
    post = view.post
    return OwnAsk(
        post.posted.text,
        post.posted.kind.value,
        url_for("posts.show", post_id=post.id),
        url_for("helping.take_step", post_id=post.id),
    )
