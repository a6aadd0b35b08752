"""Lets a hub begin anew by itself, with settings that were read once before."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

MOMENT_S = 1.5
"""As long as the page that says so takes to a phone far off."""


class BeginAnew:
    """One hub's wish to begin anew: its server is ended as by its supervisor."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._due = threading.Event()

    @property
    def is_asked(self) -> bool:
        """Whether the hub is about to end and begin again, by itself or restarted."""
        return self._asked.is_set()

    @property
    def is_due(self) -> bool:
        """Whether it ends by itself now: who is ended by a supervisor stays ended."""
        return self._due.is_set()

    def soon(self, first: Callable[[], None]) -> None:
        """In a moment; `first` is done before that, and may take its time."""
        if self._asked.is_set():
            return
        self._asked.set()

        def end() -> None:
            first()
            self._due.set()
            os.kill(os.getpid(), signal.SIGTERM)

        timer = threading.Timer(MOMENT_S, end)
        timer.daemon = True
        timer.start()


def run_again() -> NoReturn:
    """This very program in the same process, which its supervisor knows by number."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ours
