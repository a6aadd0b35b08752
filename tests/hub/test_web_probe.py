"""The web server asks itself: through its real loop and its real threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from waitress.server import create_server

from hub.web_probe import LONGEST_ANSWER_S, WebProbe
from tests.served import running

PATIENCE_S = 30.0


class Clock:
    """The monotonic clock, that a test can put forward."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead_s


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, "never came"
        time.sleep(0.01)


@dataclass(frozen=True)
class Server:
    """Of one address and of several; it does not run yet."""

    waitress: Any
    sockets: dict[int, Any]

    def running(self) -> AbstractContextManager[None]:
        return running(self.waitress, self.sockets)


@pytest.fixture(params=["127.0.0.1:0", "127.0.0.1:0 127.0.0.2:0"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    sockets: dict[int, Any] = {}
    made = create_server(
        lambda _environ, _start: [], map=sockets, listen=request.param, threads=1
    )
    yield Server(made, sockets)
    made.task_dispatcher.shutdown()
    made.close()


def test_a_server_that_runs_answers_again_and_again(server: Server) -> None:
    clock = Clock()
    probe = WebProbe(server.waitress, clock)

    with server.running():
        for _ in range(3):
            assert probe.answers()
            _wait(lambda: not probe.waits)
            clock.ahead_s += 10 * LONGEST_ANSWER_S
    probe.close()


def test_a_server_whose_loop_does_not_turn_does_not_answer(server: Server) -> None:
    clock = Clock()
    probe = WebProbe(server.waitress, clock)

    assert probe.answers()  # it may yet
    clock.ahead_s = LONGEST_ANSWER_S + 1

    assert not probe.answers()
    probe.close()


def test_a_server_whose_threads_all_hang_does_not_answer(server: Server) -> None:
    clock = Clock()
    probe = WebProbe(server.waitress, clock)
    held = Held()

    with server.running():
        server.waitress.task_dispatcher.add_task(held)
        assert held.began.wait(PATIENCE_S)

        assert probe.answers()
        clock.ahead_s = LONGEST_ANSWER_S + 1
        assert not probe.answers()

        held.release.set()
        _wait(probe.answers)
    probe.close()


class Held:
    """A request that hangs until it is let go."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.release = threading.Event()

    def service(self) -> None:
        self.began.set()
        self.release.wait(PATIENCE_S)

    def cancel(self) -> None:
        """The server ends."""
