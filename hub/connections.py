"""The connections that the web server holds: how long one may take over a request, and
which one goes when there are too many. Knows pages and threads no further.

Waitress takes no more connections once it has its fill, so that one phone with many
that never ask for anything would shut out everybody. Here each newcomer is let in and
the device that holds the most gives one up. Of devices only the addresses of
connections that are open are known, in memory.
"""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from waitress.channel import HTTPChannel

from hub.addresses import place_of

REQUEST_S = 30.0
"""From a request's first byte to its last: bytes that trickle in renew nothing. The
largest form takes a few seconds where the Wi-Fi is weak."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Room:
    """How many are held: a hundred phones that poll leave up to five hundred open.

    `share`: of these for one device, or all behind one router: the rest is for others,
    also where each of its connections waits for an answer. `own`: beside `most` for the
    hub's own machine, where the touchscreen's browser runs; so many of its connections
    are never given up for others.
    """

    most: int = 512
    share: int = 448
    own: int = 32


class Connection(HTTPChannel):
    """One, and since when it has been as it is: opened, in a request, or after one."""

    def __init__(self, *waitress: Any, clock: Clock, **named: Any) -> None:
        """`clock` is monotonic; the rest is waitress's."""
        self._clock = clock
        self._unfinished: object = None
        self.since = clock()
        self.is_ended = False
        super().__init__(*waitress, **named)
        self.place, self.is_own = _origin(self.socket, self.addr)

    def received(self, octets: bytes) -> bool:
        """Part of a request came, or several whole ones."""
        taken = super().received(octets)
        if self.request is None or self.request is not self._unfinished:
            self._unfinished = self.request
            self.since = self._clock()
        return taken

    def readable(self) -> bool:
        """Whether it may go on; asked by the server's loop each second or sooner."""
        is_late = self._clock() - self.since >= REQUEST_S
        if is_late and self._unfinished is not None and not self.is_in_work:
            self.end()
        return super().readable()

    @property
    def is_in_work(self) -> bool:
        """Whether it asked for something that is not answered yet."""
        return bool(self.requests)

    def end(self) -> None:
        """Let the loop close it next, also where nobody reads what is sent to it.

        Not at once: the loop may still hold its number, which the next one would get.
        """
        self.is_ended = self.will_close = True
        opened: Any = self.socket
        with suppress(OSError):
            opened.shutdown(socket.SHUT_RDWR)


class Connections:
    """Takes the place of waitress's class of connections: opens one if there is room,
    and makes some. For the server's loop only.
    """

    def __init__(self, kind: type[Connection], clock: Clock, room: Room) -> None:
        """`kind`: what is opened."""
        self._kind = kind
        self._clock = clock
        self._room = room

    def __call__(
        self, server: Any, sock: socket.socket, addr: Any, adj: Any, map: dict[int, Any]
    ) -> None:
        """Somebody connects."""
        opened = [each for each in map.values() if isinstance(each, Connection)]
        held = [each for each in opened if not each.is_ended]
        if self._make_room(held, *_origin(sock, addr)):
            self._kind(server, sock, addr, adj, map=map, clock=self._clock)
        else:
            sock.close()

    def _make_room(self, held: Sequence[Connection], place: str, is_own: bool) -> bool:
        """Whether there is room for one more from there; gives up another for it."""
        counts = Counter(each.place for each in held)
        has_its_share = not is_own and counts[place] >= self._room.share
        if len(held) < self._room.most and not has_its_share:
            return True
        rivals = [each for each in held if each.place == place or not has_its_share]
        given_up = self._least_missed(rivals, counts)
        if given_up is not None:
            given_up.end()
            return True
        return is_own and len(held) < self._room.most + self._room.own

    def _least_missed(
        self, rivals: Sequence[Connection], counts: Counter[str]
    ) -> Connection | None:
        """Of the device that holds the most that which has been as it is for longest;
        one that is still sending rather not, one in work never.
        """
        spare = [
            each
            for each in rivals
            if not each.is_in_work
            and not (each.is_own and counts[each.place] <= self._room.own)
        ]
        return max(
            spare,
            key=lambda each: (
                counts[each.place],
                not each.total_outbufs_len,
                -each.since,
            ),
            default=None,
        )


def _origin(sock: Any, peer: Any) -> tuple[str, bool]:
    """The device, and whether it is the hub's own machine."""
    return place_of(peer[0]), peer[0] == sock.getsockname()[0]
