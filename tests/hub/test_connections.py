"""What the web server does with connections that ask for nothing, over real sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from hub.connections import REQUEST_S, Room
from hub.serving import places_of, web_server
from hub.settings import Listen
from tests.conftest import ManualClock
from tests.served import running

PATIENCE_S = 30.0
HUB, FLOODER, PHONE = "127.0.0.1", "127.0.0.66", "127.0.0.67"
"""The hub's browser has the hub's address; others are told apart by theirs."""

ROOM = Room(most=8, share=6, own=2)
HALF = b"GET / HTTP/1.1\r\nHost: hub\r\n"
WHOLE = HALF + b"\r\n"
BODY = b"The board"

Answer = tuple[str, list[tuple[str, str]], bytes]


class Served:
    """A server with little room, and who connects to it. Its answers can be held up."""

    def __init__(self, clock: ManualClock, stack: ExitStack) -> None:
        self._stack = stack
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.asked = threading.Semaphore(0)
        server = web_server(
            self._app, _page, Listen(HUB, 0), monotonic=lambda: clock.now, room=ROOM
        )
        stack.enter_context(running(server, server._map))
        stack.callback(self.may_answer.set)
        self._port = places_of(server)[0].port

    def _app(
        self, _asked: Mapping[str, Any], begin: Callable[..., object]
    ) -> list[bytes]:
        self.asked.release()
        assert self.may_answer.wait(PATIENCE_S)
        begin("200 OK", [("Content-Length", str(len(BODY)))])
        return [BODY]

    def connect(self, source: str, octets: bytes = b"") -> socket.socket:
        """Connect from that address and send that much."""
        opened = socket.create_connection(
            (HUB, self._port), PATIENCE_S, source_address=(source, 0)
        )
        self._stack.enter_context(opened)
        opened.sendall(octets)
        return opened

    def answers(self, source: str) -> bool:
        """Whether somebody there gets an answer."""
        return _answer(self.connect(source, WHOLE)).startswith(b"HTTP/1.1 200")


def _page(_status: int, _heard: Mapping[str, str]) -> Answer:
    return "400 Bad Request", [], b""


def _answer(opened: socket.socket) -> bytes:
    """The whole next answer; nothing where the connection is ended."""
    heard = b""
    with suppress(ConnectionResetError):
        while not heard.endswith(BODY) and (more := opened.recv(1000)):
            heard += more
    return heard


@pytest.fixture
def served(clock: ManualClock) -> Iterator[Served]:
    with ExitStack() as stack:
        yield Served(clock, stack)


def test_who_holds_many_half_open_shuts_out_nobody(served: Served) -> None:
    for _ in range(2 * ROOM.most):
        served.connect(FLOODER, HALF)

    for source in (HUB, PHONE, FLOODER, HUB, PHONE):
        assert served.answers(source)


def test_what_is_idle_goes_first_where_most_are_held_and_longest(
    served: Served, clock: ManualClock
) -> None:
    phone = served.connect(PHONE, WHOLE)
    assert _answer(phone)
    idle = []
    for _ in range(ROOM.share):
        clock.now += 1
        idle.append(served.connect(FLOODER, WHOLE))
        assert _answer(idle[-1])
    first, second, *others = idle

    served.connect(FLOODER, HALF)
    assert _answer(first) == b""

    for each in (phone, *others, second):
        each.sendall(WHOLE)
        assert _answer(each)


def test_what_waits_for_an_answer_is_never_given_up(served: Served) -> None:
    served.may_answer.clear()
    waiting = [served.connect(FLOODER, WHOLE) for _ in range(ROOM.share)]
    for _ in waiting:
        assert served.asked.acquire(timeout=PATIENCE_S)

    assert _answer(served.connect(FLOODER, WHOLE)) == b""
    phone, screen = (served.connect(each, WHOLE) for each in (PHONE, HUB))
    served.may_answer.set()

    for each in (*waiting, phone, screen):
        assert _answer(each).startswith(b"HTTP/1.1 200")


def test_the_touchscreen_has_room_where_all_others_are_in_work(served: Served) -> None:
    served.may_answer.clear()
    sources = [f"127.0.1.{number}" for number in range(1, ROOM.most + 1)]
    waiting = [served.connect(each, WHOLE) for each in sources]
    for _ in waiting:
        assert served.asked.acquire(timeout=PATIENCE_S)

    screen = [served.connect(HUB, WHOLE) for _ in range(ROOM.own)]
    assert _answer(served.connect(PHONE, WHOLE)) == b""
    served.may_answer.set()

    for each in (*waiting, *screen):
        assert _answer(each).startswith(b"HTTP/1.1 200")


def test_the_touchscreens_connections_are_not_given_up_for_many_devices(
    served: Served, clock: ManualClock
) -> None:
    screen = [served.connect(HUB, WHOLE) for _ in range(ROOM.own)]
    assert all(_answer(each) for each in screen)
    clock.now += 1

    for number in range(1, 3 * ROOM.most):
        served.connect(f"127.0.1.{number}", HALF)
    assert served.answers(PHONE)

    for each in screen:
        each.sendall(WHOLE)
        assert _answer(each)


def test_the_hubs_own_machine_may_hold_all_that_there_is(served: Served) -> None:
    opened = [served.connect(HUB, WHOLE) for _ in range(ROOM.most)]
    assert all(_answer(each) for each in opened)

    for each in opened:
        each.sendall(WHOLE)
        assert _answer(each)


@pytest.mark.parametrize(
    "part",
    [b"G", HALF, b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 900\r\n\r\nx"],
)
def test_a_request_that_trickles_in_is_ended(
    served: Served, clock: ManualClock, part: bytes
) -> None:
    trickle = served.connect(PHONE, part)
    served.answers(PHONE)  # the loop has read what came before

    clock.now += REQUEST_S / 2
    trickle.sendall(b"x")
    served.answers(PHONE)
    clock.now += REQUEST_S / 2

    assert _answer(trickle) == b""


def test_a_request_in_time_is_answered_and_so_is_the_next(
    served: Served, clock: ManualClock
) -> None:
    phone = served.connect(PHONE)
    for _ in range(3):
        clock.now += REQUEST_S - 1
        phone.sendall(HALF)
        served.answers(HUB)
        clock.now += REQUEST_S - 1
        phone.sendall(b"\r\n")
        assert _answer(phone).startswith(b"HTTP/1.1 200")


def test_work_that_takes_long_ends_no_connection(
    served: Served, clock: ManualClock
) -> None:
    served.may_answer.clear()
    phone = served.connect(PHONE, WHOLE + HALF)
    assert served.asked.acquire(timeout=PATIENCE_S)
    clock.now += REQUEST_S
    for _ in range(2):  # the loop has gone round
        served.connect(HUB, WHOLE)
        assert served.asked.acquire(timeout=PATIENCE_S)
    served.may_answer.set()

    assert _answer(phone).startswith(b"HTTP/1.1 200")
