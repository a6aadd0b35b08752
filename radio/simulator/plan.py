"""What is to happen in a run: values only, all times in seconds from its beginning."""

from __future__ import annotations

from dataclasses import dataclass, field

from radio.simulator.places import Place
from radio.simulator.posting import PlannedPost


@dataclass(frozen=True, slots=True)
class Outage:
    """A hub, or only its radio, is without power for a while."""

    from_s: float
    until_s: float
    hub: int
    radio_only: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """Sides of a town that don't hear one another for a while; radios by index."""

    from_s: float
    until_s: float
    sides: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A radio is elsewhere from then on, with its hub."""

    at_s: float
    radio: int
    place: Place


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A hub with an empty board joins then; all others hold what was `held`."""

    at_s: float
    hub: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One scenario with one seed.

    `places`: of the hubs and then of plain relays; `shadow_db`: how unevenly houses
    stand between them; `loss`: what each receiver loses besides collisions; `quiet_s`:
    how long after the last post or fault all boards must be equal; `held`: what had
    been written, and was everywhere, before the run: (hub, payload).
    """

    hubs: int
    places: tuple[Place, ...]
    posts: tuple[PlannedPost, ...]
    quiet_s: float
    loss: float = 0.0
    shadow_db: float = 0.0
    duty_cycle: float = 1.0
    outages: tuple[Outage, ...] = ()
    splits: tuple[Split, ...] = ()
    moves: tuple[Move, ...] = ()
    newcomer: Newcomer | None = None
    held: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)

    @property
    def relays(self) -> int:
        """Radios without a hub."""
        return len(self.places) - self.hubs

    @property
    def last_s(self) -> float:
        """When the last post is written or the last fault ends. Moving on is none."""
        ends = [post.at_s for post in self.posts]
        ends += [outage.until_s for outage in self.outages]
        ends += [split.until_s for split in self.splits]
        ends += [self.newcomer.at_s] if self.newcomer else []
        return max(ends, default=0.0)
