"""Which frames were heard before: a window of counters for each sender."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

WINDOW = 64
"""How far behind the highest counter a frame may come: relays reorder frames."""

FAR = 2**16
"""Counters apart that no hub gets ahead between two frames that are heard: a year's."""

MAX_WINDOWS = 512
"""The sender heard longest ago makes room. Only who has the key can be a sender."""

NAME_BYTES, SENDER_BYTES, COUNTER_BYTES = 4, 4, 3
ENTRY_BYTES = NAME_BYTES + SENDER_BYTES + COUNTER_BYTES

ALL_SEEN = 2**WINDOW - 1


@dataclass(slots=True)
class _Window:
    """`seen`: bit n is set if the counter n below the highest came."""

    highest: int
    seen: int

    def take(self, counter: int) -> bool:
        """Note that counter; False if it came before or lies too far back."""
        if counter > self.highest:
            ahead = min(counter - self.highest, WINDOW)
            self.seen = (self.seen << ahead | 1) & ALL_SEEN
            self.highest = counter
            return True
        bit = 1 << self.highest - counter
        if bit > ALL_SEEN or self.seen & bit:
            return False
        self.seen |= bit
        return True


class Windows:
    """Windows for each key and sender, a bounded number of them.

    Every hub of a network can seal in another's name. So that one frame with an absurd
    counter can't make all others of that sender look old, counters far from those
    heard so far have a window of their own beside.
    """

    def __init__(self) -> None:
        self._windows: OrderedDict[tuple[bytes, int, bool], _Window] = OrderedDict()

    def take(self, key: bytes, sender: int, counter: int) -> bool:
        """Note an authentic frame; False if it is a replay."""
        far = self._is_far(key, sender, counter)
        window = self._windows.get((key, sender, far))
        if window is None or abs(counter - window.highest) > FAR:
            self._put((key, sender, far), _Window(counter, 1))
            return True
        self._windows.move_to_end((key, sender, far))
        return window.take(counter)

    def snapshot(self) -> bytes:
        """The highest counters, to be kept over a restart: 11 bytes a window."""
        entries = sorted(self._windows.items(), key=lambda each: each[0][2])
        return b"".join(
            key + sender.to_bytes(SENDER_BYTES) + window.highest.to_bytes(COUNTER_BYTES)
            for (key, sender, _), window in entries
        )

    def restore(self, kept: bytes) -> None:
        """Take no frame older than that snapshot. Raises ValueError: it is none.

        What is known already stays: a window never goes back.
        """
        if len(kept) % ENTRY_BYTES:
            raise ValueError(f"a snapshot of {len(kept)} bytes")
        for at in range(0, len(kept), ENTRY_BYTES):
            key = kept[at : at + NAME_BYTES]
            rest = kept[at + NAME_BYTES : at + ENTRY_BYTES]
            sender = int.from_bytes(rest[:SENDER_BYTES])
            counter = int.from_bytes(rest[SENDER_BYTES:])
            name = (key, sender, self._is_far(key, sender, counter))
            known = self._windows.get(name)
            if known is None or known.highest < counter:
                self._put(name, _Window(counter, ALL_SEEN))

    def _is_far(self, key: bytes, sender: int, counter: int) -> bool:
        near = self._windows.get((key, sender, False))
        return near is not None and abs(counter - near.highest) > FAR

    def _put(self, name: tuple[bytes, int, bool], window: _Window) -> None:
        self._windows[name] = window
        self._windows.move_to_end(name)
        if len(self._windows) > MAX_WINDOWS:
            self._windows.popitem(last=False)
