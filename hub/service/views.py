"""What the service answers, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.expiry import Moment, State
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.post import Post


class KeyReused(Exception):
    """The same idempotency key came with another draft."""


class NoSuchPost(Exception):
    """No post, or claim, of that id can be changed on this hub."""


class WrongCode(Exception):
    """That is not the post's keep code."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A post or a claim is durable. `keep_code` as people see it."""

    record: RecordId
    keep_code: str

    @property
    def post_id(self) -> PostId:
        """The id of the post that was accepted."""
        return PostId(self.record.origin, self.record.sequence)

    @property
    def claim_id(self) -> ClaimId:
        """The id of the claim that was accepted."""
        return ClaimId(self.record.origin, self.record.sequence)


@dataclass(frozen=True, slots=True)
class PostView:
    """A post, how it stands now, its age in s, and the revision that changed it."""

    post: Post
    moment: Moment
    age_s: float
    revision: int

    @property
    def state(self) -> State:
        """Where the post is in its life."""
        return self.moment.state


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board at one moment; the revision grows with every record that comes in."""

    revision: int
    posts: tuple[PostView, ...]
