"""Whether others hold something else than we do, and when to tell them what we hold.

A check that is not ours says only that one of two hubs lacks something. Whoever notices
waits for a while, in turn, and then says a digest, unless another hub has said one.
That is as good as asking, so the first is said once more where nothing comes of it.
"""

from __future__ import annotations

import math

FIRST_PATIENCE_S = 20.0
LONGEST_PATIENCE_S = 3600.0
"""Each digest that a doubt leads to is the last one for twice the time, until somebody
holds what we hold: a hub whose disk is full differs from the others for good."""

LONGEST_WITH_NEWS_S = 120.0
"""While what we hold changes, it may be something else that differs."""


class Doubt:
    """One hub's doubt, if it has any."""

    def __init__(self) -> None:
        self.due_at = math.inf
        self._theirs: int | None = None
        self._told: int | None = None
        self._told_at = -math.inf
        self._patience_s = 0.0

    def arise(self, at: float, ours: int, theirs: int) -> None:
        """A check was another than ours: tell then what we hold, if nobody does.

        Unless that was told already, not long ago.
        """
        if ours == self._told:
            wait_s = max(self._patience_s, FIRST_PATIENCE_S)
        else:
            wait_s = min(self._patience_s, LONGEST_WITH_NEWS_S)
        if at >= self._told_at + wait_s:
            self.due_at = min(self.due_at, at)
            self._theirs = theirs

    def agree(self) -> None:
        """A check was ours."""
        self._patience_s = 0.0

    def resolve(self, ours: int) -> None:
        """We hold something new: perhaps what the other held."""
        if ours == self._theirs:
            self.settle()

    def wait(self) -> None:
        """A digest of ours is on its way: nothing is due till it is said."""
        self.due_at = math.inf

    def settle(self) -> None:
        """Somebody has said a digest, or asks."""
        self.due_at = math.inf
        self._theirs = None

    def told(self, ours: int, now: float, again_s: float) -> None:
        """We have said one. The first of a doubt is due once more after `again_s`."""
        self._told, self._told_at = ours, now
        if self._theirs is None:
            return
        first = self._patience_s == 0.0
        doubled_s = 2 * max(self._patience_s, FIRST_PATIENCE_S)
        self._patience_s = min(doubled_s, LONGEST_PATIENCE_S)
        if first:
            self.due_at = now + again_s
        else:
            self.settle()
