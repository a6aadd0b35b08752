"""The posts that may be told by radio, by their short ids: never one that is for this
hub alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Urgency
from hub.domain.ids import PostId
from hub.domain.reach import Reach, reach_of
from hub.mesh.texting.commands import Listing
from hub.mesh.texting.short_ids import resolve, short_id
from hub.service import HubService, PostView

_PRESSING = list(Urgency)


class Shown:
    """One hub's board as radios may see it."""

    def __init__(self, service: HubService) -> None:
        self._service = service

    def find(self, typed: str) -> list[PostView]:
        """Every post that may be meant by a short id; those that are over too, unless
        one that is not is meant as well."""
        everything = {each.post.id: each for each in self._all()}
        meant = [everything[each] for each in resolve(typed, everything)]
        going_on = [each for each in meant if not each.state.over]
        return going_on or meant

    def id_of(self, post: PostId) -> str:
        """What the post is called by text."""
        return short_id(post, (each.post.id for each in self._all()))

    def ids_of(self, posts: Iterable[PostId]) -> list[str]:
        """The same for several."""
        everything = [each.post.id for each in self._all()]
        return [short_id(each, everything) for each in posts]

    def listed(self, asked: Listing) -> list[PostView]:
        """What LIST shows: needs, the most pressing first, then offers; of each the
        oldest first."""
        wanted = [
            each
            for each in self._all()
            if not each.state.over and _is_asked_for(each, asked)
        ]
        return sorted(wanted, key=_rank)

    def _all(self) -> list[PostView]:
        posts = self._service.board().posts
        return [each for each in posts if reach_of(each.post.id) is Reach.ALL_HUBS]


def _is_asked_for(view: PostView, asked: Listing) -> bool:
    posted = view.post.posted
    if asked.kind is not None and posted.kind is not asked.kind:
        return False
    if asked.category is None:
        return True
    wanted = CATEGORIES.get(asked.category)
    if wanted is None:
        return False
    whole_group = wanted.name == wanted.group
    return posted.category == wanted or (
        whole_group and posted.category.group == wanted.group
    )


def _rank(view: PostView) -> tuple[bool, int, float, PostId]:
    posted = view.post.posted
    pressing = _PRESSING.index(posted.urgency)
    return posted.kind is Kind.OFFER, pressing, -view.age_s, view.post.id
