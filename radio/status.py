"""What the engine says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from radio.budget import OWN_SHARE, Hold
from radio.frame import Followed
from radio.priority import Priority
from radio.record import RecordName
from radio.seal import Broken, SealState


@dataclass(frozen=True, slots=True)
class BudgetStatus:
    """How it stands with the airtime.

    `waiting`: how much, by priority; `used_share`: what part of the last hour we sent,
    of `allowed_share`; `held_back`: why something that waits can't go, or None.
    """

    waiting: dict[Priority, int] = field(default_factory=dict)
    used_share: float = 0.0
    held_back: Hold | None = None
    allowed_share: float = OWN_SHARE


@dataclass(frozen=True, slots=True)
class PeerStatus:
    """What is known of another hub.

    `heard_at`: when, by the caller's clock; `hops`: how many radios repeat what comes
    from it, where that is known; `loss`: what part of its frames did not come here
    lately; `followed`: what it said it holds, by origin.
    """

    heard_at: float
    hops: int | None = None
    loss: float = 0.0
    followed: Mapping[int, Followed] = field(default_factory=dict)

    def holds(self, name: RecordName) -> bool:
        """Whether that record is known to be there."""
        followed = self.followed.get(name[0])
        return followed is not None and followed.holds(name[1])


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The engine's state at one moment, for a person.

    `peers`: the hubs that were heard. `seal`: whether frames can be sealed; if not,
    the hub only listens.
    """

    peers: dict[int, PeerStatus]
    records: int
    waiting: int
    wanted: int
    counters: dict[str, int]
    seal: SealState = SealState.WELL
    budget: BudgetStatus = field(default_factory=BudgetStatus)

    @property
    def impostors(self) -> int:
        """Frames in our name that we have not made: there is a copy of our card."""
        return self.counters.get(Broken.IMPOSTOR.value, 0)
