"""The board: what people see, folded from records by a pure function."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from hub.domain.changes import Closed, Outcome, Posted, PostId
from hub.domain.record import Record


class State(Enum):
    """Where a post is in its life."""

    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"


_STATE_AFTER = {Outcome.MET: State.MET, Outcome.WITHDRAWN: State.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Post:
    """One need or offer as the board shows it."""

    id: PostId
    posted: Posted
    state: State


@dataclass(slots=True)
class Board:
    """Grows one record at a time; the order in which they come makes no difference.

    A record is to be added once: whoever keeps the records knows which are new.
    """

    _posted: dict[PostId, Posted] = field(default_factory=dict)
    _closing: dict[PostId, tuple[int, Outcome]] = field(default_factory=dict)

    def add(self, record: Record) -> PostId | None:
        """Fold one record in; the post that it speaks of, or None."""
        change = record.change
        if isinstance(change, Posted):
            post_id = PostId(record.origin, record.sequence)
            self._posted[post_id] = change
            return post_id
        if isinstance(change, Closed) and change.post.origin == record.origin:
            self._close(change, record.sequence)
            return change.post
        return None

    def _close(self, change: Closed, sequence: int) -> None:
        # Of several endings the origin's first one stands, whichever came first here.
        ending = (sequence, change.outcome)
        earlier = self._closing.get(change.post, ending)
        self._closing[change.post] = min(earlier, ending, key=lambda each: each[0])

    def post(self, post_id: PostId) -> Post | None:
        """The post of that id, or None where nothing was posted under it."""
        posted = self._posted.get(post_id)
        if posted is None:
            return None
        ending = self._closing.get(post_id)
        state = _STATE_AFTER[ending[1]] if ending else State.OPEN
        return Post(post_id, posted, state)

    def posts(self) -> list[Post]:
        """Every post, in the order of their ids: the same on every hub."""
        return [post for each in sorted(self._posted) if (post := self.post(each))]


def fold(records: Iterable[Record]) -> Board:
    """The board that these records make, in whatever order they come."""
    board = Board()
    for record in records:
        board.add(record)
    return board
