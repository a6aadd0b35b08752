"""What the service answers, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.alerts import Alert
from hub.domain.expiry import Moment, State
from hub.domain.ids import AlertId, ClaimId, PostId, RecordId
from hub.domain.post import Post
from hub.domain.provenance import Dispute
from hub.domain.record import HubId


class KeyReused(Exception):
    """The same idempotency key came with another draft."""


class NoSuchPost(Exception):
    """No post, or claim, of that id can be changed on this hub."""


class NotIntroduced(Exception):
    """The other hub's keys are not known yet: nothing can be sealed for it."""


class WrongCode(Exception):
    """That is not the code of the post, the alert or the person."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A post, a claim or an alert is durable. `keep_code` as people see it."""

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

    @property
    def alert_id(self) -> AlertId:
        """The id of the alert that was accepted."""
        return AlertId(self.record.origin, self.record.sequence)


@dataclass(frozen=True, slots=True)
class PostView:
    """A post, how it stands now, its age in s, and the revision that changed it.

    `proved`: whether it was written here, or its hub's signature says that it is its.
    """

    post: Post
    moment: Moment
    age_s: float
    revision: int
    proved: bool

    @property
    def state(self) -> State:
        """Where the post is in its life."""
        return self.moment.state


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Records that are not what their hub signed, and the hubs they came from."""

    dispute: Dispute
    senders: tuple[HubId, ...]


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert that is on, and its age in s."""

    alert: Alert
    age_s: float


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board at one moment; the revision grows with everything that changes it.

    `clock_trusted`: while not, nothing expires and ages are the least they can be.
    """

    revision: int
    clock_trusted: bool
    posts: tuple[PostView, ...]
    alerts: tuple[AlertView, ...]
