"""What a simulated hub finds again after a power cut: values, no files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from radio.priority import Priority
from radio.record import AgedRecord, Record, RecordName


@dataclass(frozen=True, slots=True)
class _Stored:
    aged: AgedRecord
    at_s: float


class Durable:
    """One hub's records, the numbers it has used, and what its seal had heard."""

    def __init__(self, origin: int) -> None:
        self.origin = origin
        self.windows = b""
        self._records: dict[RecordName, _Stored] = {}
        self._used: dict[str, int] = {}
        self._last_sequence = 0

    def __contains__(self, name: RecordName) -> bool:
        return name in self._records

    @property
    def board(self) -> dict[RecordName, bytes]:
        """Payloads by name."""
        return {
            name: stored.aged.record.payload for name, stored in self._records.items()
        }

    def write(self, payload: bytes, priority: Priority, now_s: float) -> AgedRecord:
        """A new record of this hub."""
        self._last_sequence += 1
        record = Record(self.origin, self._last_sequence, payload)
        aged = AgedRecord(record, 0.0, priority)
        self._records[aged.record.name] = _Stored(aged, now_s)
        return aged

    def take_in(self, aged: AgedRecord, now_s: float) -> bool:
        """Keep a record from the air; False if its name is held, or is our own."""
        name = aged.record.name
        if name in self._records or aged.record.origin == self.origin:
            return False
        self._records[name] = _Stored(aged, now_s)
        return True

    def records(self, now_s: float) -> Iterator[AgedRecord]:
        """All of them, as old as they are now."""
        for stored in self._records.values():
            age_s = stored.aged.age_s + now_s - stored.at_s
            yield replace(stored.aged, age_s=age_s)

    def reserve(self, name: str, count: int) -> int:
        """Numbers of that name, each given once for all time: the seal's port."""
        first = self._used.get(name, 0)
        self._used[name] = first + count
        return first
