"""What came and what was met over seven days, as counts alone. Pure: folded from posts
and the ages of their records, so no clock on a wall and no calendar can spoil it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.domain.changes import Kind, Outcome
from hub.domain.expiry import DAY_S, Times, time_left_s
from hub.domain.post import Post

DAYS = 7
WEEK_S = DAYS * DAY_S

Counts = Mapping[tuple[Kind, str], int]
"""How many, by kind and by group of categories; what is not there is 0."""


@dataclass(frozen=True, slots=True)
class Day:
    """24 hours: how many needs and offers were posted, and how many were met."""

    posted: Counts
    met: Counts


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days, the oldest first; the last one ends now."""

    days: tuple[Day, ...]

    @property
    def met(self) -> int:
        """How many needs and offers were met."""
        return sum(sum(day.met.values()) for day in self.days)

    def met_of(self, kind: Kind, group: str | None = None) -> int:
        """How many of that kind were met, in all groups or in one."""
        return sum(_count(day.met, kind, group) for day in self.days)

    def posted(self, kind: Kind, group: str | None = None) -> int:
        """How many of that kind were posted, in all groups or in one."""
        return sum(_count(day.posted, kind, group) for day in self.days)


def _count(counts: Counts, kind: Kind, group: str | None) -> int:
    return sum(
        count
        for (of_kind, of_group), count in counts.items()
        if of_kind is kind and group in (None, of_group)
    )


def week_of(posts: Iterable[Post], times: Times) -> Week:
    """The week that ends now, as these posts tell it.

    A post counts on the day when it was written, wherever and however it came here, and
    once more on the day when it was met. `passing.GRACE_S` is longer than a week: so
    the records of all of them are held still, of what is long off the board too.
    """
    posted, met = ([Counter[tuple[Kind, str]]() for _ in range(DAYS)] for _ in "12")
    for post in posts:
        what = (post.posted.kind, post.posted.category.group)
        _count_in(posted, times.age_of(post.id), what)
        if post.outcome is Outcome.MET and post.ended_by is not None:
            _count_in(met, times.age_of(post.ended_by), what)
    days = zip(reversed(posted), reversed(met), strict=True)
    return Week(tuple(Day(*counts) for counts in days))


def _count_in(
    days: list[Counter[tuple[Kind, str]]], age_s: float, what: tuple[Kind, str]
) -> None:
    if age_s < WEEK_S:
        days[int(age_s // DAY_S)][what] += 1


def thanks_of(posts: Iterable[Post], times: Times) -> list[str]:
    """What writers said in thanks, the newest posts' first, and of one post the latest.

    Of posts on the board, or off it for no more than a week; never of one that its
    writer took down.
    """
    thanked = [each for each in posts if each.thanks and _is_of_late(each, times)]
    thanked.sort(key=lambda each: (times.age_of(each.id), each.id))
    return [text for post in thanked for text in reversed(post.thanks)]


def _is_of_late(post: Post, times: Times) -> bool:
    if post.outcome is Outcome.WITHDRAWN:
        return False
    if post.ended_by is not None:
        return times.age_of(post.ended_by) < WEEK_S
    left_s = time_left_s(post, times)
    return left_s is None or left_s > -WEEK_S


def of_late_for_s(post: Post, times: Times) -> float | None:
    """Seconds until it is a week ago that a post was met; None: it was not."""
    if post.outcome is not Outcome.MET or post.ended_by is None:
        return None
    return WEEK_S - times.age_of(post.ended_by)
