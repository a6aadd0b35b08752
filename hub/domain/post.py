"""A post as its records tell it, whatever the time; expiry.py adds the time."""

from __future__ import annotations

from dataclasses import dataclass

from hub.domain.changes import Outcome, Posted
from hub.domain.ids import ClaimId, PostId, RecordId


@dataclass(frozen=True, slots=True)
class Claim:
    """A neighbour's claim that was not handed back.

    `hours`: how long it is good for; `heard`: whether the post's hub has taken it in,
    so that its place among the claims is settled; `arranged`: whether the writer and
    this helper agreed how.
    """

    id: ClaimId
    handle: str
    hours: int
    heard: bool
    arranged: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A message under a post; `claim`: the helper who wrote it or whom it is for.

    `helpers`: whom a writer's is for that names none (see `Noted`).
    """

    id: RecordId
    text: str
    from_writer: bool
    claim: ClaimId | None
    helpers: frozenset[ClaimId] = frozenset()

    def is_for(self, helper: ClaimId) -> bool:
        """Whether that helper wrote it or may read it: others' notes are theirs."""
        return self.claim == helper or helper in self.helpers


@dataclass(frozen=True, slots=True)
class Post:
    """One need or offer, with all that was said of it.

    `posted`: as corrected; `quantity_left`: None where nobody said; `alive_from`: the
    record with which its lifetime began, `ended_by`: the one that ended it; `claims`:
    the first one holds it, the others are backup helpers; `notes` and `thanks`: in the
    order of their records' ids, which across hubs is not that of time (see
    `Times.age_of`); `place_name`: empty where the post names no place of its hub's
    list.
    """

    id: PostId
    posted: Posted
    outcome: Outcome | None
    partly_met: bool
    quantity_left: int | None
    alive_from: RecordId
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    thanks: tuple[str, ...] = ()
    place_name: str = ""
    ended_by: RecordId | None = None

    @property
    def addressees(self) -> tuple[ClaimId, ...]:
        """Whom the writer speaks to: the helpers it is arranged with, or else all."""
        arranged = tuple(each.id for each in self.claims if each.arranged)
        return arranged or tuple(each.id for each in self.claims)

    def notes_for(self, helper: ClaimId) -> tuple[Note, ...]:
        """What that helper wrote or may read, while their claim stands."""
        stands = any(each.id == helper for each in self.claims)
        return tuple(each for each in self.notes if stands and each.is_for(helper))
