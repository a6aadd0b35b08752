"""Runs the desk on a thread of its own, so that the link never waits for a disk, nor an
alert for texts. Nothing of what was texted goes into the log.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable, Sequence

from hub.mesh.texting.desk import Desk
from radio.liveness import Liveness
from radio.texts import TextHeard, ToSay

MAX_WAITING = 100
"""Texts; what comes on top of them is not heard. A radio hears one in two seconds."""

CHORES_EVERY_S = 1.0
LEAST_S = 0.1
"""Between two looks at what is due: it may have to wait for the radio."""

FINISH_S = 3.0
"""So long what was heard before the end is still answered."""

LONGEST_TURN_S = 30.0
"""One text and what else is due, on a memory card that thinks for seconds."""

logger = logging.getLogger(__name__)


class Attendant:
    """One thread that owns a desk."""

    def __init__(
        self,
        desk: Desk,
        say: Callable[[ToSay], None],
        clock: Callable[[], float],
        chores: Callable[[], None],
    ) -> None:
        """`say` tells the radio's link what to say, or not to, and returns at once;
        `clock` is monotonic; `chores`: what else is to be done on this thread each
        second or so."""
        self._desk = desk
        self._say = say
        self._clock = clock
        self._chores = chores
        self._chores_at = float("-inf")
        self._heard: queue.Queue[TextHeard] = queue.Queue(MAX_WAITING)
        self._stopping = threading.Event()
        self._liveness = Liveness(clock)
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """End once what was heard is answered, as far as its turn comes soon."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def is_alive(self) -> bool:
        """From any thread: whether its own still comes round."""
        return self._thread.is_alive() and not self._liveness.is_late()

    def hear(self, text: TextHeard) -> None:
        """A radio sent a text; from any thread, returns at once."""
        with contextlib.suppress(queue.Full):  # its sender will try again
            self._heard.put_nowait(text)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._liveness.back_within(LONGEST_TURN_S)
            if not self._goes_well(self._attend):
                self._stopping.wait(CHORES_EVERY_S)
        until = self._clock() + FINISH_S
        while self._clock() < until and not self._heard.empty():
            self._goes_well(self._answer_next)
        while self._clock() < until and self._desk.owes_at < until:
            self._goes_well(self._look)
            time.sleep(LEAST_S)

    def _goes_well(self, do: Callable[[], None]) -> bool:
        try:
            do()
        # As the link's thread: it outlives every error. Its words stay unsaid.
        except Exception as error:  # noqa: BLE001 - they may be a neighbour's
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("the desk failed (%s)\n%s", type(error).__name__, where)
            return False
        return True

    def _attend(self) -> None:
        """One text, if there is one in time, and what is due."""
        heard = self._next(self._desk.wake_at - self._clock())
        if heard is not None:
            self._send(self._desk.hear(heard, self._clock()))
        self._look()
        if self._clock() >= self._chores_at:
            self._chores()
            self._chores_at = self._clock() + CHORES_EVERY_S

    def _answer_next(self) -> None:
        """What waits already, at the end."""
        with contextlib.suppress(queue.Empty):
            heard = self._heard.get_nowait()
            self._send(self._desk.hear(heard, self._clock()))

    def _look(self) -> None:
        self._send(self._desk.look(self._clock()))

    def _next(self, timeout_s: float) -> TextHeard | None:
        try:
            within_s = min(max(timeout_s, LEAST_S), CHORES_EVERY_S)
            return self._heard.get(timeout=within_s)
        except queue.Empty:
            return None

    def _send(self, texts: Sequence[ToSay]) -> None:
        for text in texts:
            self._say(text)
