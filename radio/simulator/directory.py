"""What one radio knows of the others: names and public keys, from their node info."""

from __future__ import annotations

from collections.abc import Iterable

from meshtastic.protobuf import mesh_pb2

from radio.simulator.pkc import KEY_BYTES


class NodeDirectory:
    """Names stay over a boot, in flash. Keys that were learnt lately do not."""

    def __init__(self, known: Iterable[tuple[int, mesh_pb2.User]] = ()) -> None:
        self._nodes: dict[int, mesh_pb2.NodeInfo] = {}
        for number, user in known:
            self.hear_user(number, user)

    def forget_keys(self) -> None:
        """The radio has booted."""
        for node in self._nodes.values():
            node.user.ClearField("public_key")
            node.ClearField("last_heard")

    def public_key(self, number: int) -> bytes | None:
        """The node's public key, if it is known."""
        node = self._nodes.get(number)
        if node is None or len(node.user.public_key) != KEY_BYTES:
            return None
        return bytes(node.user.public_key)

    def hear(self, number: int, unix_s: int, snr_db: float) -> None:
        """Something was heard of a node."""
        node = self._nodes.setdefault(number, mesh_pb2.NodeInfo(num=number))
        node.last_heard = unix_s
        node.snr = snr_db

    def hear_user(self, number: int, user: mesh_pb2.User) -> None:
        """A node said who it is. Of two keys, the one known first counts."""
        node = self._nodes.setdefault(number, mesh_pb2.NodeInfo(num=number))
        held = self.public_key(number)
        node.user.CopyFrom(user)
        if held is not None:
            node.user.public_key = held

    def entries(self) -> list[mesh_pb2.NodeInfo]:
        """All that is known, as a client gets it."""
        return list(self._nodes.values())
