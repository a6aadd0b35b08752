"""Which records were on the air lately, and how often, by whoever sent them."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from radio.record import RecordName

RECENT_S = 600.0
MAX_RECENT = 512


@dataclass(slots=True)
class _Sent:
    times: int
    last_at: float
    told: int = 0
    word_at: float = 0.0


class Recent:
    """Records by name, the one sent longest ago first."""

    def __init__(self) -> None:
        self._sent: OrderedDict[RecordName, _Sent] = OrderedDict()

    def sent(self, names: Iterable[RecordName], now: float) -> None:
        """These were on the air just now."""
        for name in names:
            sent = self._sent.setdefault(name, _Sent(0, now))
            sent.times += 1
            sent.last_at = sent.word_at = now
            self._sent.move_to_end(name)
        while len(self._sent) > MAX_RECENT:
            self._sent.popitem(last=False)

    def forget(self, now: float) -> None:
        """Lately is over for what was on the air longer ago."""
        while self._sent and next(iter(self._sent.values())).last_at < now - RECENT_S:
            self._sent.popitem(last=False)

    def told(self, now: float, beside: Collection[RecordName] = ()) -> None:
        """What was on the air tells who lacks one of these that something is lacking.

        `beside`: the records that were in that frame; of them it tells nothing more.
        """
        for name, sent in self._sent.items():
            if name not in beside:
                sent.told += 1
                sent.word_at = now

    def last_word_at(self, name: RecordName) -> float:
        """When a record was on the air last, or told of."""
        sent = self._sent.get(name)
        return -math.inf if sent is None else sent.word_at

    def chances(self, name: RecordName) -> int:
        """How many frames all have missed who still lack a record and don't ask."""
        sent = self._sent.get(name)
        return 0 if sent is None else sent.times + sent.told

    def times(self, name: RecordName) -> int:
        """How often a record was on the air lately."""
        sent = self._sent.get(name)
        return 0 if sent is None else sent.times

    def last_at(self, name: RecordName) -> float:
        """When a record was on the air last; long ago if it was not lately."""
        sent = self._sent.get(name)
        return -math.inf if sent is None else sent.last_at

    def names(self, now: float) -> Iterator[RecordName]:
        """The records that were on the air lately, the newest first."""
        self.forget(now)
        return reversed(self._sent)
