"""A radio that says what a test has it say, without a simulator behind it."""

from __future__ import annotations

import queue
import threading

from meshtastic.protobuf import channel_pb2, config_pb2, mesh_pb2

from radio.simulator.framing import encode_frame

CONFIG_ONLY = 69420
ASKS = encode_frame(mesh_pb2.ToRadio(want_config_id=CONFIG_ONLY).SerializeToString())


class Wire:
    """Fills `ByteStream`; a radio that says what a test has it say, or answers so when
    it is asked for its settings."""

    def __init__(self, *answers: bytes | OSError) -> None:
        self.says: queue.SimpleQueue[bytes | OSError] = queue.SimpleQueue()
        self._answers = answers
        self.written: list[bytes] = []
        self.closed = threading.Event()

    def read(self) -> bytes:
        try:
            said = self.says.get(timeout=0.05)
        except queue.Empty:
            return b""
        if isinstance(said, OSError):
            raise said
        return said

    def write(self, octets: bytes) -> None:
        self.written.append(octets)
        if octets == ASKS:
            for each in self._answers:
                self.says.put(each)

    def answer(self, *answers: bytes | OSError) -> None:
        """So from now on."""
        self._answers = answers

    def interrupt(self) -> None:
        """Reads end soon anyway."""

    def close(self) -> None:
        self.closed.set()

    def questions(self) -> int:
        return self.written.count(ASKS)


def frame(**content: object) -> bytes:
    return encode_frame(mesh_pb2.FromRadio(**content).SerializeToString())


def packet(number: int = 1) -> bytes:
    return frame(packet=mesh_pb2.MeshPacket(**{"from": 5}, to=OWN, id=number))


def section(**content: object) -> config_pb2.Config:
    return config_pb2.Config(**content)


OWN = 6
TOLD_FRAMES = [
    frame(my_info=mesh_pb2.MyNodeInfo(my_node_num=OWN)),
    *(frame(channel=channel_pb2.Channel(index=index)) for index in range(8)),
    frame(config=section(lora=config_pb2.Config.LoRaConfig(region=1))),
    frame(config=section(device=config_pb2.Config.DeviceConfig(role=0))),
    frame(config_complete_id=CONFIG_ONLY),
]
TOLD = b"".join(TOLD_FRAMES)
