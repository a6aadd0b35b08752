"""The scenarios by name: places, posts and faults, drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from radio.simulator.places import Place, in_a_row, on_blocks, scattered, shifted
from radio.simulator.plan import Move, Newcomer, Outage, Plan, Split
from radio.simulator.posting import PlannedPost, one_by_one, planned

MINUTE_S = 60.0
HOUR_S = 3600.0
DAY_S = 24 * HOUR_S

CLAIM_BYTES = 8
CLAIM_SHARE = 0.25
"""How many of all records are claims, which are short."""

EU_868_DUTY_CYCLE = 0.1


@dataclass(frozen=True, slots=True)
class Scenario:
    """`about` says in a line what it is; `plan` draws one."""

    about: str
    plan: Callable[[Random], Plan]


def lobby_pair(dice: Random) -> Plan:
    """Two hubs across a street."""
    posts = _posts(dice, range(2), 30, gap_s=4 * MINUTE_S)
    return Plan(2, tuple(in_a_row(2, 300.0)), posts, quiet_s=2 * HOUR_S, loss=0.1)


def five_blocks(dice: Random) -> Plan:
    """Five hubs that all hear one another, a post a minute."""
    places = tuple(scattered(dice, 5, 600.0))
    posts = _posts(dice, range(5), 50, gap_s=MINUTE_S)
    return Plan(5, places, posts, quiet_s=2 * HOUR_S, loss=0.1)


def valley(dice: Random) -> Plan:
    """Twelve hubs along a road, and a plain relay between each two of them."""
    row = in_a_row(23, 800.0)
    posts = _posts(dice, range(12), 40, gap_s=8 * MINUTE_S)
    places = tuple(row[::2] + row[1::2])
    return Plan(12, places, posts, quiet_s=12 * HOUR_S, loss=0.1)


def split_town(dice: Random) -> Plan:
    """Twenty hubs; for a day its halves don't hear one another, and both go on."""
    halves = tuple(range(10)), tuple(range(10, 20))
    posts = [
        planned(dice, half, dice.uniform(0, DAY_S))
        for half in halves
        for _ in range(200)
    ]
    return Plan(
        20,
        tuple(scattered(dice, 20, 700.0)),
        _in_order(_with_claims(dice, posts)),
        quiet_s=8 * HOUR_S,
        splits=(Split(0.0, DAY_S, halves),),
    )


def courier(dice: Random) -> Plan:
    """Two islands of four hubs out of each other's reach, and one hub in a car."""
    places = scattered(dice, 4, 500.0)
    places += shifted(scattered(dice, 4, 500.0), 10_000.0)
    stops = Place(250.0, 250.0), Place(10_250.0, 250.0)
    moves = [Move(nth * HOUR_S, 8, stops[nth % 2]) for nth in range(1, 15)]
    return Plan(
        9,
        (*places, stops[0]),
        _posts(dice, range(8), 80, gap_s=5 * MINUTE_S),
        quiet_s=8 * HOUR_S,
        loss=0.1,
        moves=tuple(moves),
    )


def storm(dice: Random) -> Plan:
    """Eight hubs, four packets in ten lost, power failing, and a post a minute."""
    end_s = 4 * HOUR_S
    outages = [
        outage
        for hub in range(8)
        for outage in (
            *_outages(dice, hub, end_s, every_s=HOUR_S, lasting_s=3 * MINUTE_S),
            *_radio_outages(dice, hub, end_s),
        )
    ]
    return Plan(
        8,
        tuple(scattered(dice, 8, 700.0)),
        _posts(dice, range(8), 240, gap_s=MINUTE_S),
        quiet_s=8 * HOUR_S,
        loss=0.4,
        duty_cycle=EU_868_DUTY_CYCLE,
        outages=tuple(outages),
    )


def new_hub(dice: Random) -> Plan:
    """A hub is introduced to twenty that hold 300 posts and go on writing."""
    held = [planned(dice, range(20), 0.0) for _ in range(300)]
    return Plan(
        21,
        tuple(scattered(dice, 21, 700.0)),
        _posts(dice, range(20), 120, gap_s=3 * MINUTE_S),
        quiet_s=8 * HOUR_S,
        loss=0.1,
        newcomer=Newcomer(2 * HOUR_S, 20),
        held=tuple((each.hub, each.packed) for each in held),
    )


def city(dice: Random) -> Plan:
    """Two hundred hubs over 70 square kilometres, up to a dozen hops apart."""
    return Plan(
        200,
        tuple(on_blocks(dice, 200, 600.0)),
        _posts(dice, range(200), 30, gap_s=2 * MINUTE_S),
        quiet_s=12 * HOUR_S,
        loss=0.1,
        shadow_db=3.0,
    )


SCENARIOS = MappingProxyType(
    {
        make.__name__.replace("_", "-"): Scenario(make.__doc__ or "", make)
        for make in (
            lobby_pair,
            five_blocks,
            valley,
            split_town,
            courier,
            storm,
            new_hub,
            city,
        )
    }
)


def _posts(
    dice: Random, hubs: Sequence[int], count: int, gap_s: float
) -> tuple[PlannedPost, ...]:
    return _in_order(_with_claims(dice, one_by_one(dice, hubs, count, gap_s)))


def _with_claims(dice: Random, posts: Iterable[PlannedPost]) -> Iterator[PlannedPost]:
    for post in posts:
        is_claim = dice.random() < CLAIM_SHARE
        packed = dice.randbytes(CLAIM_BYTES) if is_claim else post.packed
        yield replace(post, packed=packed)


def _in_order(posts: Iterable[PlannedPost]) -> tuple[PlannedPost, ...]:
    return tuple(sorted(posts, key=lambda post: post.at_s))


def _outages(
    dice: Random, hub: int, end_s: float, *, every_s: float, lasting_s: float
) -> Iterator[Outage]:
    at_s = dice.expovariate(1 / every_s)
    while at_s < end_s:
        until_s = at_s + dice.uniform(0.3, 1.7) * lasting_s
        yield Outage(at_s, until_s, hub)
        at_s = until_s + dice.expovariate(1 / every_s)


def _radio_outages(dice: Random, hub: int, end_s: float) -> Iterator[Outage]:
    for each in _outages(
        dice, hub, end_s, every_s=1.5 * HOUR_S, lasting_s=MINUTE_S / 2
    ):
        yield Outage(each.from_s, each.until_s, each.hub, radio_only=True)
