"""What a record can say. A change holds no name, number or address of a person.

A handle is a nickname that a neighbour chose to be seen under, or nothing. Ids in
a change may leave out the origin of the hub that wrote it: see `RecordId.read_in`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hub.domain.categories import Category
from hub.domain.ids import AlertId, ClaimId, PostId


class Kind(Enum):
    """What a post is: something asked for, or something given."""

    NEED = "need"
    OFFER = "offer"


class Urgency(Enum):
    """By when it matters, most pressing first."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"
    WHENEVER = "whenever"


class Outcome(Enum):
    """How a post ended."""

    MET = "met"
    WITHDRAWN = "withdrawn"
    DONE_BY_OTHERS = "done_by_others"


class Lifetime(Enum):
    """How long a post stays unless its writer says that it is still needed."""

    SIX_HOURS = "6h"
    DAY = "1d"
    THREE_DAYS = "3d"
    WEEK = "1w"
    TWO_WEEKS = "2w"
    MONTH = "1m"
    STANDING = "standing"
    """Without an end: for offers only."""


USUAL_LIFETIMES = {
    Urgency.NOW: Lifetime.DAY,
    Urgency.TODAY: Lifetime.THREE_DAYS,
    Urgency.WEEK: Lifetime.TWO_WEEKS,
    Urgency.WHENEVER: Lifetime.MONTH,
}
"""How long a post stays when its writer doesn't say: it costs no byte on the air."""

MAX_QUANTITY = 250
MAX_PLACE = 60
MAX_HOURS = 250
MAX_SIGNED = 250


@dataclass(frozen=True, slots=True)
class Posted:
    """A need or an offer was put on the board.

    `place`: a number in its own hub's list of places (1 to 60); `quantity`: how many
    people it is for, or how much of it there is (1 to 250); None where not said.
    """

    kind: Kind
    category: Category
    urgency: Urgency
    text: str
    place: int | None = None
    quantity: int | None = None
    lifetime: Lifetime = Lifetime.MONTH


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """A steward named a coarse place of this hub's; the latest name of a number counts.

    `number`: 1 to 60; `name`: empty when the place is taken off the list.
    """

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A neighbour will help with a need, or would like some of an offer; from any hub.

    `hours`: how long the claim is good for (1 to 250).
    """

    post: PostId
    hours: int
    handle: str = ""


@dataclass(frozen=True, slots=True)
class ClaimHeard:
    """The post's hub took a claim in: it comes after those that it heard before."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class Released:
    """A claim was handed back, at the claim's hub or at the post's."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class Arranged:
    """Writer and helper agreed how; counts only from the hub of the post."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class PartlyMet:
    """Some of it is done, `left` is still needed or still there (0: not said).

    Counts only from the hub of the post, as the next four do.
    """

    post: PostId
    left: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A post ended; of several endings the first stands."""

    post: PostId
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Renewed:
    """It is still needed: the lifetime begins again with this record."""

    post: PostId


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a post says was put right; None stays, of each field the latest counts."""

    post: PostId
    text: str | None = None
    category: Category | None = None
    urgency: Urgency | None = None
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class Thanked:
    """The writer of a post says thanks."""

    post: PostId
    text: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A short message under a post, from its writer or from one who claimed it.

    `claim`: whose message a helper's is, or whom a writer's is meant for. Counts from
    the post's hub as the writer's, from the claim's hub as the helper's. Without a
    claim a writer's is meant for `helpers`, which no bytes say: whom a hub knows by
    itself of a note that it kept so before.
    """

    post: PostId
    text: str
    claim: ClaimId | None = None
    from_writer: bool = True
    helpers: frozenset[ClaimId] = frozenset()


@dataclass(frozen=True, slots=True)
class Alerted:
    """A steward, or a person vouched for, warns everybody; `hours`: for how long."""

    text: str
    hours: int


@dataclass(frozen=True, slots=True)
class AlertEnded:
    """An alert was called off; counts only from the hub that raised it."""

    alert: AlertId


@dataclass(frozen=True, slots=True)
class Introduced:
    """A hub says by which keys it can be known; its origin is made from them.

    `signing`: an Ed25519 key, `sealing`: an X25519 key, 32 bytes each; `turn`: counts
    the origins that the hub took under these keys.
    """

    signing: bytes
    sealing: bytes
    turn: int


@dataclass(frozen=True, slots=True)
class Signed:
    """A hub signs the `count` records of its own before this one (1 to 250).

    `signature`: 64 bytes of Ed25519; of what, says `provenance.message`.
    """

    count: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class SealedNote:
    """A `Noted` between two hubs, to be read by these two only; `sealed`: its words."""

    post: PostId
    claim: ClaimId
    from_writer: bool
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kind of change from the future, or a faulty one: kept, relayed, ignored."""


OnClaim = ClaimHeard | Released | Arranged
"""Changes that name a claim, and the post only through it."""

OnPost = Claimed | PartlyMet | Closed | Renewed | Corrected | Thanked | Noted
"""Changes that name a post."""

OfHub = PlaceNamed | Introduced | Signed
"""Changes in which a hub speaks of itself."""

Change = (
    Posted | OnPost | OnClaim | OfHub | Alerted | AlertEnded | SealedNote | Unreadable
)
