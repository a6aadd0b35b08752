"""Tells the service supervisor how the hub is, in systemd's sd_notify(3) protocol: one
datagram to a socket that it named. Decides nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Mapping

SOCKET, WATCHDOG, WATCHDOG_FOR = "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"

MOST_S = 1.0
"""A supervisor that takes nothing for so long is not waited for."""

READY, STOPPING, ALIVE = "READY=1", "STOPPING=1", "WATCHDOG=1"

Notify = Callable[[str], None]
"""Tells one or more lines, as in READY=1; never raises."""


def notifier(environment: Mapping[str, str]) -> Notify | None:
    """How to tell the supervisor; None where none asked."""
    address = environment.get(SOCKET, "")
    if not address.startswith(("/", "@")):
        return None
    # In the abstract namespace a name begins with a zero byte, written as @.
    place = "\0" + address[1:] if address.startswith("@") else address

    def notify(said: str) -> None:
        channel = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with contextlib.suppress(OSError), channel:
            channel.settimeout(MOST_S)
            channel.sendto(said.encode(), place)

    return notify


def feed_every_s(environment: Mapping[str, str]) -> float | None:
    """How often a sign of life is due, at half of what the supervisor waits; None where
    it wants none, or another process's."""
    wanted = environment.get(WATCHDOG, "")
    whose = environment.get(WATCHDOG_FOR, str(os.getpid()))
    if not wanted.isdecimal() or int(wanted) == 0 or whose != str(os.getpid()):
        return None
    return int(wanted) / 2_000_000


def reloading() -> str:
    """The settings are being read anew; READY comes when that is done. With a sign of
    life, since none comes until then."""
    now_us = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
    return f"RELOADING=1\nMONOTONIC_USEC={now_us}\n{ALIVE}"


def status(words: str) -> str:
    """A line for who asks how the service is; nothing private may be in it."""
    return "STATUS=" + " ".join(words.split())
