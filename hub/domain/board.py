"""The board: what people see, folded from records by a pure function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hub.domain.alerts import Alert
from hub.domain.changes import (
    Alerted,
    AlertEnded,
    Arranged,
    Claimed,
    ClaimHeard,
    Introduced,
    OnClaim,
    OnPost,
    PlaceNamed,
    Posted,
    Released,
    SealedNote,
    Signed,
    Unreadable,
)
from hub.domain.ids import AlertId, ClaimId, PostId, RecordId
from hub.domain.lifecycle import History, may_say, tell
from hub.domain.post import Post
from hub.domain.provenance import origin_of
from hub.domain.reach import LOCAL
from hub.domain.record import Record


@dataclass(slots=True)
class Board:
    """Grows one record at a time; neither order nor repetition makes a difference.

    It keeps what was said under what it was said of, also before that is known, and
    tells a post only when it is asked for: so a record costs the same with ten posts
    as with ten thousand.
    """

    home: int = field(default=LOCAL, compare=False)
    """The hub whose list of places its local posts name."""

    _histories: dict[PostId, History] = field(default_factory=dict)
    _on_claims: dict[ClaimId, dict[RecordId, OnClaim]] = field(default_factory=dict)
    _post_of: dict[ClaimId, PostId] = field(default_factory=dict)
    _places: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    _alerts: dict[AlertId, Alerted] = field(default_factory=dict)
    _ended: dict[AlertId, set[RecordId]] = field(default_factory=dict)
    _introduced: dict[int, tuple[int, Introduced]] = field(default_factory=dict)
    _told: dict[PostId, Post] = field(default_factory=dict, compare=False)

    def add(self, record: Record) -> list[PostId]:
        """Fold one record in; the posts that it may have changed."""
        change, by = record.change, record.name
        match change:
            case Posted():
                return self._add_posted(by, change)
            case PlaceNamed():
                return self._add_place(by, change)
            case Alerted():
                self._alerts.setdefault(AlertId(by.origin, by.sequence), change)
            case AlertEnded():
                self._add_ended(by, change)
            case ClaimHeard() | Released() | Arranged():
                return self._add_on_claim(by, change)
            case Introduced():
                self._add_introduced(by, change)
            case Signed() | SealedNote() | Unreadable():
                pass
            case _:
                return self._add_on_post(by, change)
        return []

    def forget(self, record: Record) -> None:
        """A record is held no longer; of a place only earlier names are let go."""
        change, by = record.change, record.name
        match change:
            case Posted():
                post_id = PostId(by.origin, by.sequence)
                self._history_of(post_id).posted = None
                self._forget_empty(post_id)
            case Alerted():
                self._alerts.pop(AlertId(by.origin, by.sequence), None)
            case AlertEnded():
                alert_id = change.alert.read_in(by.origin)
                self._ended.get(alert_id, set()).discard(by)
                if not self._ended.get(alert_id, by):
                    del self._ended[alert_id]
            case ClaimHeard() | Released() | Arranged():
                self._forget_on_claim(by, change.claim.read_in(by.origin))
            case PlaceNamed() | Introduced() | Signed() | Unreadable():
                pass
            case _:
                post_id = change.post.read_in(by.origin)
                self._history_of(post_id).changes.pop(by, None)
                self._post_of.pop(ClaimId(by.origin, by.sequence), None)
                self._forget_empty(post_id)

    def _forget_on_claim(self, by: RecordId, claim: ClaimId) -> None:
        said = self._on_claims.get(claim, {})
        said.pop(by, None)
        if not said:
            self._on_claims.pop(claim, None)
        if claim in self._post_of:
            self._told.pop(self._post_of[claim], None)

    def _forget_empty(self, post_id: PostId) -> None:
        if self._histories[post_id] == History():
            del self._histories[post_id]

    def post(self, post_id: PostId) -> Post | None:
        """The post of that id, or None where nothing was posted under it."""
        told = self._told.get(post_id)
        if told is None:
            history = self._histories.get(post_id)
            told = tell(post_id, history, self._on_claims) if history else None
            if told is None:
                return None
            self._told[post_id] = told
        # Looked up each time: a place gets its name for all posts at once.
        place = (self._list_of(post_id), told.posted.place or 0)
        name = self._places.get(place, (0, ""))[1]
        return replace(told, place_name=name) if name else told

    def posts(self) -> list[Post]:
        """Every post, in the order of their ids: the same on every hub."""
        return [post for each in sorted(self._histories) if (post := self.post(each))]

    def __len__(self) -> int:
        """How many posts there are."""
        return sum(each.posted is not None for each in self._histories.values())

    def named_places(self, origin: int) -> set[int]:
        """The numbers that a hub's stewards ever named."""
        return {number for hub, number in self._places if hub == origin}

    def places(self, origin: int) -> dict[int, str]:
        """The places that the stewards of a hub named, by their numbers."""
        return {
            number: name
            for (hub, number), (_, name) in sorted(self._places.items())
            if hub == origin and name
        }

    def alert(self, alert_id: AlertId) -> Alert | None:
        """The alert of that id, called off or not, or None."""
        alerted = self._alerts.get(alert_id)
        if alerted is None:
            return None
        return Alert(alert_id, alerted.text, alerted.hours, alert_id in self._ended)

    def alerts(self) -> list[Alert]:
        """Every alert, called off or not, in the order of their ids."""
        return [alert for each in sorted(self._alerts) if (alert := self.alert(each))]

    def introduced(self, origin: int) -> Introduced | None:
        """The keys of a hub, once it introduced itself."""
        known = self._introduced.get(origin)
        return known[1] if known is not None else None

    def post_of(self, claim: ClaimId) -> PostId | None:
        """The post that a claim is on, once the claim is known."""
        return self._post_of.get(claim)

    def _add_introduced(self, by: RecordId, change: Introduced) -> None:
        if origin_of(change) == by.origin:
            said = (by.sequence, change)
            first = self._introduced.get(by.origin, said)
            self._introduced[by.origin] = min(first, said, key=lambda each: each[0])

    def _list_of(self, post_id: PostId) -> int:
        """The hub whose list of places a post of that id names."""
        return self.home if post_id.origin == LOCAL else post_id.origin

    def _add_posted(self, by: RecordId, posted: Posted) -> list[PostId]:
        post_id = PostId(by.origin, by.sequence)
        self._history_of(post_id).posted = posted
        return [post_id]

    def _add_on_post(self, by: RecordId, change: OnPost) -> list[PostId]:
        post_id = change.post.read_in(by.origin)
        # In its own log a hub keeps what concerns nobody but its neighbours.
        writer = self.home if by.origin == LOCAL != post_id.origin else by.origin
        if not may_say(writer, post_id, change):
            return []
        self._history_of(post_id).changes[by] = change
        if isinstance(change, Claimed):
            self._post_of[ClaimId(by.origin, by.sequence)] = post_id
        return [post_id]

    def _add_on_claim(self, by: RecordId, change: OnClaim) -> list[PostId]:
        claim_id = change.claim.read_in(by.origin)
        self._on_claims.setdefault(claim_id, {})[by] = change
        post_id = self._post_of.get(claim_id)
        if post_id is None:
            return []
        self._told.pop(post_id, None)
        return [post_id]

    def _history_of(self, post_id: PostId) -> History:
        """What is known of a post, about to change."""
        self._told.pop(post_id, None)
        return self._histories.setdefault(post_id, History())

    def _add_place(self, by: RecordId, change: PlaceNamed) -> list[PostId]:
        key, named = (by.origin, change.number), (by.sequence, change.name)
        self._places[key] = max(self._places.get(key, named), named)
        return [
            post_id
            for post_id, history in self._histories.items()
            if history.posted is not None
            and (self._list_of(post_id), history.posted.place) == key
        ]

    def _add_ended(self, by: RecordId, change: AlertEnded) -> None:
        alert_id = change.alert.read_in(by.origin)
        if alert_id.origin == by.origin:
            self._ended.setdefault(alert_id, set()).add(by)


def fold(records: Iterable[Record]) -> Board:
    """The board that these records make, in whatever order they come."""
    board = Board()
    for record in records:
        board.add(record)
    return board
