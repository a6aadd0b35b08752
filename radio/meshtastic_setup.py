"""A Meshtastic radio on the bench: its settings read, changed and read again.

The bearer's sister for when no hub uses the radio; nothing is sent on the air here.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from meshtastic.protobuf import mesh_pb2, portnums_pb2
from serial.tools.list_ports import comports

from radio.bearer import ANY_PLACE, BearerDown, RadioAddress
from radio.meshtastic_connection import RadioConnection
from radio.meshtastic_edits import edits
from radio.meshtastic_form import CONFIG, MODULE_CONFIG, Told, told_sections
from radio.meshtastic_ports import ListPorts, find_radio
from radio.meshtastic_pulse import Patience
from radio.meshtastic_reports import enum_name, metrics_in
from radio.meshtastic_streams import HUNG_UP, ByteStream, SerialStream, TcpStream
from radio.radio_plan import check
from radio.radio_settings import RadioReport, RadioSettings

LOOK_EVERY_S = 0.05
RETRY_S = 1.0

QUEUE_S = 2.0
"""A radio tells of its queue right after a heartbeat, or not at all."""


GONE = "was unplugged, or another program has taken it over"


ENDED = (errno.ECONNRESET, errno.EPIPE, errno.EBADF)
"""Also when the reader has closed what we are about to write to."""


class RadioInUse(BearerDown):
    """Another program has the radio, as far as can be told."""


@dataclass(frozen=True, slots=True)
class BenchPatience:
    """For how many seconds to wait: for an answer; for a radio that goes to start again
    (after 7, firmware); for it to be back.
    """

    answer_s: float = 5.0
    going_s: float = 15.0
    return_s: float = 90.0


class RadioOnBench:
    """A connected radio that no hub uses meanwhile. Use as a context manager.

    All methods raise BearerDown, in words for a person.
    """

    def __init__(
        self,
        address: RadioAddress,
        patience: BenchPatience | None = None,
        list_ports: ListPorts = comports,
    ) -> None:
        """Connect."""
        self._address = address
        self._patience = patience or BenchPatience()
        self._list_ports = list_ports
        self._answered: set[int] = set()
        self._connection = self._connected()

    def __enter__(self) -> RadioOnBench:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def report(self) -> RadioReport:
        """What the radio said of itself when it was connected."""
        connection = self._connection
        own, metadata = connection.own_node, connection.metadata
        metrics = metrics_in(own.device_metrics)
        queue = self._queue()
        return RadioReport(
            settings=self._told.settings,
            node=f"!{own.num:08x}",
            firmware=metadata.firmware_version if metadata else "",
            hardware=enum_name(own.user, "hw_model"),
            managed=connection.localNode.localConfig.security.is_managed,
            battery_percent=metrics.battery_percent,
            powered=metrics.powered,
            queue_free=queue.free if queue else None,
            queue_size=queue.maxlen if queue else None,
        )

    def write(self, then: RadioSettings) -> None:
        """Change what is different, in one go; the radio then starts again.

        Raises CannotPlan for what must not be.
        """
        check(self.report(), then)
        for message in edits(self._told, then):
            self._ask(message)

    def restart(self) -> None:
        """Wait until the radio has started again, and connect anew."""
        self._wait(lambda: not self._is_up(), self._patience.going_s)
        self.close()
        until = time.monotonic() + self._patience.return_s
        while True:
            try:
                self._connection = self._connected()
                return
            except BearerDown:
                if time.monotonic() > until:
                    raise
                time.sleep(RETRY_S)

    def close(self) -> None:
        """Let go of the radio."""
        self._connection.close()

    # -- what the connection tells, on its reader's thread --------------------------

    def packet(self, packet: mesh_pb2.MeshPacket) -> None:
        """The radio has done what it was asked; other packets are none of ours."""
        self._answered.add(packet.decoded.request_id)

    def own_node(self, node: mesh_pb2.NodeInfo) -> None:
        """Who it is was read at the start."""

    def gone(self, why: str) -> None:
        """It shows when something is asked, and not before."""

    # -- inside -------------------------------------------------------------------

    def _connected(self) -> RadioConnection:
        try:
            connection = RadioConnection(self._stream(), Patience())
            try:
                connection.open()
            except BaseException:
                connection.close()
                raise
        except (OSError, UnicodeError) as error:  # a name that no host can have
            raise _in_words(self._address, error) from error
        connection.listen(self)
        return connection

    @property
    def _told(self) -> Told:
        connection, node = self._connection, self._connection.localNode
        sections = told_sections(node.localConfig, node.moduleConfig)
        if len(sections) < len(CONFIG + MODULE_CONFIG):
            # What it has there would be overwritten with what we take for it.
            raise BearerDown(f"{self._address} told only a part of itself: try again")
        return Told(sections, connection.channels, connection.own_node.user)

    def _stream(self) -> ByteStream:
        if self._address.kind == "serial":
            place = self._address.place
            return SerialStream(
                find_radio(self._list_ports) if place == ANY_PLACE else place
            )
        host, _, port = self._address.place.rpartition(":")
        return TcpStream(host, int(port))

    def _is_up(self) -> bool:
        return bool(self._connection.isConnected.is_set())

    def _queue(self) -> Any:
        """The radio's QueueStatus, None for one that does not tell."""
        connection = self._connection
        self._unless_gone(connection.sendHeartbeat)
        self._wait(lambda: connection.queueStatus is not None, QUEUE_S)
        return connection.queueStatus

    def _ask(self, message: Any) -> None:
        """Send an admin message and wait until the radio has done it.

        What it refuses, or never answers to, shows when its settings are read again.
        """
        packet = mesh_pb2.MeshPacket(to=self._connection.own_node.num)
        packet.decoded.portnum = portnums_pb2.PortNum.ADMIN_APP
        packet.decoded.payload = message.SerializeToString()
        packet.decoded.want_response = True
        number = self._unless_gone(lambda: self._connection.send(packet))
        self._wait(
            lambda: number in self._answered or not self._is_up(),
            self._patience.answer_s,
        )
        if number not in self._answered and not self._is_up():
            raise RadioInUse(f"{self._address} {GONE}")

    def _unless_gone(self, say: Callable[[], Any]) -> Any:
        try:
            return say()
        except OSError as error:
            raise RadioInUse(f"{self._address} {GONE}") from error

    @staticmethod
    def _wait(come: Callable[[], bool], most_s: float) -> None:
        until = time.monotonic() + most_s
        while not come() and time.monotonic() < until:
            time.sleep(LOOK_EVERY_S)


def _in_words(address: RadioAddress, error: Exception) -> BearerDown:
    number = getattr(error, "errno", None) or 0
    if number == errno.EAGAIN:  # pyserial can't lock the port
        return RadioInUse(f"{address} is in use by another program")
    if number in ENDED or str(error) == HUNG_UP:
        return RadioInUse(f"{address} hung up, as for another program")
    why = os.strerror(number) if number > 0 else getattr(error, "strerror", None)
    return BearerDown(f"{address} does not answer ({why or error})")
