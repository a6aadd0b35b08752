"""Which frames were heard before: a window of counters for each sender."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

WINDOW = 64
"""How far behind the highest counter a frame may come: relays reorder frames."""

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
    """A window for each key and sender, a bounded number of them."""

    def __init__(self) -> None:
        self._windows: OrderedDict[tuple[bytes, int], _Window] = OrderedDict()

    def take(self, key: bytes, sender: int, counter: int) -> bool:
        """Note an authentic frame; False if it is a replay."""
        window = self._windows.get((key, sender))
        if window is None:
            self._put(key, sender, _Window(counter, 1))
            return True
        self._windows.move_to_end((key, sender))
        return window.take(counter)

    def snapshot(self) -> bytes:
        """The highest counters, to be kept over a restart: 11 bytes a sender."""
        return b"".join(
            key + sender.to_bytes(SENDER_BYTES) + window.highest.to_bytes(COUNTER_BYTES)
            for (key, sender), window in self._windows.items()
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
            known = self._windows.get((key, sender))
            if known is None or known.highest < counter:
                self._put(key, sender, _Window(counter, ALL_SEEN))

    def _put(self, key: bytes, sender: int, window: _Window) -> None:
        self._windows[key, sender] = window
        self._windows.move_to_end((key, sender))
        if len(self._windows) > MAX_WINDOWS:
            self._windows.popitem(last=False)
