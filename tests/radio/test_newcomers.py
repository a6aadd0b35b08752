"""Records that have passed: who joins gets what lives, and learns of the rest."""

from __future__ import annotations

import pytest

from radio.events import FrameHeard, RecordAdded, RecordNeeded, RecordsPassed
from radio.frame import (
    DigestFrame,
    Followed,
    Frame,
    PassedFrame,
    RecordsFrame,
    RequestFrame,
    Span,
)
from radio.passing import AGAIN_S
from radio.record import AgedRecord, Record, RecordName
from tests.radio.seals import Speaker
from tests.radio.world import World

PASSED = (Span(1, 1, 20), Span(1, 22, 8), Span(2, 1, 5))
HOUR_S = 3600.0


def _settled(count: int, seed: int, loss: float = 0.0) -> World:
    """Hubs of which the first two wrote 30 and 8 records; the highest is switched off,
    and the rest agree on what is over."""
    world = World(count, seed, loss)
    world.kill(count)
    for origin, written in ((1, 30), (2, 8)):
        for _ in range(written):
            world.post(origin)
    world.run(2 * HOUR_S)
    for origin in range(1, count):
        world.pass_over(origin, *PASSED)
    world.run(HOUR_S)
    assert set(world.boards()[: count - 1]) == {_living()}
    return world


def _living() -> frozenset[RecordName]:
    written = [(1, n) for n in range(1, 31)] + [(2, n) for n in range(1, 9)]
    return frozenset(
        name for name in written if not any(name in span for span in PASSED)
    )


def _followed(world: World, hub: int, by: int) -> dict[int, Followed]:
    """What one hub was last heard to hold, as another knows it."""
    followed = world.stations[by].engine.status().peers[hub].followed
    return dict(followed)


ALL_OF_IT = {1: Followed(1, 30), 2: Followed(2, 8)}


@pytest.mark.parametrize(("seed", "loss"), [(1, 0.0), (2, 0.1), (3, 0.3)])
def test_who_joins_gets_what_lives_and_holds_what_the_others_hold(
    seed: int, loss: float
) -> None:
    world = _settled(4, seed, loss)

    world.boot(world.stations[4])
    world.run(2 * HOUR_S)

    assert set(world.boards()) == {_living()}
    assert len(set(world.stations[4].deliveries)) == len(_living())
    assert _followed(world, hub=4, by=2) == ALL_OF_IT


def test_nobody_ever_sends_what_has_passed() -> None:
    world = _settled(4, seed=4)
    world.sent.clear()

    world.boot(world.stations[4])
    world.run(2 * HOUR_S)

    sent = {
        aged.record.name
        for _, _, frame in world.sent
        if isinstance(frame, RecordsFrame)
        for aged in frame.records
    }
    assert sent <= _living()


def test_a_long_history_costs_who_joins_a_few_frames() -> None:
    world = World(count=3, seed=10, loss=0.1)
    living = range(1000, 20_001, 1000)
    for station in world.stations.values():
        world.kill(station.origin)
    for origin in (1, 2):
        world.pass_over(origin, *(Span(1, n - 999, 999) for n in living))
        for n in living:
            world.keep(origin, AgedRecord(Record(1, n, b"it lives"), 0.0))
        world.boot(world.stations[origin])
    world.run(HOUR_S)
    world.sent.clear()

    world.boot(world.stations[3])
    world.run(HOUR_S)

    told = [frame for _, _, frame in world.sent if isinstance(frame, PassedFrame)]
    assert world.stations[3].durable.keys() == {(1, n) for n in living}
    assert len(told) < 10


def test_without_the_hub_that_wrote_them_others_are_believed_by_and_by() -> None:
    world = _settled(4, seed=5)
    world.kill(1)

    world.boot(world.stations[4])
    world.run(4 * HOUR_S)

    assert world.stations[4].durable.keys() == _living()
    assert _followed(world, hub=4, by=2) == ALL_OF_IT


def test_one_hub_alone_is_believed_when_it_says_so_again() -> None:
    world = _settled(3, seed=6)
    world.kill(1)

    world.boot(world.stations[3])
    world.run(4 * HOUR_S)

    assert world.stations[3].durable.keys() == _living()
    assert _followed(world, hub=3, by=2) == ALL_OF_IT


def test_a_hub_that_was_restarted_knows_still_what_has_passed() -> None:
    world = _settled(3, seed=7)
    world.boot(world.stations[3])
    world.run(2 * HOUR_S)
    world.kill(3)
    world.sent.clear()

    world.boot(world.stations[3])
    world.run(HOUR_S)

    frames = [type(frame) for _, _, frame in world.sent]
    assert not {RequestFrame, PassedFrame, RecordsFrame} & set(frames)


def test_what_one_hub_needs_after_all_is_sent_by_who_holds_it() -> None:
    world = World(count=2, seed=8)
    for _ in range(3):
        world.post(1)
    world.run(HOUR_S)
    world.pass_over(2, Span(1, 1, 2))

    world.tell(world.stations[2], RecordNeeded((1, 2)))
    world.run(HOUR_S)

    assert world.stations[2].durable.keys() == {(1, 2), (1, 3)}


# -- whom to believe ----------------------------------------------------------


class _Newcomer:
    """Hub 1, which holds the latest of five records of hub 2."""

    def __init__(self) -> None:
        self.world = World(count=1, seed=9)
        self.speaker = Speaker()
        aged = AgedRecord(Record(2, 5, b"the latest"), 0.0)
        self.world.tell(self.world.stations[1], RecordAdded(aged))

    def hears(self, frame: Frame, after_s: float = 0.0) -> list[Span]:
        """What it believes of a frame to have passed."""
        self.world.now += after_s
        station = self.world.stations[1]
        heard = FrameHeard(self.speaker.says(frame))
        actions = station.engine.handle(heard, self.world.now)
        passed = [each for each in actions if isinstance(each, RecordsPassed)]
        return [span for each in passed for span in each.spans]


def _says(sender: int, *spans: Span) -> PassedFrame:
    return PassedFrame(sender, spans)


ALL, SOME = Span(2, 1, 4), Span(2, 2, 2)


def test_the_hub_that_wrote_them_is_believed_at_once() -> None:
    assert _Newcomer().hears(_says(2, ALL)) == [ALL]


def test_another_hub_is_believed_when_a_second_says_the_same() -> None:
    newcomer = _Newcomer()

    assert newcomer.hears(_says(3, ALL)) == []
    assert newcomer.hears(_says(4, SOME)) == [SOME]


def test_another_hub_is_believed_when_it_says_so_again_later_and_not_at_once() -> None:
    newcomer = _Newcomer()

    assert newcomer.hears(_says(3, ALL)) == []
    assert newcomer.hears(_says(3, ALL), after_s=1.0) == []
    assert newcomer.hears(_says(3, ALL), after_s=AGAIN_S) == [ALL]


def test_what_is_held_and_what_it_wrote_itself_nobody_can_take_from_a_hub() -> None:
    newcomer = _Newcomer()
    newcomer.world.post(1)

    for sender in (3, 4):
        assert newcomer.hears(_says(sender, Span(2, 5, 1), Span(1, 1, 9))) == []
    assert newcomer.world.stations[1].engine.status().records == 2


def test_what_a_hub_that_was_never_heard_is_said_to_hold_can_have_passed() -> None:
    newcomer = _Newcomer()
    newcomer.hears(DigestFrame(3, (Followed(9, 12),)))

    newcomer.hears(_says(3, Span(9, 1, 12)))
    believed = newcomer.hears(_says(4, Span(9, 1, 12)))

    assert believed == [Span(9, 1, 12)]


def test_a_record_that_comes_although_it_passed_is_delivered() -> None:
    newcomer = _Newcomer()
    newcomer.hears(_says(2, ALL))
    aged = AgedRecord(Record(2, 3, b"it lives"), 0.0)
    frame = newcomer.speaker.says(RecordsFrame(3, (aged,)))

    newcomer.world.hear(1, frame)

    station = newcomer.world.stations[1]
    assert station.deliveries == [(2, 3)]
    assert station.engine.status().records == 2
