"""Records too long for one frame: cut into fragments, and put together again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from radio import textform
from radio.codec import FRAGMENT_HEADER_BYTES
from radio.frame import FragmentFrame
from radio.record import MAX_PAYLOAD_BYTES, AgedRecord, Record, RecordName

MAX_UNFINISHED = 16
"""Records whose fragments are kept while some are missing."""


def split(sender: int, aged: AgedRecord, max_frame_bytes: int) -> list[FragmentFrame]:
    """The fragments of one record, each fitting into a frame of that size.

    Hubs that send frames as text cut alike: any hub may send any of the pieces.
    """
    room = min(max_frame_bytes, textform.MAX_FRAME_BYTES) - FRAGMENT_HEADER_BYTES
    record = aged.record
    chunks = [
        record.payload[at : at + room] for at in range(0, len(record.payload), room)
    ]
    return [
        FragmentFrame(
            sender,
            record.origin,
            record.sequence,
            aged.age_s,
            index,
            len(chunks),
            chunk,
        )
        for index, chunk in enumerate(chunks)
    ]


@dataclass(slots=True)
class _Unfinished:
    total: int
    chunks: dict[int, bytes] = field(default_factory=dict)

    def whole(self) -> bytes | None:
        if len(self.chunks) < self.total:
            return None
        payload = b"".join(self.chunks[index] for index in range(self.total))
        return payload if len(payload) <= MAX_PAYLOAD_BYTES else None


class Reassembly:
    """Joins fragments in any order; keeps a bounded number of unfinished records."""

    def __init__(self) -> None:
        self._unfinished: OrderedDict[RecordName, _Unfinished] = OrderedDict()

    def add(self, frame: FragmentFrame) -> AgedRecord | None:
        """The record that this fragment completes, or None."""
        name = (frame.origin, frame.sequence)
        unfinished = self._unfinished.pop(name, None)
        if unfinished is None or unfinished.total != frame.total:
            unfinished = _Unfinished(frame.total)
        unfinished.chunks[frame.index] = frame.chunk
        payload = unfinished.whole()
        if payload is not None:
            return AgedRecord(Record(*name, payload), frame.age_s)
        self._unfinished[name] = unfinished
        if len(self._unfinished) > MAX_UNFINISHED:
            self._unfinished.popitem(last=False)
        return None
