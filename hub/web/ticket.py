"""The ticket of whoever posted or claimed: how long its keep code is shown, and the
picture code that takes it along on a phone.
"""

from __future__ import annotations

from flask import url_for
from markupsafe import Markup

from hub.domain.ids import ClaimId, PostId, RecordId
from hub.web.hub_port import current_hub
from hub.web.own_posts import own_code
from hub.web.qr import qr_of
from hub.web.sessions import Face, current_face

SHOWN_S = 600.0
"""How long its page can be looked at again."""


def is_shown(record: RecordId, age_s: float) -> bool:
    """Whether the code of a post or claim, so old, may still be shown here.

    On the touchscreen to the visitor who was given it alone: the next one can go back
    to every address that the browser has been at.
    """
    is_theirs = current_face() is Face.HAND or own_code(record) is not None
    return is_theirs and age_s <= SHOWN_S


def to_take_along(
    post: PostId, keep_code: str, claim: ClaimId | None = None
) -> Markup | None:
    """The post's address with the code filled in, where phones have an address."""
    address = current_hub().phone_address
    if address is None:
        return None
    path = url_for("posts.show", post_id=post, claim=claim, code=keep_code)
    return qr_of(address + path)
