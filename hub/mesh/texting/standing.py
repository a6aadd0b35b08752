"""Which post a radio means, and what it made of it: who may do what by text."""

from __future__ import annotations

from enum import Enum

from hub.domain.ids import ClaimId, PostId
from hub.domain.post import Note, Post
from hub.mesh.texting.asking import Asker
from hub.mesh.texting.commands import OnPost
from hub.mesh.texting.neighbours import Neighbours
from hub.mesh.texting.sayings import Refusal
from hub.mesh.texting.shown import Shown
from hub.service import HubService, PostView
from hub.service.radios import Owned

MAX_SEVERAL = 5


class Whose(Enum):
    """Which hub a step that a radio takes concerns, as far as this one knows."""

    OURS = "ours"
    """What the radio made of the post was written here."""

    OUR_POST = "our post"
    """The post was written here, but not by that radio; it may have claimed it at
    another hub."""

    ELSEWHERE = "elsewhere"
    NOBODYS = "nobody's"


class Standing:
    """What radios are to posts. For one thread."""

    def __init__(
        self, service: HubService, shown: Shown, neighbours: Neighbours
    ) -> None:
        self._service = service
        self._shown = shown
        self._neighbours = neighbours

    def one(self, asked: OnPost) -> PostView:
        """The one post that is meant. Raises Refusal."""
        typed = asked.short_id
        if not typed:
            raise Refusal(lambda say: say.which_one(asked.about))
        found = self._shown.find(typed)
        if not found:
            raise Refusal(lambda say: say.no_such(typed))
        if len(found) > 1:
            ids = self._shown.ids_of(each.post.id for each in found[:MAX_SEVERAL])
            raise Refusal(lambda say: say.several(typed, ids))
        return found[0]

    def is_writer(self, asker: Asker, post: PostId) -> bool:
        """Whether that radio posted it."""
        owned = self._neighbours.owned_by(asker.radio, post)
        return any(not each.is_claim for each in owned)

    def has_part(self, asker: Asker, post: PostId) -> bool:
        """Whether that radio posted it, or claimed it, here."""
        return any(self._neighbours.owned_by(asker.radio, post))

    def part_in(self, asker: Asker, view: PostView) -> Owned:
        """What that radio made, the post or else its latest claim, where this text may
        change it. Raises Refusal."""
        owned = list(self._neighbours.owned_by(asker.radio, view.post.id))
        posted = [each for each in owned if not each.is_claim]
        part = next(reversed(posted or owned), None)
        if part is None:
            raise self.not_writer(view)
        if not asker.may_change(part):
            raise Refusal(
                lambda say: (
                    say.direct_please() if asker.open_air else say.unsure_radio()
                )
            )
        return part

    def notes_for(self, asker: Asker, view: PostView) -> list[str]:
        """What others noted for that neighbour, the latest first: only in answer to a
        message that nobody else can have written, since only such an answer is sure to
        go sealed."""
        if not asker.proved:
            return []
        owned = list(self._neighbours.owned_by(asker.radio, view.post.id))
        owned = [each for each in owned if asker.may_change(each)]
        told = {note.id for each in owned for note in notes_to(each, view.post)}
        return [note.text for note in reversed(view.post.notes) if note.id in told]

    def not_writer(self, view: PostView) -> Refusal:
        """Only its writer may do that."""
        short_id = self._shown.id_of(view.post.id)
        return Refusal(lambda say: say.not_writer(short_id))

    def knows(self, typed: str) -> bool:
        """Whether some post here is meant by that short id."""
        return any(self._shown.find(typed))

    def whose(self, radio: int, typed: str) -> Whose:
        """Which hub is the one to answer a step of that radio."""
        found = [each.post.id for each in self._shown.find(typed)]
        if any(any(self._neighbours.owned_by(radio, each)) for each in found):
            return Whose.OURS
        if any(map(self._service.is_ours, found)):
            return Whose.OUR_POST
        return Whose.ELSEWHERE if found else Whose.NOBODYS


def notes_to(owned: Owned, post: Post) -> list[Note]:
    """What others noted for who posted, or who made that claim, while it stands."""
    notes = post.notes_for(claim_of(owned)) if owned.is_claim else post.notes
    return [each for each in notes if each.from_writer is owned.is_claim]


def claim_of(owned: Owned) -> ClaimId:
    """The claim that a radio made."""
    return ClaimId(owned.record.origin, owned.record.sequence)
