"""What all parts of one engine share; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass, field

from radio.holdings import Holdings
from radio.pace import Pace
from radio.peers import Peers
from radio.recent import Recent


@dataclass(frozen=True, slots=True)
class Shared:
    """One hub's id and pace, what it holds, who is near, what was sent lately."""

    origin: int
    pace: Pace
    peers: Peers
    holdings: Holdings = field(default_factory=Holdings)
    recent: Recent = field(default_factory=Recent)

    @classmethod
    def of(cls, origin: int, pace: Pace) -> Shared:
        """That of a hub which knows nothing yet."""
        return cls(origin, pace, Peers(origin))
