"""What was typed at a post, kept by the session until it is said: while a neighbour
says who they are, or turns to another language. For that post only.
"""

from __future__ import annotations

from collections.abc import Mapping

from hub.domain.ids import PostId
from hub.domain.post import Post
from hub.web.sessions import current_session, known_session

FIELDS = ("note", "thanks", "text", "left", "claim", "handle", "hours")
CODE = "keep_code"
"""Kept for the next look alone."""

MOST_KEPT = 600
"""Letters of each, as of a draft."""


def keep_typed(post: PostId, fields: Mapping[str, str]) -> None:
    """Remember the words of a step, if there are any."""
    typed = {name: fields[name][:MOST_KEPT] for name in FIELDS if fields.get(name)}
    if typed:
        current_session().keep_draft(str(post), typed)


def keep_for_a_look(post: Post, fields: Mapping[str, str]) -> None:
    """Remember all that stands in a form, for its page in another language.

    Words of the post that nobody changed are not a correction.
    """
    names = (*FIELDS, CODE)
    said = {name: fields[name][:MOST_KEPT] for name in names if name in fields}
    if said.get("text", "").split() == post.posted.text.split():
        said["text"] = ""
    typed = {**typed_before(post.id), **said}
    kept = {name: words for name, words in typed.items() if words}
    current_session().keep_draft(str(post.id), kept)


def typed_before(post: PostId) -> dict[str, str]:
    """What was kept; empty where there is nothing. A keep code is told once."""
    session = known_session()
    kept = (session.draft(str(post)) if session else None) or {}
    typed = dict(kept)
    kept.pop(CODE, None)
    return typed


def forget_typed(post: PostId) -> None:
    """It was said."""
    session = known_session()
    if session is not None:
        session.drafts.pop(str(post), None)
