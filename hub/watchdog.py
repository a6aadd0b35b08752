"""Gives the supervisor signs of life while all work loops come round, and none when one
hangs: the supervisor then starts the hub again. Knows nothing of what the loops do.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from hub.notify import ALIVE, READY, STOPPING, Notify, reloading, status

logger = logging.getLogger(__name__)


class Watchdog:
    """Looks at the loops on a thread of its own."""

    def __init__(
        self,
        notify: Notify,
        every_s: float | None,
        loops: Mapping[str, Callable[[], bool]],
        words: Callable[[], str],
    ) -> None:
        """`loops`: by name, what says whether one is alive. `every_s` None: no signs of
        life are wanted. `words`: how the hub is, for its supervisor."""
        self._notify = notify
        self._every_s = every_s
        self._loops = loops
        self._words = words
        self._hung: list[str] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """The hub serves; from now on it is watched."""
        self._notify(f"{READY}\n{status(self._words())}")
        if self._every_s is not None:
            self._thread.start()

    def stop(self, *, anew: bool = False) -> None:
        """The hub ends, as it was asked to; or it begins anew in the same process."""
        self._stopping.set()
        self._notify(reloading() if anew else STOPPING)

    def look(self) -> None:
        """Give one sign of life, if there is life."""
        hung = [name for name, is_alive in self._loops.items() if not is_alive()]
        if not hung:
            self._notify(f"{ALIVE}\n{status(self._words())}")
        elif hung != self._hung:
            names = ", ".join(hung)
            logger.critical("no sign of life any more, for this hangs: %s", names)
            self._notify(status(f"This hangs: {names}."))
        self._hung = hung

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            self.look()
