"""What every strategy is given, and what is told of how it did. No strategy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from radio.simulator.air import Transmission
from radio.simulator.packet import MAX_HOP_LIMIT
from radio.simulator.posting import PlannedPost, at_once, one_by_one

DEFAULT_HOP_LIMIT = 3
"""Meshtastic's own (firmware, NodeDB.cpp), which none of these programs changes."""


@dataclass(frozen=True, slots=True)
class Case:
    """Hubs near one another, and what is posted there. Posts are named by place.

    `loss`: the share of packets that each receiver loses.
    """

    hubs: int
    loss: float
    seed: int
    posts: tuple[PlannedPost, ...]
    hop_limit: int = DEFAULT_HOP_LIMIT

    def __post_init__(self) -> None:
        """Raise ValueError on what no strategy could finish."""
        if self.hubs < 2 or not self.posts or not 0.0 <= self.loss < 1.0:
            message = f"{self.hubs} hubs, {len(self.posts)} posts, loss {self.loss}"
            raise ValueError(message)
        if not 0 <= self.hop_limit <= MAX_HOP_LIMIT:
            raise ValueError(f"hop limit {self.hop_limit}")

    def chance(self, of: str) -> Random:
        """The seed's chance for one purpose, whatever the others draw."""
        return Random(f"{self.seed} {of}")

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each post: as many letters as planned, no two alike."""
        return tuple(
            f"{number} ".ljust(post.text_bytes, "a")
            for number, post in enumerate(self.posts)
        )


def planned_case(
    hubs: int,
    loss: float,
    count: int,
    seed: int,
    *,
    mean_gap_s: float | None = 60.0,
    hop_limit: int = DEFAULT_HOP_LIMIT,
) -> Case:
    """Posts of real length at random hubs: one by one, or (no gap) all at once."""
    rng, places = Random(f"{seed} posts"), range(hubs)
    posts = (
        at_once(rng, places, count)
        if mean_gap_s is None
        else one_by_one(rng, places, count, mean_gap_s)
    )
    return Case(hubs, loss, seed, tuple(posts), hop_limit)


@dataclass(slots=True)
class Meter:
    """Counts what crosses the air; an observer of it.

    Repeats of what another radio wrote are counted apart.
    """

    airtime_s: float = 0.0
    packets: int = 0
    relay_airtime_s: float = 0.0
    last_s: float = 0.0
    """When the last transmission ended."""

    def note(self, sent: Transmission) -> None:
        """A transmission has ended."""
        self.last_s = sent.time_s + sent.airtime_s
        if sent.is_relay:
            self.relay_airtime_s += sent.airtime_s
        else:
            self.airtime_s += sent.airtime_s
            self.packets += 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one strategy did.

    `doubled`: how often a post stands on a board beyond the first time.
    `idle_airtime_s`: what hubs sent in the hour after all was done; None: they don't.
    """

    strategy: str
    delivered_share: float
    doubled: int
    airtime_s: float
    packets: int
    relay_airtime_s: float = 0.0
    idle_airtime_s: float | None = None

    @property
    def converged(self) -> bool:
        """Whether every hub shows every post, once."""
        return self.delivered_share == 1.0 and self.doubled == 0

    def summary(self, case: Case) -> dict[str, object]:
        """The figures, a post."""
        posts = len(case.posts)
        idle_s = self.idle_airtime_s
        return {
            "strategy": self.strategy,
            "hubs": case.hubs,
            "loss": case.loss,
            "posts": posts,
            "seed": case.seed,
            "delivered_share": round(self.delivered_share, 4),
            "converged": self.converged,
            "doubled": self.doubled,
            "airtime_per_post_s": round(self.airtime_s / posts, 3),
            "relay_airtime_per_post_s": round(self.relay_airtime_s / posts, 3),
            "packets_per_post": round(self.packets / posts, 3),
            "idle_airtime_s": None if idle_s is None else round(idle_s, 3),
        }


def judged(
    strategy: str, case: Case, boards: Sequence[Sequence[str]], meter: Meter
) -> Outcome:
    """What the boards show, each a list of texts, and what it cost."""
    writers = {
        text: post.hub for text, post in zip(case.texts, case.posts, strict=True)
    }
    shown = [Counter(each for each in board if each in writers) for board in boards]
    delivered = sum(
        text in on_board
        for text, writer in writers.items()
        for hub, on_board in enumerate(shown)
        if hub != writer
    )
    return Outcome(
        strategy,
        delivered / (len(writers) * (case.hubs - 1)),
        sum(on_board.total() - len(on_board) for on_board in shown),
        meter.airtime_s,
        meter.packets,
        meter.relay_airtime_s,
    )
