"""The hubs that the radio heard, as a drawing: where each stands around this one, and
its line. Pure geometry: no words, no colours.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from hub.web.delivery import HEARD_LATELY_S

SIDE = 348.0
"""Of the drawing, in its own units: about a CSS pixel on a narrow phone."""

RINGS = (77.0, 113.0, 148.0)
"""Where those stand who are heard directly, by one radio in between, and by more."""

LARGE, SMALL = 24.0, 17.0
"""Half of a hub's width, where there are few, and where there are many."""

FEW = 8
GAP = 3.0
"""Between two hubs, at least."""

LAMP = 34.0
"""Half of what is kept free for this hub, in the middle."""

STRENGTHS = (0.1, 0.35, 0.65)
"""Up to which loss a line is one step thinner, and is spoken of in other words."""


@dataclass(frozen=True, slots=True)
class HeardHub:
    """Another hub; `hops`: how many radios pass it on, None where nobody knows."""

    origin: int
    ago_s: float
    hops: int | None = None
    loss: float | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether it was not heard for so long that it does not count."""
        return self.ago_s >= HEARD_LATELY_S


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the drawing."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A hub in the drawing.

    `line`: from the middle towards it; `strength`: 0 to 3, the best last; `dots`: one
    for each radio that passes its words on.
    """

    number: int
    hub: HeardHub
    at: Point
    line: tuple[Point, Point]
    strength: int
    dots: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class HubMap:
    """The drawing: from `top` on `height` high, the middle at 0, 0; `radius`: of a
    hub; `spots`: in the order of their numbers, the nearest first.
    """

    top: float
    height: float
    radius: float
    spots: tuple[Spot, ...]
    left: float = -SIDE / 2
    width: float = SIDE


def hub_map(hubs: Sequence[HeardHub], mirrored: bool = False) -> HubMap:
    """Place up to 24 hubs so that none covers another, or another's line.

    Each has a direction of its own. Where neighbours would touch on a ring, every
    other one of it stands further out. `mirrored`: for those who read from the right.
    """
    near_first = sorted(hubs, key=lambda each: (_class_of(each), each.origin))
    radius = LARGE if len(hubs) <= FEW else SMALL
    rings = _rings(near_first, radius)
    slots = _slots(rings)
    spots = tuple(
        _spot(number, hub, _at(RINGS[ring], slot, len(hubs), mirrored), radius)
        for number, (hub, ring, slot) in enumerate(
            zip(near_first, rings, slots, strict=True), 1
        )
    )
    ys = [spot.at.y for spot in spots]
    top = min([-LAMP, *(y - radius for y in ys)]) - GAP
    bottom = max([LAMP, *(y + radius for y in ys)]) + GAP
    return HubMap(_round(top), _round(bottom - top), radius, spots)


def _class_of(hub: HeardHub) -> int:
    return len(RINGS) - 1 if hub.hops is None else min(hub.hops, len(RINGS) - 1)


def _rings(near_first: Sequence[HeardHub], radius: float) -> list[int]:
    """The ring of each; who finds its own full stands on the next one."""
    taken = Counter[int]()
    rings: list[int] = []
    for hub in near_first:
        ring = max(_class_of(hub), rings[-1] if rings else 0)
        while taken[ring] >= _most_on(ring, len(near_first), radius):
            ring += 1
        taken[ring] += 1
        rings.append(ring)
    return rings


def _most_on(ring: int, count: int, radius: float) -> int:
    """Of so many directions; half, where neighbours would touch."""
    if ring == len(RINGS) - 1 or count == 1:
        return count
    apart = 2 * RINGS[ring] * math.sin(math.pi / count)
    return count if apart >= 2 * radius + GAP else count // 2


def _slots(rings: Sequence[int]) -> list[int]:
    """The direction of each: every other one first, then those between.

    The inner ring is placed first and the middle one last, so that no two of either
    are neighbours.
    """
    count = len(rings)
    order = sorted(range(count), key=lambda each: ((0, 2, 1)[rings[each]], each))
    free = [*range(0, count, 2), *range(1, count, 2)]
    slots = [0] * count
    for each, slot in zip(order, free, strict=True):
        slots[each] = slot
    return slots


def _at(distance: float, slot: int, count: int, mirrored: bool) -> Point:
    angle = 2 * math.pi * slot / count - math.pi / 2 + math.pi / max(count, 2)
    x = distance * math.cos(angle)
    return Point(_round(-x if mirrored else x), _round(distance * math.sin(angle)))


def _spot(number: int, hub: HeardHub, at: Point, radius: float) -> Spot:
    distance = math.hypot(at.x, at.y)
    start, end = LAMP / distance, 1 - radius / distance
    dots = hub.hops or 0
    shares = (start + (end - start) * each / (dots + 1) for each in range(1, dots + 1))
    line = _along(at, start), _along(at, end)
    return Spot(
        number, hub, at, line, _strength(hub.loss), tuple(_along(at, s) for s in shares)
    )


def _along(at: Point, share: float) -> Point:
    return Point(_round(at.x * share), _round(at.y * share))


def _strength(loss: float | None) -> int:
    """Nothing is known of one that was heard once: neither thick nor thin."""
    return 1 if loss is None else sum(loss <= most for most in STRENGTHS)


def _round(length: float) -> float:
    return round(length, 1)
