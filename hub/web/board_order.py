"""Which posts stand on the board, in which order. Pure; it makes no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub.domain.changes import Kind, Urgency
from hub.domain.expiry import State
from hub.domain.ids import PostId
from hub.domain.matching import fit_counts
from hub.service import PostView

_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}
_TAKEN = frozenset({State.CLAIMED, State.ARRANGED})
"""Somebody is on it: what nobody looks after yet comes first."""


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """What is not over, the most pressing first; `fits`: posts that could meet one.

    `counts`: how many needs and offers there are of each of the nine groups.
    """

    needs: tuple[PostView, ...]
    offers: tuple[PostView, ...]
    counts: Mapping[str, int]
    fits: Mapping[PostId, int]

    def column(self, kind: Kind, about: str = "") -> list[PostView]:
        """The posts of a kind, all or those of one group."""
        views = self.needs if kind is Kind.NEED else self.offers
        return [each for each in views if not about or _group(each) == about]


def ordered(posts: Iterable[PostView]) -> BoardOrder:
    """Put posts in the order in which people are to see them.

    By urgency; then what is open before what somebody is on; then the oldest first.
    """
    live = sorted((view for view in posts if not view.state.over), key=_place)
    return BoardOrder(
        tuple(each for each in live if each.post.posted.kind is Kind.NEED),
        tuple(each for each in live if each.post.posted.kind is Kind.OFFER),
        Counter(map(_group, live)),
        fit_counts(live),
    )


def _place(view: PostView) -> tuple[int, bool, float, PostId]:
    rank = _RANK[view.post.posted.urgency]
    return rank, view.state in _TAKEN, -view.age_s, view.post.id


def _group(view: PostView) -> str:
    return view.post.posted.category.group
