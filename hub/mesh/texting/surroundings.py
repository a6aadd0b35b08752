"""What a desk needs besides board and neighbours: other hubs, chance, the stewards'
wishes, understanding. Values and functions only.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hub.mesh.texting.commands import Said


class Announce(Enum):
    """What the stewards want said on the neighbours' channel unasked."""

    NOTHING = "none"
    ALERTS = "alerts"
    NEEDS = "needs"
    """Alerts and new needs."""


class Understanding(Protocol):
    """Tells what a text says; `by_person`: even one in a hub's words is no hub's."""

    def __call__(self, text: str, *, by_person: bool = False) -> Said: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`understand` a text; `company`: the other hubs heard lately; `busy`: whether
    texts wait to be said, so that another would have to wait.
    """

    understand: Understanding
    company: Callable[[], Collection[int]]
    rng: random.Random
    announce: Announce = Announce.ALERTS
    busy: Callable[[], bool] = lambda: False
