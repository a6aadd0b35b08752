"""What was typed at a post, kept by the session until it is said: while a neighbour
says who they are, or turns to another language. For that post only.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.domain.ids import PostId
from hub.web.sessions import current_session, known_session

FIELDS = ("note", "thanks", "text", "left", "claim", "handle", "hours")
MOST_KEPT = 600
"""Letters of each, as of a draft."""


def keep_typed(post: PostId, fields: Mapping[str, str]) -> None:
    """Remember the words of a step, if there are any."""
    typed = {name: fields[name][:MOST_KEPT] for name in FIELDS if fields.get(name)}
    if typed:
        current_session().keep_draft(str(post), typed)


def typed_before(post: PostId) -> dict[str, str]:
    """What was kept; empty where there is nothing."""
    session = known_session()
    return dict((session.draft(str(post)) if session else None) or {})


def forget_typed(post: PostId) -> None:
    """It was said."""
    session = known_session()
    if session is not None:
        session.drafts.pop(str(post), None)
