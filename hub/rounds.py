"""Lets time pass for a hub that nobody looks at: a thread that knows nothing of it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from radio.liveness import Liveness

EVERY_S = 60.0

LONGEST_CALL_S = 30.0
"""On a memory card that thinks for seconds."""


class Rounds:
    """Calls once a minute while the hub runs."""

    def __init__(
        self,
        call: Callable[[], None],
        clock: Callable[[], float],
        every_s: float = EVERY_S,
    ) -> None:
        """`call` comes back soon, and from any thread; `clock` is monotonic."""
        self._call = call
        self._every_s = every_s
        self._stopping = threading.Event()
        self._liveness = Liveness(clock)
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after the call in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def is_alive(self) -> bool:
        """From any thread: whether its own still comes round."""
        return self._thread.is_alive() and not self._liveness.is_late()

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._liveness.back_within(self._every_s + LONGEST_CALL_S)
            self._call()
