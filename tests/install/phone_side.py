"""What a phone of the tests sends, run inside its network: bytes in, the answer out.

Usage: phone_side.py tcp HOST PORT | udp HOST PORT | dhcp INTERFACE
"""

from __future__ import annotations

import socket
import sys

PATIENCE_S = 20.0


def main(how: str, *where: str) -> None:
    """Send what comes on stdin; write what is answered to stdout."""
    sent = sys.stdin.buffer.read()
    answer = {"tcp": _tcp, "udp": _udp, "dhcp": _dhcp}[how](sent, *where)
    sys.stdout.buffer.write(answer)


def _tcp(sent: bytes, host: str, port: str) -> bytes:
    with socket.create_connection((host, int(port)), PATIENCE_S) as stream:
        stream.sendall(sent)
        return b"".join(iter(lambda: stream.recv(65536), b""))


def _udp(sent: bytes, host: str, port: str) -> bytes:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as place:
        place.settimeout(PATIENCE_S)
        place.sendto(sent, (host, int(port)))
        return place.recv(65536)


def _dhcp(sent: bytes, interface: str) -> bytes:
    """A phone that has no address yet shouts."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as place:
        place.settimeout(PATIENCE_S)
        place.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        name = interface.encode() + b"\0"
        place.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, name)
        place.bind(("", 68))
        place.sendto(sent, ("255.255.255.255", 67))
        return place.recv(65536)


if __name__ == "__main__":
    main(*sys.argv[1:])
