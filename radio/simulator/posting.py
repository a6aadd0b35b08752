"""What neighbours write, where and when: the same posts for every strategy.

Numbers only: no text, no radio.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from radio.priority import Priority

REAL_LENGTHS = (
    (32, 11),
    (36, 12),
    (40, 13),
    (44, 13),
    (48, 14),
    (53, 15),
    (56, 16),
    (60, 17),
    (65, 18),
    (70, 19),
    (75, 20),
    (81, 21),
    (87, 22),
    (95, 24),
    (104, 26),
    (113, 29),
    (126, 31),
    (138, 35),
    (155, 38),
    (178, 44),
)
"""Twenty equally frequent lengths of real English distress messages, and what such a
post packs to, in bytes: on average 83, and 22 (means of each twentieth of 3,000)."""


INTRODUCTION_BYTES = 67
"""A hub's first record tells the others its keys."""

NEEDS = 0.6
"""The part of all posts that are needs; boards of mutual aid have more of these."""


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post to be written at a hub; hubs are named by index.

    `text_bytes`: its words as they are; `packed`: what Porchlight makes of the post;
    `priority`: needs are more pressing than offers.
    """

    at_s: float
    hub: int
    text_bytes: int
    packed: bytes
    priority: Priority = Priority.USUAL


def one_by_one(
    rng: Random, hubs: Sequence[int], count: int, mean_gap_s: float
) -> Iterator[PlannedPost]:
    """Posts at random hubs, as a Poisson process: each on its own."""
    at_s = 0.0
    for _ in range(count):
        at_s += rng.expovariate(1 / mean_gap_s)
        yield planned(rng, hubs, at_s)


def at_once(rng: Random, hubs: Sequence[int], count: int) -> Iterator[PlannedPost]:
    """Posts at random hubs, all in the same moment."""
    for _ in range(count):
        yield planned(rng, hubs, 0.0)


def planned(rng: Random, hubs: Sequence[int], at_s: float) -> PlannedPost:
    """A post of real length at one of those hubs."""
    text_bytes, packed_bytes = rng.choice(REAL_LENGTHS)
    return PlannedPost(
        at_s,
        rng.choice(hubs),
        text_bytes,
        rng.randbytes(packed_bytes),
        Priority.PRESSING if rng.random() < NEEDS else Priority.USUAL,
    )


def introduction(hub: int) -> bytes:
    """The record with which a hub introduces itself, when it first has a radio."""
    return hub.to_bytes(INTRODUCTION_BYTES)
