"""A few words for tests to tell stories of posts in."""

from __future__ import annotations

from hub.domain.board import Board
from hub.domain.categories import CATEGORIES
from hub.domain.changes import Change, Kind, Lifetime, Posted, Urgency
from hub.domain.expiry import HOUR_S, State, Times, state_at
from hub.domain.ids import ClaimId, PostId, RecordId
from hub.domain.post import Post
from hub.domain.record import HubId, Record, Sequence

ELM, OAK, ASH = 1, 2, 3
BREAD = Posted(
    Kind.NEED, CATEGORIES["food"], Urgency.TODAY, "Bread", lifetime=Lifetime.DAY
)
RIDES = Posted(
    Kind.OFFER,
    CATEGORIES["rides"],
    Urgency.WHENEVER,
    "Rides",
    lifetime=Lifetime.STANDING,
)
POST = PostId(ELM, 1)
ANAS, BENS = ClaimId(OAK, 1), ClaimId(ASH, 1)


def record(origin: int, sequence: int, change: Change) -> Record:
    """A record without its bytes, which the fold never looks at."""
    return Record(HubId(origin), Sequence(sequence), change, b"")


class Neighbourhood:
    """What three hubs wrote, each in its own numbering."""

    def __init__(self, posted: Posted = BREAD) -> None:
        self.records: list[Record] = []
        self.say(ELM, posted)

    def say(self, origin: int, *changes: Change) -> Neighbourhood:
        """Hub `origin` writes these."""
        for change in changes:
            last = sum(each.origin == origin for each in self.records)
            self.records.append(record(origin, last + 1, change))
        return self

    def post(self) -> Post:
        """The one post."""
        board = Board()
        for each in self.records:
            board.add(each)
        post = board.post(POST)
        assert post is not None
        return post

    def state(self, age_h: float = 0.0, trusted: bool = True) -> State:
        """Its state when every record is `age_h` hours old."""
        return state_at(self.post(), at_age(age_h, trusted))


def at_age(age_h: float, trusted: bool = True) -> Times:
    """The time at which every record is `age_h` hours old."""
    return Times(lambda _: age_h * HOUR_S, trusted)


def at_ages(ages_h: dict[RecordId, float], trusted: bool = True) -> Times:
    """The time at which the records named are so many hours old."""
    by_name = {(each.origin, each.sequence): age for each, age in ages_h.items()}
    return Times(lambda each: by_name[each.origin, each.sequence] * HOUR_S, trusted)
