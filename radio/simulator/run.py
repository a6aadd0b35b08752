"""Carries a plan out in a world, and watches until all boards are equal."""

from __future__ import annotations

from collections.abc import Iterator

from radio.record import RecordName
from radio.simulator.company import Company
from radio.simulator.latencies import Latencies
from radio.simulator.places import Terrain
from radio.simulator.plan import Move, Newcomer, Outage, Plan, Split
from radio.simulator.posting import PlannedPost, introduction
from radio.simulator.trace import Stored, Trace
from radio.simulator.world import World

LOOK_EVERY_S = 60.0
"""How often to look whether all boards are equal."""

CALM_S = 2 * 3600.0
"""How long after that the hubs' timers have slowed down."""

IDLE_S = 4 * 3600.0
"""How long an idle network is watched."""


class Run:
    """One plan with one seed, from its beginning to equal boards and beyond."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.plan = plan
        self._terrain = Terrain(plan.places, plan.shadow_db)
        self._company = Company(self._terrain, plan.hubs)
        self._terrain.on_change = self._reach_changed
        self._stored: list[Stored] = []
        self._absent = {plan.newcomer.hub} if plan.newcomer else set()
        self.latencies = Latencies()
        self.world = World(
            plan.hubs,
            seed,
            relays=plan.relays,
            loss=plan.loss,
            hears=self._terrain.hears,
            listeners=self._terrain.heard,
            duty_cycle=plan.duty_cycle,
            held=(*_introductions(plan), *plan.held),
            late=self._absent,
        )
        self.world.on_stored = self._note
        self._schedule()

    def until_equal(self) -> float:
        """Let all happen; the time when the boards were equal, or that of giving up."""
        world, plan = self.world, self.plan
        world.run_until(plan.last_s)
        while not world.converged and world.now < plan.last_s + plan.quiet_s:
            world.run_until(world.now + LOOK_EVERY_S)
        return max(world.last_stored_s, plan.last_s) if world.converged else world.now

    def idle_frames_per_hub_hour(self) -> float:
        """What hubs say to each other when all has been said for long."""
        self.world.run_until(self.world.now + CALM_S)
        begin_s = self.world.now
        self.world.run_until(begin_s + IDLE_S)
        said = sum(
            each.time_s >= begin_s and not each.is_relay for each in self.world.frames
        )
        return said / self.plan.hubs / (IDLE_S / 3600.0)

    def joined_s(self, newcomer: Newcomer) -> float:
        """When a newcomer had all that was held before it came; at worst now."""
        held = self.world.held
        came = [
            each.time_s
            for each in self._stored
            if each.hub == newcomer.hub and each.name in held
        ]
        return max(came) if len(came) == len(held) else self.world.now

    def trace(self, end_s: float) -> Trace:
        """All that happened up to then."""
        return Trace(
            self.plan,
            end_s,
            tuple(each for each in self.world.frames if each.time_s <= end_s),
            tuple(each for each in self._stored if each.time_s <= end_s),
        )

    # -- what is to happen --------------------------------------------------------

    def _schedule(self) -> None:
        plan = self.plan
        for outage in plan.outages:
            self._schedule_outage(outage)
        for split in plan.splits:
            self._schedule_split(split)
        for move in plan.moves:
            self._schedule_move(move)
        if plan.newcomer is not None:
            self._schedule_newcomer(plan.newcomer)
        for post in plan.posts:
            self._schedule_post(post)

    def _schedule_post(self, post: PlannedPost) -> None:
        def write() -> None:
            self.world.post(post.hub, post.packed, post.priority)

        self.world.at(post.at_s, write)

    def _schedule_outage(self, outage: Outage) -> None:
        world, hub = self.world, outage.hub
        off = world.switch_radio_off if outage.radio_only else world.switch_hub_off
        on = world.switch_radio_on if outage.radio_only else world.switch_hub_on

        def goes() -> None:
            off(hub)
            self._company.leave(hub)
            self._reach_changed()

        def comes() -> None:
            self._company.come(hub)
            self._reach_changed()
            on(hub)

        world.at(outage.from_s, goes)
        world.at(outage.until_s, comes)

    def _schedule_split(self, split: Split) -> None:
        self.world.at(split.from_s, lambda: self._terrain.split(split.sides))
        self.world.at(split.until_s, lambda: self._terrain.split(()))

    def _schedule_move(self, move: Move) -> None:
        self.world.at(move.at_s, lambda: self._terrain.move(move.radio, move.place))

    def _schedule_newcomer(self, newcomer: Newcomer) -> None:
        self._company.leave(newcomer.hub)

        def comes() -> None:
            self._company.come(newcomer.hub)
            self._reach_changed()
            self.world.switch_radio_on(newcomer.hub)
            self.world.switch_hub_on(newcomer.hub)

        self.world.at(newcomer.at_s, comes)

    # -- what happened --------------------------------------------------------------

    def _reach_changed(self) -> None:
        self._company.changed()
        self.latencies.reach_changed(self._company.around)

    def _note(self, hub: int, name: RecordName, source: int | None) -> None:
        now_s = self.world.now
        self._stored.append(Stored(now_s, hub, name, source))
        if source is None:
            # A newcomer catches up; how others fare meanwhile is another question.
            reach = self._company.around(hub) - self._absent
            self.latencies.written(name, hub, reach, now_s)
        else:
            self.latencies.stored(name, hub, now_s)


def _introductions(plan: Plan) -> Iterator[tuple[int, bytes]]:
    """Hubs know one another's keys from before."""
    newcomer = plan.newcomer.hub if plan.newcomer else None
    for hub in range(plan.hubs):
        if hub != newcomer:
            yield hub, introduction(hub)
