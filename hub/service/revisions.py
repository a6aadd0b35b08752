"""The revision: a number that grows with whatever changes the board, also with time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator

from hub.domain.ids import PostId, RecordId

BLOCK = 2**20
"""Revisions reserved at once: one write to the card for each, and at each start."""


class Revisions:
    """Counts on from where no revision before a restart can have come."""

    def __init__(self, reserve: Callable[[int], int]) -> None:
        """`reserve` gives the first of so many numbers, none of them given before."""
        self._reserve = reserve
        self.current = reserve(BLOCK)
        self._end = self.current + BLOCK
        self._changed_at: dict[PostId, int] = {}

    def advance(self, changed: Iterable[PostId] = ()) -> None:
        """Something changed; of the posts, these."""
        if self.current + 1 >= self._end:
            self.current = max(self.current, self._reserve(BLOCK))
            self._end = self.current + BLOCK
        self.current += 1
        for post_id in changed:
            self._changed_at.pop(post_id, None)  # so that the last changed come last
            self._changed_at[post_id] = self.current

    def forget(self, posts: Iterable[PostId]) -> None:
        """These are posts no longer, if they ever were."""
        self.advance()
        for post_id in posts:
            self._changed_at.pop(post_id, None)

    def changed_since(self, revision: int) -> Iterator[PostId]:
        """The posts that changed after that revision, the latest first."""
        for post_id, changed_at in reversed(self._changed_at.items()):
            if changed_at <= revision:
                return
            yield post_id

    def changed_at(self, post_id: PostId) -> int:
        """The revision with which a post changed last."""
        return self._changed_at.get(post_id, 0)


class Turns:
    """When time alone will next change something: a post's state, an alert's end."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, RecordId]] = []
        self._at: dict[RecordId, float] = {}

    def plan(self, record: RecordId, at: float | None) -> None:
        """The next turn of a post or an alert, monotonic; None: none will come."""
        if at is None:
            self._at.pop(record, None)
        else:
            self._at[record] = at
            heapq.heappush(self._heap, (at, record))

    def due(self, now: float) -> Iterator[RecordId]:
        """Those whose turn has come, each once; they are to be planned anew."""
        while self._heap and self._heap[0][0] <= now:
            at, record = heapq.heappop(self._heap)
            if self._at.get(record) == at:
                del self._at[record]
                yield record
