"""The least that it takes to mend a split: what is missing somewhere, sent once, in
records frames as full as they get.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from radio.airtime import Preset, airtime_s
from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import frame_bytes
from radio.frame import RecordsFrame
from radio.record import AgedRecord, Record, RecordName
from radio.simulator.hub_radio import enveloped
from radio.simulator.packet import HEADER_BYTES
from radio.simulator.trace import Trace

ANYBODY = 1
"""Who sends them: none of the origins, so that each is named."""


def least_s(
    trace: Trace, written: Mapping[RecordName, bytes], healed_s: float, preset: Preset
) -> float:
    """Seconds of airtime for what was not yet on all boards at that time."""
    missing = sorted(
        _missing(trace, written, healed_s), key=lambda each: each.record.name
    )
    return sum(
        airtime_s(HEADER_BYTES + len(enveloped(bytes(size))), preset)
        for size in _full_frames(missing)
    )


def _missing(
    trace: Trace, written: Mapping[RecordName, bytes], healed_s: float
) -> Iterator[AgedRecord]:
    holders: dict[RecordName, int] = {}
    born_s: dict[RecordName, float] = {}
    for stored in trace.stored:
        if stored.time_s <= healed_s:
            holders[stored.name] = holders.get(stored.name, 0) + 1
            born_s.setdefault(stored.name, stored.time_s)
    for name, held_by in holders.items():
        if held_by < trace.plan.hubs:
            yield AgedRecord(Record(*name, written[name]), healed_s - born_s[name])


def _full_frames(records: Iterable[AgedRecord]) -> Iterator[int]:
    """The sizes of the frames that carry them."""
    packed: list[AgedRecord] = []
    for aged in records:
        if packed and _bytes_of([*packed, aged]) > MAX_PAYLOAD_BYTES:
            yield _bytes_of(packed)
            packed = []
        packed.append(aged)
    if packed:
        yield _bytes_of(packed)


def _bytes_of(records: Iterable[AgedRecord]) -> int:
    return frame_bytes(RecordsFrame(ANYBODY, tuple(records)))
