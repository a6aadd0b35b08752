"""Which packets a radio heard or sent lately: its table of duplicates. No IO."""

from __future__ import annotations

from collections import OrderedDict

SEEN_PACKETS = 200
"""Twice MAX_NUM_NODES, in RAM, oldest forgotten (mesh-pb-constants.h)."""


class SeenPackets:
    """Which packets were heard or sent lately."""

    def __init__(self) -> None:
        self._keys: OrderedDict[tuple[int, int], None] = OrderedDict()

    def add(self, key: tuple[int, int]) -> bool:
        """Remember it; False if it is known."""
        if key in self._keys:
            return False
        self._keys[key] = None
        if len(self._keys) > SEEN_PACKETS:
            self._keys.popitem(last=False)
        return True
