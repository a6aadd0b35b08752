"""Which hub answers a text on the channel: the one that heard it best, the others keep
silent. Values and times only.

A hub waits the longer the worse it heard the text. Those that heard it alike wait in an
order that all compute alike, as hubs do for their digests: by chance two of them would
begin within the two seconds that an answer takes, and not hear each other.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

from radio.texts import TextHeard

What = TypeVar("What")

SLOT_S = 6.0
"""From handing an answer over until others have heard it: 2.4 s on a quiet channel
(LONG_FAST), 6 s where the question is still being repeated; measured on virtual radios.
"""

AT_ONCE_S = 0.5
LAST_S = 2 * SLOT_S
"""Who has nothing better to say than that it can't be done lets others go before."""

WELL_DB = 0.0
"""How much louder than the noise: LONG_FAST is read down to -17 dB."""

MAX_RANK = 3
"""Of more hubs in earshot some share a place in the order."""

MAX_WAITING = 32
MAX_HAD = 32
"""So many that had their turn are kept: some may still wait for the radio."""

PATIENCE_S = 60.0
"""How long a turn is put off while the radio has other texts to say."""


def quality(heard: TextHeard) -> int:
    """How well a text was heard: 0 is best."""
    if heard.hops:
        return 2
    return 0 if heard.snr_db is not None and heard.snr_db >= WELL_DB else 1


def turn_s(heard: TextHeard, us: int, others: Collection[int], chance: float) -> float:
    """How long to leave the answer to others; `chance`: from 0 to 1.

    `us`, `others`: this hub and those that were heard lately.
    """
    if not others:
        return AT_ONCE_S
    everybody = sorted({us, *others}, key=lambda hub: _lot(hub, heard))
    places = min(len(everybody), MAX_RANK + 1)
    rank = min(everybody.index(us), MAX_RANK)
    return AT_ONCE_S + SLOT_S * (quality(heard) * places + rank) + chance


def _lot(hub: int, heard: TextHeard) -> bytes:
    """Drawn anew for each text."""
    drawn = b"".join(each.to_bytes(8) for each in (hub, heard.radio, heard.packet))
    return hashlib.blake2s(drawn, digest_size=8, person=b"turn").digest()


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[What]):
    what: What
    due: float


class Turns(Generic[What]):
    """What waits for its turn on the channel, by the text's radio and number."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[tuple[int, int], _Waiting[What]] = OrderedDict()
        self._had: OrderedDict[tuple[int, int], What] = OrderedDict()

    def wait(self, heard: TextHeard, what: What, due: float) -> None:
        """Keep it until its turn; where too many wait, the oldest is let go."""
        self._waiting[heard.radio, heard.packet] = _Waiting(what, due)
        if len(self._waiting) > MAX_WAITING:
            self._waiting.popitem(last=False)

    def answered(self, packet: int, suffices: Callable[[What], bool]) -> bool:
        """Another hub answered that text: what that answer `suffices` for need not be
        answered any more; whether it does for all that had its turn already."""
        for name in [each for each in self._waiting if each[1] == packet]:
            if suffices(self._waiting[name].what):
                del self._waiting[name]
        had = [what for name, what in self._had.items() if name[1] == packet]
        return bool(had) and all(map(suffices, had))

    def due(self, now: float, *, busy: bool = False) -> list[What]:
        """What has its turn now; while the radio is `busy` only what waited long for
        it: said later, it could not be left to another hub any more."""
        before = now - PATIENCE_S if busy else now
        names = [name for name, each in self._waiting.items() if each.due <= before]
        return [self._take(name) for name in names]

    @property
    def next_at(self) -> float:
        """When to look again; infinite where nothing waits."""
        return min((each.due for each in self._waiting.values()), default=float("inf"))

    def _take(self, name: tuple[int, int]) -> What:
        what = self._had[name] = self._waiting.pop(name).what
        if len(self._had) > MAX_HAD:
            self._had.popitem(last=False)
        return what
