"""Virtual radios for tests of a set-up: as sold, and at a line that loses what a test
picks.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from meshtastic.protobuf import admin_pb2, mesh_pb2, portnums_pb2

from radio.bearer import RadioAddress
from radio.meshtastic_setup import BenchPatience
from radio.simulator.framing import FrameReader, encode_frame
from radio.simulator.server import RadioKind

AS_SOLD = RadioKind(fresh=True, role="ROUTER")
"""A radio as it is sold, or nearly: somebody has tried it as a router."""

IMPATIENT = BenchPatience(answer_s=0.5)


@contextmanager
def losing_line(
    to: RadioAddress,
    is_lost: Callable[[admin_pb2.AdminMessage], bool] = lambda _message: False,
    is_unheard: Callable[[mesh_pb2.FromRadio], bool] = lambda _said: False,
) -> Iterator[RadioAddress]:
    """Another address of that radio: some admin messages never get there, and some of
    what it says never comes.
    """
    host, _, port = to.place.rpartition(":")

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.create_connection((host, int(port))) as radio:
                back = threading.Thread(
                    target=_carry,
                    args=(radio, self.request, lambda frame: not unheard(frame)),
                )
                back.start()
                _carry(self.request, radio, lambda frame: not _is_lost(frame, is_lost))
                back.join()

    def unheard(frame: bytes) -> bool:
        return is_unheard(mesh_pb2.FromRadio.FromString(frame))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield RadioAddress("tcp", f"127.0.0.1:{server.server_address[1]}")
        finally:
            server.shutdown()
            thread.join()


def _carry(
    here: socket.socket, there: socket.socket, passes: Callable[[bytes], bool]
) -> None:
    frames = FrameReader()
    with contextlib.suppress(OSError):
        while piece := here.recv(4096):
            for frame in filter(passes, frames.feed(piece)):
                there.sendall(encode_frame(frame))
        there.shutdown(socket.SHUT_RDWR)


def _is_lost(frame: bytes, is_lost: Callable[[admin_pb2.AdminMessage], bool]) -> bool:
    packet = mesh_pb2.ToRadio.FromString(frame).packet
    if packet.decoded.portnum != portnums_pb2.PortNum.ADMIN_APP:
        return False
    return is_lost(admin_pb2.AdminMessage.FromString(packet.decoded.payload))
