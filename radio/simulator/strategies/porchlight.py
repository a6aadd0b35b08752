"""Ours: hubs on the very engine, which know one another when the first post comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from radio.record import RecordName
from radio.simulator.eavesdropper import SentFrame
from radio.simulator.posting import PlannedPost, introduction
from radio.simulator.strategies.case import Case, Outcome
from radio.simulator.world import World

NAME = "porchlight"

ACQUAINTED_S = 3600.0
"""Hubs are on for so long before the first post, as the peers of the others are known
to them."""

LOOK_EVERY_S = 60.0
PATIENCE_S = 24 * 3600.0
"""After the last post; whoever misses one then is said to have missed it."""

IDLE_S = 3600.0

_DIGESTS = ("digest", "shortdigest")
"""What hubs also say when there is nothing to say."""


@dataclass(slots=True)
class _Run:
    """One world, and who wrote what there."""

    case: Case
    world: World
    writers: dict[RecordName, int] = field(default_factory=dict)
    agreed_s: float = 0.0
    """When all boards were equal, or when we no longer waited for that."""

    def plan(self) -> None:
        """Hubs introduce themselves, each to all; then the posts come."""
        for hub in range(self.case.hubs):
            self.world.post(hub, introduction(hub))
        for post in self.case.posts:
            self.world.at(ACQUAINTED_S + post.at_s, self._writing(post))

    def _writing(self, post: PlannedPost) -> Callable[[], None]:
        def write() -> None:
            name = self.world.post(post.hub, post.packed, post.priority)
            if name is not None:
                self.writers[name] = post.hub

        return write

    def finish(self) -> None:
        """Until all agree, or patience ends, and an hour more."""
        last_s = ACQUAINTED_S + self.case.posts[-1].at_s
        self.world.run_until(last_s)
        while not self.world.converged and self.world.now < last_s + PATIENCE_S:
            self.world.run_until(self.world.now + LOOK_EVERY_S)
        now = self.world.now
        self.agreed_s = self.world.last_stored_s if self.world.converged else now
        self.world.run_until(self.agreed_s + IDLE_S)

    def outcome(self) -> Outcome:
        frames = [each for each in self.world.frames if each.time_s >= ACQUAINTED_S]
        needed = (each.time_s for each in frames if each.kind not in _DIGESTS)
        done_s = max([self.agreed_s, *needed])
        spent = [each for each in frames if each.time_s <= done_s]
        own = [each for each in spent if not each.is_relay]
        idle = [each for each in frames if each.time_s > done_s and not each.is_relay]
        return Outcome(
            strategy=NAME,
            delivered_share=self._delivered_share(),
            doubled=0,  # boards are by name: a record is there or is not
            airtime_s=_airtime_s(own),
            packets=len(own),
            relay_airtime_s=_airtime_s(spent) - _airtime_s(own),
            idle_airtime_s=_airtime_s(idle),
        )

    def _delivered_share(self) -> float:
        boards = self.world.boards()
        delivered = sum(
            name in board
            for name, writer in self.writers.items()
            for hub, board in enumerate(boards)
            if hub != writer
        )
        return delivered / (len(self.writers) * (len(boards) - 1))


def _airtime_s(frames: list[SentFrame]) -> float:
    return sum(each.airtime_s for each in frames)


def run(case: Case) -> Outcome:
    """All posts, until all boards are equal and nothing is left to say."""
    world = World(case.hubs, case.seed, loss=case.loss, hop_limit=case.hop_limit)
    evening = _Run(case, world)
    evening.plan()
    evening.finish()
    return evening.outcome()
