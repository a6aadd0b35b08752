"""An asyncio loop on a thread of its own. The only thread of the simulator."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

WAIT_S = 15.0
"""Longest that a call may take before something is plainly wrong."""

Result = TypeVar("Result")


class LoopThread:
    """Runs from `start` to `end`; `call` is for other threads."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self.loop.run_forever, name="virtual radios", daemon=True
        )

    def start(self) -> None:
        """Let the loop run."""
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Have the loop do that, and wait for what comes of it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(WAIT_S)

    def end(self) -> None:
        """Stop the loop, and the thread with it."""
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(WAIT_S)
        self.loop.close()
