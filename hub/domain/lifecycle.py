"""What the records of one post come to, in whatever order they came.

A post is told anew from the set of all that was said of it, in the order of the
records' ids: so the order of arrival can't matter, and what counts is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hub.domain.changes import (
    Arranged,
    Claimed,
    ClaimHeard,
    Closed,
    Corrected,
    Noted,
    OnClaim,
    OnPost,
    PartlyMet,
    Posted,
    Released,
    Renewed,
    Thanked,
)
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.post import Claim, Note, Post

ClaimHistory = Mapping[RecordId, OnClaim]


@dataclass(slots=True)
class History:
    """All that was said of one post, by the record that said it."""

    posted: Posted | None = None
    changes: dict[RecordId, OnPost] = field(default_factory=dict)


def may_say(writer: int, post: PostId, change: OnPost) -> bool:
    """Whether a record of hub `writer` may say that about that post."""
    match change:
        case Claimed():
            return True
        case Noted(claim=claim, from_writer=False):
            return claim is not None and claim.read_in(writer).origin == writer
    return writer == post.origin


def tell(
    post_id: PostId, history: History, about: Mapping[ClaimId, ClaimHistory]
) -> Post | None:
    """The post, or None before it was posted; `about`: what was said of each claim."""
    if history.posted is None:
        return None
    told = Post(
        id=post_id,
        posted=history.posted,
        outcome=None,
        partly_met=False,
        quantity_left=history.posted.quantity,
        alive_from=post_id,
    )
    for record, change in sorted(history.changes.items(), key=_by_id):
        told = _with(told, record, change)
    return replace(
        told,
        claims=_claims(post_id, history, about),
        notes=_notes(history),
    )


def _by_id(item: tuple[RecordId, object]) -> RecordId:
    return item[0]


def _with(post: Post, record: RecordId, change: OnPost) -> Post:
    """The post after one more change of its own hub's."""
    match change:
        case PartlyMet(left=left):
            return replace(post, partly_met=True, quantity_left=left or None)
        case Closed(outcome=outcome) if post.outcome is None:
            return replace(post, outcome=outcome, ended_by=record)
        case Renewed():
            return replace(post, alive_from=record)
        case Corrected():
            posted = _corrected(post.posted, change)
            still = change.quantity or post.quantity_left
            return replace(post, posted=posted, quantity_left=still)
        case Thanked(text=text):
            return replace(post, thanks=(*post.thanks, text))
    return post


def _corrected(posted: Posted, change: Corrected) -> Posted:
    return replace(
        posted,
        text=change.text or posted.text,
        category=change.category or posted.category,
        urgency=change.urgency or posted.urgency,
        quantity=change.quantity or posted.quantity,
    )


def _claims(
    post_id: PostId, history: History, about: Mapping[ClaimId, ClaimHistory]
) -> tuple[Claim, ...]:
    """The claims that stand: whom the writer arranged it with, then as they came."""
    ranked = []
    for claim_id, claimed in _claimed(history).items():
        said = about.get(claim_id, {})
        if _is_released(said, claim_id, post_id):
            continue
        heard_at = _heard_at(said, claim_id, post_id)
        arranged = any(
            isinstance(change, Arranged) and record.origin == post_id.origin
            for record, change in said.items()
        )
        heard = heard_at is not None
        claim = Claim(claim_id, claimed.handle, claimed.hours, heard, arranged)
        ranked.append(((not arranged, not heard, heard_at or 0, claim_id), claim))
    return tuple(claim for _, claim in sorted(ranked, key=lambda each: each[0]))


def _claimed(history: History) -> dict[ClaimId, Claimed]:
    return {
        ClaimId(record.origin, record.sequence): change
        for record, change in history.changes.items()
        if isinstance(change, Claimed)
    }


def _is_released(said: ClaimHistory, claim: ClaimId, post: PostId) -> bool:
    return any(
        isinstance(change, Released) and record.origin in (claim.origin, post.origin)
        for record, change in said.items()
    )


def _heard_at(said: ClaimHistory, claim: ClaimId, post: PostId) -> int | None:
    """The sequence at which the post's hub took a claim in: its own, as it was made."""
    if claim.origin == post.origin:
        return claim.sequence
    heard = [
        record.sequence
        for record, change in said.items()
        if isinstance(change, ClaimHeard) and record.origin == post.origin
    ]
    return min(heard, default=None)


def _notes(history: History) -> tuple[Note, ...]:
    claimed = _claimed(history)
    notes = []
    for record, change in sorted(history.changes.items(), key=_by_id):
        if not isinstance(change, Noted):
            continue
        claim = change.claim.read_in(record.origin) if change.claim else None
        # Only who claimed this very post is its helper.
        if change.from_writer or claim in claimed:
            by_writer, to = change.from_writer, change.helpers
            notes.append(Note(record, change.text, by_writer, claim, to))
    return tuple(notes)
