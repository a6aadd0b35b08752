"""How it stands with the radio and all that goes over it; values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from radio.radio_state import RadioState
from radio.record import RecordName
from radio.status import SyncStatus
from radio.textbox import TextsStatus


class LinkState(Enum):
    """How it stands with the radio."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """The link at one moment.

    `why` it is down, in words; `sync` since the start; `heard_ago_s`: other hubs.
    `radio`: what the radio said of itself, the last one there was; None before the
    first. `radio_heard_ago_s`: since it heard anything from any other radio.
    """

    state: LinkState
    why: str
    sync: SyncStatus
    heard_ago_s: dict[int, float] = field(default_factory=dict)
    radio: RadioState | None = None
    radio_heard_ago_s: float | None = None
    texts: TextsStatus = field(default_factory=TextsStatus)

    def holders(self, name: RecordName) -> frozenset[int]:
        """The other hubs that are known to hold a record."""
        peers = self.sync.peers.items()
        return frozenset(hub for hub, peer in peers if peer.holds(name))
