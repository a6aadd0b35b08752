"""What happened on the board lately: the week in counts, and words of thanks. Folded
from the records that are held, and kept nowhere. Under the door's lock.
"""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.expiry import Times
from hub.domain.week import Week, thanks_of, week_of
from hub.service.ages import Ages
from hub.service.present import Present

GOOD_FOR_S = 60.0
"""A post goes over to the day before in between: nobody sees that."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What was folded, at that revision and that time, monotonic."""

    revision: int
    at: float
    week: Week
    thanks: tuple[str, ...]


class Lately:
    """Folds anew where the board has changed, or a minute has passed."""

    def __init__(self, present: Present, ages: Ages) -> None:
        self._present = present
        self._ages = ages
        self._told: _Told | None = None

    def week(self) -> Week:
        """The seven days that end now."""
        return self._now().week

    def thanks(self, limit: int) -> list[str]:
        """The latest words of thanks."""
        return list(self._now().thanks[:limit])

    def _now(self) -> _Told:
        told, revision, now = self._told, self._present.revision, self._ages.now
        if told is None or told.revision != revision or now - told.at > GOOD_FOR_S:
            times = Times(self._ages.of, self._ages.trusted)
            posts = self._present.posts()
            week, thanks = week_of(posts, times), thanks_of(posts, times)
            told = self._told = _Told(revision, now, week, tuple(thanks))
        return told
