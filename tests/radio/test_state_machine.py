"""Three hubs and whatever happens to them: after quiet their boards are equal."""

from __future__ import annotations

import random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from radio.frame import Span
from radio.record import RecordName
from tests.radio.world import World

HUBS = 3
QUIET_S = 2 * 3600.0
"""The longest Trickle interval is 40 minutes, and digests may get lost too."""

hubs = st.integers(1, HUBS)


class ThreeHubs(RuleBasedStateMachine):
    """Posts, time, losses, duplicates, late frames, power cuts, splits, expiry."""

    @initialize(seed=st.integers(0, 2**16))
    def start(self, seed: int) -> None:
        self.world = World(HUBS, seed)
        self.written: dict[RecordName, bytes] = {}
        self.passed: set[RecordName] = set()
        self.shuffled = random.Random(seed)

    @rule(hub=hubs, size=st.integers(1, 120) | st.integers(240, 700))
    def post(self, hub: int, size: int) -> None:
        payload = b"%d " % len(self.written) + b"x" * size
        if not self.world.stations[hub].up:
            return
        self.written[self.world.post(hub, payload)] = payload

    @rule(seconds=st.floats(0, 5) | st.floats(0, 120) | st.just(900.0))
    def time_passes(self, seconds: float) -> None:
        self.world.run(seconds)

    @rule(loss=st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0]))
    def the_air_gets_better_or_worse(self, loss: float) -> None:
        self.world.loss = loss

    @rule(hub=hubs, count=st.integers(1, 12))
    def frames_come_again_or_late_and_in_any_order(self, hub: int, count: int) -> None:
        again = self.world.payloads[-20:]
        self.shuffled.shuffle(again)
        if self.world.stations[hub].up:
            for octets in again[:count]:
                self.world.hear(hub, octets)

    @rule(hub=hubs)
    def a_hub_reboots(self, hub: int) -> None:
        self.world.boot(self.world.stations[hub])

    @rule(hub=hubs)
    def a_hub_goes(self, hub: int) -> None:
        if self.world.stations[hub].up:
            self.world.kill(hub)

    @rule(alone=hubs)
    def one_hub_is_cut_off(self, alone: int) -> None:
        self.world.cut = lambda sender, receiver: alone in (sender, receiver)

    @rule(sender=hubs, receiver=hubs)
    def one_way_is_deaf(self, sender: int, receiver: int) -> None:
        self.world.cut = lambda *way: way == (sender, receiver)

    @rule()
    def all_hear_each_other(self) -> None:
        self.world.cut = lambda _sender, _receiver: False

    @rule(hub=hubs, data=st.data())
    def the_first_records_pass(self, hub: int, data: st.DataObject) -> None:
        """They expire on the boards of all that have them."""
        newest = max((n for origin, n in self.written if origin == hub), default=0)
        if newest == 0:
            return
        span = Span(hub, 1, data.draw(st.integers(1, newest)))
        self.passed |= {(hub, number) for number in span.sequences}
        self.world.expire(span)

    @invariant()
    def nothing_is_made_up_nor_stored_as_another_hub_wrote_it(self) -> None:
        for station in self.world.stations.values():
            for name, aged in station.durable.items():
                assert self.written[name] == aged.record.payload

    @invariant()
    def what_its_origin_holds_is_never_lost_there(self) -> None:
        for name in self.written.keys() - self.passed:
            assert name in self.world.stations[name[0]].durable

    @invariant()
    def nothing_is_delivered_twice_once_it_is_durable(self) -> None:
        for station in self.world.stations.values():
            living = [each for each in station.deliveries if each not in self.passed]
            assert len(living) == len(set(living))

    def teardown(self) -> None:
        """Then there is quiet."""
        if not hasattr(self, "world"):
            return
        self.world.loss = 0.0
        self.all_hear_each_other()
        for station in self.world.stations.values():
            if not station.up:
                self.world.boot(station)
        self.world.run(QUIET_S)

        self.nothing_is_made_up_nor_stored_as_another_hub_wrote_it()
        self.nothing_is_delivered_twice_once_it_is_durable()
        living = self.written.keys() - self.passed
        for board in self.world.boards():
            assert board - self.passed == living
        assert not any(
            station.engine.status().wanted for station in self.world.stations.values()
        )


ThreeHubs.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestThreeHubs = ThreeHubs.TestCase
