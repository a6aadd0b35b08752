"""Which records are over for everybody. Pure: the caller brings the board, the ages,
and the names that count as passed though they are not held.

A post passes with all that was ever said of it, a while after its lifetime, whether it
expired, was met or was taken down: until then what was said is its tombstone.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from hub.domain.board import Board
from hub.domain.expiry import DAY_S, HOUR_S, LIFETIMES_S, Times, time_left_s
from hub.domain.ids import AlertId, PostId, RecordId
from hub.domain.ties import Kind, Ties

GRACE_S = 30 * DAY_S
"""How long what has passed is kept: a post that was renewed on the far side of a split
comes back whole if the split lasted no longer than this."""

STANDING_S = 365 * DAY_S
"""How long a standing offer that ended has its tombstone, having no expiry: a hub that
heard of the offer and not of its end would show it for ever."""


def margin_s(lifetime_s: float) -> float:
    """How long after its lifetime something is over on every hub.

    Ages travel in steps of an eighth at most, rounded down; and a day, for hubs that
    nobody told the time while they were switched off.
    """
    return DAY_S + lifetime_s / 8


LONGEST_S = max(each + margin_s(each) for each in LIFETIMES_S.values())
"""No renewal keeps a post longer than that."""


HANGING = frozenset({Kind.POST, Kind.ALERT, Kind.CLAIM, Kind.SAID})
"""What passes with a post or an alert."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a hub holds now, and what it doesn't: `gone` counts as passed."""

    ties: Ties
    board: Board
    times: Times
    gone: Container[RecordId]


def passed(now: Situation) -> set[RecordId]:
    """The records held that have passed; none while the clock is not trusted.

    A signature passes with the first of what it is over: whoever lacks that can't
    check it any more.
    """
    if not now.times.trusted:
        return set()
    return _over_for(now, now.ties.kinds, 0.0)


def droppable(now: Situation, over: Collection[RecordId]) -> list[RecordId]:
    """Of the records that have passed those that nobody will ask for again, and that
    no proof needs."""
    long_over = _over_for(now, over, GRACE_S) if now.times.trusted else set()
    needed: set[RecordId] = set()
    for at, span in now.ties.signatures():
        held = [each for each in span if each in now.ties.kinds]
        if not long_over.issuperset(held):
            needed.update(held, [at])
    # A post that stays must not lose what says how it ended.
    staying = now.ties.kinds.keys() - (long_over - needed)
    needed.update([each for each in long_over if now.ties.root(each) in staying])
    return sorted(long_over - needed)


def _over_for(
    now: Situation, names: Collection[RecordId], for_s: float
) -> set[RecordId]:
    """Which of these passed at least `for_s` seconds ago."""
    verdicts: dict[RecordId, bool] = {}
    found = set()
    for name in names:
        if now.ties.kinds[name] in HANGING:
            root = now.ties.root(name)
            if root not in verdicts:
                verdicts[root] = _is_over(now, root, for_s)
            if verdicts[root] and now.times.age_of(name) >= for_s:
                found.add(name)
    found.update(each for each in _superseded(now, for_s) if each in names)
    for at, span in now.ties.signatures():
        if at in names and any(each in found or each in now.gone for each in span):
            found.add(at)
    return found


def awaited(now: Situation) -> list[PostId]:
    """The posts that count as passed and are not held, but were renewed since."""
    return [
        PostId(post.origin, post.sequence)
        for post in now.ties.renewals
        if post not in now.ties.kinds
        and post in now.gone
        and not _is_over(now, post, 0.0)
    ]


def _is_over(now: Situation, root: RecordId, for_s: float) -> bool:
    """Whether a post or an alert, held or not, has passed so long ago."""
    match now.ties.kinds.get(root):
        case Kind.POST:
            return _is_post_over(now, root, for_s)
        case Kind.ALERT:
            return _is_alert_over(now, root, for_s)
        case None:
            return root in now.gone and not _may_live(now, root, for_s)
    return False  # it says something of what is neither: nobody knows how long


def _is_post_over(now: Situation, name: RecordId, for_s: float) -> bool:
    post = now.board.post(PostId(name.origin, name.sequence))
    if post is None:
        return False
    left_s = time_left_s(post, now.times)
    if left_s is not None:
        margin = margin_s(LIFETIMES_S[post.posted.lifetime])
        return -left_s > margin + for_s
    ended = post.ended_by
    return ended is not None and now.times.age_of(ended) > STANDING_S + for_s


def _is_alert_over(now: Situation, name: RecordId, for_s: float) -> bool:
    alert = now.board.alert(AlertId(name.origin, name.sequence))
    if alert is None:
        return False
    lasts_s = alert.hours * HOUR_S
    return now.times.age_of(name) > lasts_s + margin_s(lasts_s) + for_s


def _may_live(now: Situation, post: RecordId, for_s: float) -> bool:
    """Whether a renewal may keep alive a post that is not held."""
    renewals = now.ties.renewals.get(post, ())
    return any(now.times.age_of(each) <= LONGEST_S + for_s for each in renewals)


def _superseded(now: Situation, for_s: float) -> Iterator[RecordId]:
    """Records that name a place which has had a later name for a while."""
    for named in now.ties.places.values():
        latest = max(named, default=None)
        if latest and now.times.age_of(latest) > margin_s(0) + for_s:
            yield from named - {latest}
