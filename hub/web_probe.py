"""Whether the web server still answers: a question that goes the way of a request
through its loop and its threads, without a connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from waitress.server import MultiSocketServer
from waitress.trigger import trigger

from radio.liveness import Liveness

LONGEST_ANSWER_S = 30.0
"""A hundred phones that ask at once are answered by then, also by a Pi."""


class _Question:
    """What a worker thread of the server takes up between two requests."""

    def __init__(self, answer: Callable[[], None]) -> None:
        self._answer = answer

    def service(self) -> None:
        """It was its turn."""
        self._answer()

    def cancel(self) -> None:
        """The server ends."""


class WebProbe:
    """One server's; asked by one thread."""

    def __init__(self, server: Any, clock: Callable[[], float]) -> None:
        """`server`: waitress's, of one address or of several; `clock` is monotonic."""
        several = isinstance(server, MultiSocketServer)
        # Untyped, and what the loop of one address watches has no public name.
        watched: Any = server.map if several else server._map
        self._trigger: Any = trigger(watched)
        self._threads = server.task_dispatcher
        self._liveness = Liveness(clock)
        self._asked = False

    def answers(self) -> bool:
        """Whether the last question was answered, or still may be; asks the next."""
        if not self._asked:
            self._asked = True
            self._liveness.back_within(LONGEST_ANSWER_S)
            question = _Question(self._answered)
            self._trigger.pull_trigger(lambda: self._threads.add_task(question))
            return True
        return not self._liveness.is_late()

    @property
    def waits(self) -> bool:
        """Whether a question is not answered yet."""
        return self._asked

    def close(self) -> None:
        """The server has ended."""
        self._trigger.close()

    def _answered(self) -> None:
        self._asked = False
