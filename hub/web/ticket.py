"""The ticket of whoever posted or claimed: the attempt by which it is found again, how
long its keep code is shown, and the picture code that takes it along on a phone.
"""

from __future__ import annotations

from enum import Enum

from flask import url_for
from markupsafe import Markup

from hub.domain.ids import ClaimId, PostId, RecordId
from hub.web.own_posts import own_code
from hub.web.qr import qr_of_page
from hub.web.sessions import Face, current_face

SHOWN_S = 600.0
"""How long its page can be looked at again."""


class Purpose(Enum):
    """What somebody attempts with a form. The values stand in stored attempts."""

    POST = b"form"
    HELP = b"help"


def attempt_of(purpose: Purpose, token: str) -> bytes:
    """Apart from the API's keys, which their senders choose and others may guess."""
    return purpose.value + b"\0" + token.encode()


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
    return qr_of_page(url_for("posts.show", post_id=post, claim=claim, code=keep_code))
