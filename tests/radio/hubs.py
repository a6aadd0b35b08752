"""Hubs made of an engine and a link over a radio, and nothing else."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from types import TracebackType

from radio.bearer import OpenBearer
from radio.link import Link
from radio.link_status import LinkState
from radio.pace import SyncTimes
from radio.record import AgedRecord, Record, RecordName
from radio.sync import SyncEngine
from tests.radio.seals import seal_of

PATIENCE_S = 60.0
"""A radio that is back is at work within that time: what the tests promise."""

QUICK = SyncTimes(shortest_packet_s=0.01)


class RadioHub:
    """Keeps records in memory, as a hub keeps them on disk."""

    def __init__(self, number: int, open_bearer: OpenBearer) -> None:
        self._number = number
        self._lock = threading.Lock()
        self.held: dict[RecordName, AgedRecord] = {}
        rng = random.Random(number)
        engine = SyncEngine(seal_of(number), [], time.monotonic(), rng, QUICK)
        self.link = Link(engine, open_bearer, self._keep, time.monotonic, rng)

    def post(self) -> RecordName:
        """Write a record."""
        sequence = 1 + sum(origin == self._number for origin, _ in self.held)
        payload = b"record %d of hub %d" % (sequence, self._number)
        aged = AgedRecord(Record(self._number, sequence, payload), 0.0)
        self._keep(aged, self._number)
        return aged.record.name

    def is_up(self) -> bool:
        return self.link.status().state is LinkState.UP

    def is_down(self) -> bool:
        return self.link.status().state is LinkState.DOWN

    def _keep(self, aged: AgedRecord, _sender: int) -> None:
        with self._lock:
            self.held[aged.record.name] = aged
        self.link.add(aged)

    def __enter__(self) -> RadioHub:
        self.link.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.link.stop()


def wait(holds: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> float:
    """Until it holds; how long that took, in seconds."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + patience_s, f"never came: {what}"
        time.sleep(0.01)
    return time.monotonic() - began
