"""What the engine says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from radio.budget import Hold
from radio.priority import Priority
from radio.seal import Broken, SealState


@dataclass(frozen=True, slots=True)
class BudgetStatus:
    """How it stands with the airtime.

    `waiting`: how much, by priority; `used_share`: what part of the last hour we sent;
    `held_back`: why something that is due can't go, or None.
    """

    waiting: dict[Priority, int] = field(default_factory=dict)
    used_share: float = 0.0
    held_back: Hold | None = None


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The engine's state at one moment, for a person.

    `peers`: hub → when it was last heard, by the caller's clock. `seal`: whether
    frames can be sealed; if not, the hub only listens.
    """

    peers: dict[int, float]
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
