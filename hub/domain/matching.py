"""Which needs and offers could meet each other. Pure; it suggests, and decides nothing:
who helps whom is the neighbours' own business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, TypeVar

from hub.domain.categories import Category
from hub.domain.changes import Kind, Urgency
from hub.domain.expiry import State
from hub.domain.ids import PostId
from hub.domain.post import Post
from hub.domain.reach import LOCAL

OTHER = "other"
"""The group whose categories have nothing in common but that they fit nowhere else."""

_PRESSING = {urgency: rank for rank, urgency in enumerate(Urgency)}
_HELD = frozenset({State.CLAIMED, State.ARRANGED})


class Listed(Protocol):
    """A post as it stands on a board at one moment, `age_s` seconds old."""

    @property
    def post(self) -> Post:
        """What its records tell."""

    @property
    def state(self) -> State:
        """Where it is in its life."""

    @property
    def age_s(self) -> float:
        """Its age."""


Some = TypeVar("Some", bound=Listed)


def fitting(wanted: Listed, among: Iterable[Some], home: int) -> list[Some]:
    """The posts of the other kind that could meet this one, the best first.

    The nearest in kind first, then the nearest in place as hub `home` sees it, then
    what nobody holds yet, the most pressing, the oldest. Nothing fits what is over.
    """
    found = [each for each in among if fits(wanted, each)]
    return sorted(found, key=lambda each: _rank(wanted.post, each, home))


def fits(one: Listed, other: Listed) -> bool:
    """Whether the one could meet the other, either way round."""
    first, second = one.post.posted, other.post.posted
    return (
        first.kind is not second.kind
        and not one.state.over
        and not other.state.over
        and _pool(first.category) == _pool(second.category)
    )


def fit_counts(board: Iterable[Listed]) -> dict[PostId, int]:
    """For each need and offer that is not over, how many `fitting` would give."""
    live = [each.post for each in board if not each.state.over]
    there = Counter((each.posted.kind, _pool(each.posted.category)) for each in live)
    return {
        each.id: there[_other_kind(each.posted.kind), _pool(each.posted.category)]
        for each in live
    }


def _pool(category: Category) -> str:
    """What fits is all in one pool: of a group, or of a category without kin."""
    return category.name if category.group == OTHER else category.group


def _other_kind(kind: Kind) -> Kind:
    return Kind.OFFER if kind is Kind.NEED else Kind.NEED


def _rank(
    wanted: Post, each: Listed, home: int
) -> tuple[int, int, bool, int, float, PostId]:
    """Least for the best; no two posts have the same."""
    return (
        _apart(wanted.posted.category, each.post.posted.category),
        _distance(wanted, each.post, home),
        each.state in _HELD,
        _PRESSING[each.post.posted.urgency],
        -each.age_s,
        each.post.id,
    )


def _apart(one: Category, other: Category) -> int:
    """The same; the whole group and one of it; two different ones of a group."""
    if one == other:
        return 0
    return 1 if one.group in (one.name, other.name) else 2


def _distance(one: Post, other: Post, home: int) -> int:
    """The same place of a hub, the same hub, another hub."""
    if _hub_of(one.id, home) != _hub_of(other.id, home):
        return 2
    place = one.posted.place
    return 0 if place is not None and place == other.posted.place else 1


def _hub_of(post_id: PostId, home: int) -> int:
    return home if post_id.origin == LOCAL else post_id.origin
