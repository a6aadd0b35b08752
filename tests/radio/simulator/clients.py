"""A client of a radio made of bytes and nothing else, over TCP or a serial port."""

from __future__ import annotations

import os
import select
import socket
import tty
from pathlib import Path
from typing import Protocol

from meshtastic.protobuf import mesh_pb2, portnums_pb2

from radio.bearer import RadioAddress
from radio.simulator.framing import FrameReader, encode_frame
from radio.simulator.packet import BROADCAST

WAIT_S = 60.0
"""Never waited for unless something is broken."""


QUIET_S = 0.3
"""Long enough for an answer that is not to come."""


class Stream(Protocol):
    def write(self, stream: bytes) -> None: ...
    def read(self) -> bytes: ...
    def fileno(self) -> int: ...
    def close(self) -> None: ...


class SocketStream:
    def __init__(self, place: str) -> None:
        host, _, port = place.rpartition(":")
        self._socket = socket.create_connection((host, int(port)), WAIT_S)

    def write(self, stream: bytes) -> None:
        self._socket.sendall(stream)

    def read(self) -> bytes:
        return self._socket.recv(4096)

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()


class SerialStream:
    def __init__(self, place: str) -> None:
        self._end = os.open(Path(place), os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self._end)

    def write(self, stream: bytes) -> None:
        while stream:
            stream = stream[os.write(self._end, stream) :]

    def read(self) -> bytes:
        readable, _, _ = select.select([self._end], [], [], WAIT_S)
        if not readable:
            raise TimeoutError("timed out")
        return os.read(self._end, 4096)

    def fileno(self) -> int:
        return self._end

    def close(self) -> None:
        os.close(self._end)


class RawClient:
    """Speaks frames over a stream."""

    def __init__(self, address: RadioAddress) -> None:
        kind = {"tcp": SocketStream, "serial": SerialStream}[address.kind]
        self._stream: Stream = kind(address.place)
        self._frames = FrameReader()
        self._waiting: list[mesh_pb2.FromRadio] = []

    def write(self, stream: bytes) -> None:
        self._stream.write(stream)

    def read(self) -> bytes:
        """Bytes as they come; EOFError, OSError: the radio is gone."""
        piece = self._stream.read()
        if not piece:
            raise EOFError
        return piece

    def say(self, **content: object) -> None:
        self.write(encode_frame(mesh_pb2.ToRadio(**content).SerializeToString()))

    def next(self) -> mesh_pb2.FromRadio:
        while not self._waiting:
            frames = self._frames.feed(self.read())
            self._waiting += [mesh_pb2.FromRadio.FromString(frame) for frame in frames]
        return self._waiting.pop(0)

    def next_with(self, field: str) -> mesh_pb2.FromRadio:
        """The next message of that kind; what comes before is passed over."""
        message = self.next()
        while not message.HasField(field):
            message = self.next()
        return message

    def next_packet(self) -> mesh_pb2.MeshPacket:
        return self.next_with("packet").packet

    def greet(self) -> mesh_pb2.FromRadio:
        """Ask for the configuration and read it; the first message of it."""
        self.say(want_config_id=5)
        first = message = self.next_with("my_info")
        while message.config_complete_id != 5:
            message = self.next()
        return first

    def is_told_nothing(self) -> bool:
        """Whether no byte comes for a while."""
        readable, _, _ = select.select([self._stream], [], [], QUIET_S)
        return not readable and not self._waiting

    def is_hung_up(self) -> bool:
        try:
            while self.next():
                pass
        except (EOFError, OSError):
            return True
        return False

    def part(self) -> None:
        """Close as a good client does: what is told to nobody would be lost."""
        self.say(disconnect=True)
        self.close()

    def close(self) -> None:
        self._stream.close()


def broadcast(payload: bytes, packet_id: int = 7) -> mesh_pb2.MeshPacket:
    """A packet for everybody on the hubs' channel."""
    packet = mesh_pb2.MeshPacket(to=BROADCAST, id=packet_id, channel=1)
    packet.decoded.portnum = portnums_pb2.PortNum.PRIVATE_APP
    packet.decoded.payload = payload
    return packet
