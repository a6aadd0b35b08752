"""Uses a hub, and tells of every packet that leaves the machine meanwhile.

Run by test_outward.py in a network of its own, whose only way out is called `out`.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from hub.domain.languages import LANGUAGES
from kiosk.session import FLAGS, found_browser
from radio.simulator.server import VirtualRadios
from tests.system.hubs import HubProcess, hubs_over, wait_until

WAY_OUT = "out"
ANY_PROTOCOL = 0x0003
"""ETH_P_ALL of <linux/if_ether.h>."""
ARP, IPV4, IPV6 = 0x0806, 0x0800, 0x86DD
OF_THE_KERNEL = frozenset({133, 134, 143})
"""ICMPv6 that a wire's end says by itself: it looks for routers, and tells what it
listens to (RFC 4861, RFC 3810). Who looks for a neighbour wants something of it."""

BROWSER_S = 20.0
"""Most of what a browser looks for it looks for within seconds of its start."""

PATHS = (
    *("/", "/quiet", "/status", "/kept", "/new/need", "/paper/board", "/paper/join"),
    *("/api/status", "/api/board", "/healthz", "/board/news", "/nothing-there"),
)


def main(data: Path, what: str) -> None:
    """Print a line for each packet that left."""
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as wire:
        wire.bind((WAY_OUT, ANY_PROTOCOL))
        WAYS[what](data)
        for packet in _waiting(wire):
            if said := _outward(packet):
                print(said)  # noqa: T201 - the test reads it


def _use(data: Path) -> None:
    """Every page in every language, a post over the radio, a plug that is pulled."""
    with (
        VirtualRadios(2, preset="SHORT_FAST", seed=5) as radios,
        hubs_over(radios.ports, data) as (hub, other),
    ):
        for each in LANGUAGES:
            _look_round(hub, each.tag)
        posted = hub.post("https://example.org/blankets for 4, see there")
        hub.read(f"/posts/{posted['id']}")
        wait_until(lambda: len(other.board()) == 1, "the post on the other hub")
        hub.kill()
        hub.start()
        _look_round(hub, "en")
        hub.end()


def _look_round(hub: HubProcess, language: str) -> None:
    for path in PATHS:
        asked = urllib.request.Request(
            hub.address + path, headers={"Accept-Language": language}
        )
        with contextlib.suppress(urllib.error.HTTPError):
            urllib.request.urlopen(asked).close()


def _address_in(profile: Path) -> str:
    """What page the browser shows."""
    port = (profile / "DevToolsActivePort").read_text().split()[0]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
        pages = json.load(answer)
    return next(str(each["url"]) for each in pages if each["type"] == "page")


def _connect(_data: Path) -> None:
    _connect_to("198.51.100.7")


def _connect_nearby(_data: Path) -> None:
    _connect_to("203.0.113.7")


def _connect_to(place: str) -> None:
    with socket.socket() as tried, contextlib.suppress(OSError):
        tried.settimeout(0.2)
        tried.connect((place, 443))


def _look_up(_data: Path) -> None:
    with contextlib.suppress(OSError):
        socket.getaddrinfo("updates.example.org", 443)


def _show(data: Path) -> None:
    """The screen's browser, with its own flags but for those of the display."""
    flags = [each for each in FLAGS if "ozone" not in each]
    with HubProcess(data) as hub:
        browser = subprocess.Popen(
            [
                *(found_browser(), "--headless=new", "--no-sandbox", *flags),
                *(f"--user-data-dir={data / 'profile'}", "--remote-debugging-port=0"),
                f"{hub.address}/screen",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(BROWSER_S)
        shown = _address_in(data / "profile")
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()
        hub.end()
    if shown != f"{hub.address}/quiet":
        sys.exit(f"the browser shows {shown}")


WAYS = {
    "show": _show,
    "use": _use,
    "connect": _connect,
    "connect nearby": _connect_nearby,
    "look up": _look_up,
}


def _waiting(wire: socket.socket) -> Iterator[bytes]:
    wire.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            yield wire.recv(65535)


def _outward(packet: bytes) -> str | None:
    """What it is; None for what the kernel says to the wire by itself."""
    (protocol,) = struct.unpack_from("!H", packet, 12)
    if protocol == ARP:
        return f"looks for {socket.inet_ntop(socket.AF_INET, packet[38:42])}"
    if protocol == IPV4:
        return f"to {socket.inet_ntop(socket.AF_INET, packet[30:34])}"
    # A report of listeners has one more header, of 8 bytes, before it (RFC 2710, 3).
    at_icmp = 62 if packet[20] == 0 else 54
    if protocol == IPV6 and packet[at_icmp] in OF_THE_KERNEL:
        return None
    return f"to {socket.inet_ntop(socket.AF_INET6, packet[38:54])}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
