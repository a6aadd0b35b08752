"""Token buckets, and a memory of the last few by key; times are monotonic seconds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` at once, then one each `every_s` seconds."""

    burst: int
    every_s: float


@dataclass(slots=True)
class Bucket:
    """Gives tokens at a rate; full at first."""

    rate: Rate
    _left: float = field(init=False)
    _at: float = float("-inf")

    def __post_init__(self) -> None:
        self._left = float(self.rate.burst)

    def has(self, now: float, leaving: int = 0) -> bool:
        """Whether there is a token besides those that are to be left."""
        if self._left < self.rate.burst:
            gained = (now - self._at) / self.rate.every_s
            self._left = min(self._left + gained, float(self.rate.burst))
        self._at = now
        return self._left >= 1 + leaving

    def wait_s(self, now: float, leaving: int = 0) -> float:
        """How long until `has` says so; nothing where it does."""
        if self.has(now, leaving):
            return 0.0
        return (1 + leaving - self._left) * self.rate.every_s

    def take(self, now: float) -> bool:
        """Take a token; False where there is none."""
        if not self.has(now):
            return False
        self._left -= 1
        return True


class Lately(Generic[Key, Value]):
    """The last `most` keys and what is known of each; older ones make room."""

    def __init__(self, most: int, fresh: Callable[[], Value]) -> None:
        """`fresh` makes what is known of a key at first."""
        self._most = most
        self._fresh = fresh
        self._known: OrderedDict[Key, Value] = OrderedDict()

    def __getitem__(self, key: Key) -> Value:
        value = self._known.get(key)
        if value is None:
            value = self._known[key] = self._fresh()
        self._known.move_to_end(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return value

    def __contains__(self, key: Key) -> bool:
        return key in self._known

    def __len__(self) -> int:
        return len(self._known)

    def all(self) -> list[Key]:
        """All that are known, the latest last."""
        return list(self._known)

    def forget(self, key: Key) -> None:
        """Nothing is known of it any more."""
        self._known.pop(key, None)
