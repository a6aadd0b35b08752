"""Lets time pass for a hub that nobody looks at: a thread that knows nothing of it."""

from __future__ import annotations

import threading
from collections.abc import Callable

EVERY_S = 60.0


class Rounds:
    """Calls once a minute while the hub runs."""

    def __init__(self, call: Callable[[], None], every_s: float = EVERY_S) -> None:
        """`call` comes back soon, and from any thread."""
        self._call = call
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> None:
        """End after the call in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._call()
