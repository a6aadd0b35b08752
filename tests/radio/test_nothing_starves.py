"""Hubs with more to say than they may: what is said first, and what is never said."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from radio.airtime import PRESETS, airtime_s
from radio.budget import HOUR_S, OWN_SHARE, Hold
from radio.events import ChannelUse
from radio.frame import DigestFrame, RecordsFrame, RequestFrame, ShortDigestFrame
from radio.priority import Priority
from radio.record import RecordName
from radio.regions import duty_cycle
from tests.radio.world import World

MINUTE_S = 60.0


def _airtimes(world: World, origin: int) -> list[tuple[float, float]]:
    """When a hub sent, and how long each frame took."""
    return [
        (at, airtime_s(len(octets) + 24, PRESETS["LONG_FAST"]))
        for (at, sender, _), octets in zip(world.sent, world.payloads, strict=True)
        if sender == origin
    ]


def _busiest_hour(world: World, origin: int) -> float:
    sent = _airtimes(world, origin)
    return max(
        math.fsum(each for at, each in sent if start <= at < start + HOUR_S)
        for start, _ in sent
    )


def _sent_at(world: World, name: RecordName) -> float:
    """When a record was on the air for the first time."""
    return next(at for at, each in _records(world) if each == name)


def _records(world: World) -> Iterator[tuple[float, RecordName]]:
    for at, _, frame in world.sent:
        if isinstance(frame, RecordsFrame):
            yield from ((at, each.record.name) for each in frame.records)


def _report(world: World, channel: float, transmitting: float = 0.0) -> None:
    for station in world.stations.values():
        world.tell(station, ChannelUse(channel, transmitting))


def _quiet(count: int, seed: int, loss: float = 0.0, region: str = "") -> World:
    world = World(count, seed, loss, duty_cycle=duty_cycle(region))
    world.run(HOUR_S)
    return world


def _flood(world: World, posts: int, size: int = 150) -> None:
    for _ in range(posts):
        world.post(1, b"x" * size)


@pytest.mark.parametrize("region", ["", "EU_868", "EU_866"])
def test_a_flood_of_posts_stays_within_the_hours_share(region: str) -> None:
    world = _quiet(count=3, seed=1, region=region)
    _flood(world, posts=400)

    world.run(4 * HOUR_S)

    share = min(OWN_SHARE, 0.8 * duty_cycle(region))
    assert all(_busiest_hour(world, each) <= share * HOUR_S for each in world.stations)
    assert _busiest_hour(world, 1) > 0.7 * share * HOUR_S


def test_a_flood_arrives_in_the_end() -> None:
    world = _quiet(count=3, seed=2, loss=0.1)
    _flood(world, posts=200, size=60)

    world.run(8 * HOUR_S)

    assert [len(board) for board in world.boards()] == [200] * 3


def test_after_a_quiet_hour_a_burst_is_sent_at_once() -> None:
    world = _quiet(count=3, seed=3)
    _flood(world, posts=20)

    world.run(MINUTE_S)

    assert [len(board) for board in world.boards()] == [20] * 3


def test_an_alert_in_a_flood_goes_out_at_once() -> None:
    world = _quiet(count=2, seed=4)
    _flood(world, posts=400)
    for _ in range(10):
        world.run(7 * MINUTE_S)
        alert = world.post(1, b"boil water", Priority.URGENT)
        written = world.now
        world.run(10)

        assert _sent_at(world, alert) - written < 6


def test_a_need_in_a_flood_of_offers_goes_out_within_minutes() -> None:
    world = _quiet(count=2, seed=5)
    _flood(world, posts=400)
    world.run(HOUR_S)
    need = world.post(1, b"water for 4", Priority.PRESSING)
    written = world.now

    world.run(HOUR_S)

    assert _sent_at(world, need) - written < 3 * MINUTE_S


def test_an_alert_goes_out_when_the_channel_is_busy() -> None:
    world = _quiet(count=2, seed=6)
    _report(world, channel=0.6)
    world.sent.clear()
    offer = world.post(1, b"soup")
    alert = world.post(1, b"boil water", Priority.URGENT)

    world.run(5)

    assert [name for _, name in _records(world)] == [alert]
    budget = world.stations[1].engine.status().budget
    assert budget.held_back is Hold.CHANNEL
    assert budget.waiting[Priority.USUAL] == 1

    _report(world, channel=0.1)
    world.run(5)
    assert offer in world.stations[2].durable


def test_a_radio_that_says_no_more_holds_nobody_back_for_ever() -> None:
    world = _quiet(count=2, seed=7)
    _report(world, channel=0.6)
    offer = world.post(1, b"soup")

    world.run(16 * MINUTE_S)

    assert offer in world.stations[2].durable


def test_what_waits_longest_is_not_starved() -> None:
    world = _quiet(count=3, seed=8)
    world.kill(3)
    for _ in range(10):
        world.post(2, b"y" * 100)
        world.run(5)
    world.kill(2)
    world.run(HOUR_S)
    # Only hub 1 can answer now, and it has more needs to send than it may.
    for _ in range(400):
        world.post(1, b"x" * 150, Priority.PRESSING)
    world.boot(world.stations[3])
    world.sent.clear()

    world.run(90 * MINUTE_S)

    assert len([each for each in world.stations[3].durable if each[0] == 2]) == 10
    kinds = {type(frame) for _, sender, frame in world.sent if sender == 1}
    assert kinds & {DigestFrame, ShortDigestFrame}
    assert RequestFrame in {type(frame) for _, sender, frame in world.sent}


def test_a_region_that_allows_hardly_anything_still_gets_a_post_across() -> None:
    world = _quiet(count=3, seed=9, region="UA_868")

    name = world.post(1)
    world.run(3)

    assert world.boards() == [{name}] * 3


def test_the_status_says_what_waits_and_why() -> None:
    world = _quiet(count=2, seed=10)
    _flood(world, posts=200)
    world.run(10 * MINUTE_S)

    budget = world.stations[1].engine.status().budget

    assert budget.waiting[Priority.USUAL] > 100
    assert budget.held_back is Hold.SHARE
    assert 0.02 < budget.used_share <= OWN_SHARE
