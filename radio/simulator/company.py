"""Which hubs could reach one another at a moment, over whichever radios are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from radio.simulator.places import Terrain


class Company:
    """Hubs in groups; reckoned anew after each change."""

    def __init__(self, terrain: Terrain, hubs: int) -> None:
        self._terrain = terrain
        self._hubs = hubs
        self._groups: list[frozenset[int]] | None = None
        self._reasons: Counter[int] = Counter()

    def leave(self, hub: int) -> None:
        """The hub has no power, or its radio; both may happen, and end one by one."""
        self._reasons[hub] += 1
        self._groups = None

    def come(self, hub: int) -> None:
        """What was said by `leave` is over."""
        self._reasons[hub] -= 1
        self._groups = None

    def changed(self) -> None:
        """Somebody moved."""
        self._groups = None

    def around(self, hub: int) -> frozenset[int]:
        """The hubs that could get something from that one, itself among them."""
        if self._groups is None:
            self._groups = list(self._reckon())
        return next((each for each in self._groups if hub in each), frozenset())

    def _reckon(self) -> Collection[frozenset[int]]:
        away = +self._reasons
        left = set(range(len(self._terrain))) - away.keys()
        groups = []
        while left:
            group = self._reached_from(min(left), left)
            left -= group
            groups.append(frozenset(each for each in group if each < self._hubs))
        return groups

    def _reached_from(self, first: int, there: Collection[int]) -> set[int]:
        reached, edge = {first}, [first]
        while edge:
            heard_by = self._terrain.heard(edge.pop())
            new = [each for each in heard_by if each in there and each not in reached]
            reached.update(new)
            edge += new
        return reached
