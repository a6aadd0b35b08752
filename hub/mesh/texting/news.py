"""What became of posts that radios here made: who wrote and who helps is told by text.
Decides only. Notes are not told unasked: a direct message may go unsealed, where our
radio does not know its reader's key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hub.domain.buckets import Lately
from hub.domain.ids import PostId, RecordId
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.sayings import Saying
from hub.mesh.texting.shown import Shown
from hub.mesh.texting.standing import claim_of, notes_to
from hub.service import PostView
from hub.service.radios import Owned

MAX_POSTS = 1000


@dataclass(frozen=True, slots=True)
class ToTell:
    """Something that a radio's neighbour is to be told, in a direct message."""

    radio: int = field(repr=False)
    saying: Saying


@dataclass(slots=True)
class _Told:
    """Which claims and notes are told, or need not be."""

    records: set[RecordId] = field(default_factory=set)
    over: bool = False
    asked: bool = False


class News:
    """What is new to radios. For one thread."""

    def __init__(
        self, neighbours: Neighbours, shown: Shown, begun: Iterable[PostView]
    ) -> None:
        """`begun`: the posts that there are; what they say is no news."""
        self._neighbours = neighbours
        self._shown = shown
        self._told: Lately[PostId, _Told] = Lately(MAX_POSTS, _Told)
        owned = self._owners()
        for view in begun:
            if view.post.id in owned:
                self._mark(view)

    def of(self, changed: Iterable[PostView]) -> list[ToTell]:
        """What is to be told of posts that changed."""
        by_post = self._owners()
        news = []
        for view in changed:
            for radio, owned in by_post.get(view.post.id, ()):
                news += [ToTell(radio, each) for each in self._for(owned, view)]
            if view.post.id in by_post:
                self._mark(view)
        return news

    def _owners(self) -> dict[PostId, list[tuple[int, Owned]]]:
        by_post: dict[PostId, list[tuple[int, Owned]]] = {}
        for radio, owned in self._neighbours.all_owned():
            by_post.setdefault(owned.post, []).append((radio, owned))
        return by_post

    def _for(self, owned: Owned, view: PostView) -> Iterator[Saying]:
        short_id = self._shown.id_of(view.post.id)
        told = self._told[view.post.id]
        if owned.is_claim:
            yield from _for_helper(owned, view, told, short_id)
        else:
            yield from _for_writer(view, told, short_id)
        notes = notes_to(owned, view.post)
        if any(each.id.plain not in told.records for each in notes):
            yield lambda say: say.note_waits(short_id)

    def _mark(self, view: PostView) -> None:
        told = self._told[view.post.id]
        told.records = {each.id.plain for each in view.post.claims}
        told.records |= {each.id.plain for each in view.post.notes}
        told.over = view.state.over
        told.asked = view.moment.ask_still_needed


def _for_writer(view: PostView, told: _Told, short_id: str) -> Iterator[Saying]:
    if any(each.id.plain not in told.records for each in view.post.claims):
        yield lambda say: say.helper_found(short_id)
    if view.moment.ask_still_needed and not told.asked:
        yield lambda say: say.still_needed(short_id, view.post.posted.text)


def _for_helper(
    owned: Owned, view: PostView, told: _Told, short_id: str
) -> Iterator[Saying]:
    claims = [each.id for each in view.post.claims]
    if claim_of(owned) in claims and view.state.over and not told.over:
        yield lambda say: say.over(short_id)
