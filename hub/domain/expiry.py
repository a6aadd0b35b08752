"""What time does to a post: claims run out, the writer is asked, the post expires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from hub.domain.changes import Lifetime, Outcome
from hub.domain.ids import RecordId
from hub.domain.post import Claim, Post

HOUR_S = 3600.0
DAY_S = 24 * HOUR_S

LIFETIMES_S = {
    Lifetime.SIX_HOURS: 6 * HOUR_S,
    Lifetime.DAY: DAY_S,
    Lifetime.THREE_DAYS: 3 * DAY_S,
    Lifetime.WEEK: 7 * DAY_S,
    Lifetime.TWO_WEEKS: 14 * DAY_S,
    Lifetime.MONTH: 30 * DAY_S,
}
"""Seconds; a standing offer has none."""

LEAST_ASKING_S = 2 * HOUR_S
"""The writer of a short-lived post comes by once in this time, or it was not needed."""


class State(Enum):
    """Where a post is in its life."""

    OPEN = "open"
    CLAIMED = "claimed"
    ARRANGED = "arranged"
    PARTLY_MET = "partly_met"
    MET = "met"
    WITHDRAWN = "withdrawn"
    DONE_BY_OTHERS = "done_by_others"
    EXPIRED = "expired"

    @property
    def over(self) -> bool:
        """Whether the post is off the board."""
        return self in _OVER


_AFTER = {
    Outcome.MET: State.MET,
    Outcome.WITHDRAWN: State.WITHDRAWN,
    Outcome.DONE_BY_OTHERS: State.DONE_BY_OTHERS,
}
_OVER = frozenset({*_AFTER.values(), State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Times:
    """How old things are now.

    `age_of`: a record's age in seconds; `trusted`: whether the hub believes its clock.
    While it does not, nothing expires and no claim runs out: a bad clock at the start
    must not take a need off the board.
    """

    age_of: Callable[[RecordId], float]
    trusted: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A post at one moment.

    `holder` has it, `backups` stand by, `ran_out` said that they would and should be
    asked; `ask_still_needed`: the writer should be asked, for it expires soon.
    """

    state: State
    holder: Claim | None
    backups: tuple[Claim, ...]
    ran_out: tuple[Claim, ...]
    ask_still_needed: bool


def moment_of(post: Post, times: Times) -> Moment:
    """How it stands with a post now."""
    running = tuple(
        each
        for each in post.claims
        if post.outcome is not None or not claim_ran_out(each, times)
    )
    return Moment(
        state=state_at(post, times),
        holder=running[0] if running else None,
        backups=running[1:],
        ran_out=tuple(each for each in post.claims if each not in running),
        ask_still_needed=ask_still_needed(post, times),
    )


def state_at(post: Post, times: Times) -> State:
    """The furthest step of its life that a post has come to."""
    if post.outcome is not None:
        return _AFTER[post.outcome]
    if has_expired(post, times):
        return State.EXPIRED
    if post.partly_met:
        return State.PARTLY_MET
    running = [each for each in post.claims if not claim_ran_out(each, times)]
    # Whoever would like some of a standing offer leaves it there for the next.
    if not running or post.posted.lifetime is Lifetime.STANDING:
        return State.OPEN
    arranged = any(each.arranged for each in running)
    return State.ARRANGED if arranged else State.CLAIMED


def claim_ran_out(claim: Claim, times: Times) -> bool:
    """Whether a claim has lasted longer than its helper said."""
    return times.trusted and times.age_of(claim.id) > claim.hours * HOUR_S


def time_left_s(post: Post, times: Times) -> float | None:
    """Seconds until a post expires, below 0 after that; None for a standing offer."""
    lifetime_s = LIFETIMES_S.get(post.posted.lifetime)
    if lifetime_s is None:
        return None
    return lifetime_s - times.age_of(post.alive_from)


def has_expired(post: Post, times: Times) -> bool:
    """Whether a post has outlived its lifetime."""
    left_s = time_left_s(post, times)
    return times.trusted and left_s is not None and left_s < 0


def ask_still_needed(post: Post, times: Times) -> bool:
    """Whether to ask the writer: the last fifth of the lifetime, at least two hours."""
    left_s = time_left_s(post, times)
    if left_s is None or not times.trusted or post.outcome is not None:
        return False
    return 0 <= left_s <= _asking_s(post)


def next_turn_s(post: Post, times: Times) -> float | None:
    """Seconds until time alone changes something about a post; None: nothing will.

    While the clock is not trusted nothing does.
    """
    if not times.trusted or post.outcome is not None:
        return None
    turns = [claim.hours * HOUR_S - times.age_of(claim.id) for claim in post.claims]
    left_s = time_left_s(post, times)
    if left_s is not None:
        turns += [left_s - _asking_s(post), left_s]
    return min((turn for turn in turns if turn >= 0), default=None)


def _asking_s(post: Post) -> float:
    return max(LIFETIMES_S[post.posted.lifetime] / 5, LEAST_ASKING_S)
