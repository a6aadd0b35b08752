"""What goes along with a frame, or again, because it is likely to save frames: records
that others may lack. No clock; says nothing on its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from radio.codec import SEAL_BYTES, frame_bytes
from radio.events import BearerUp
from radio.frame import RecordsFrame
from radio.priority import Priority
from radio.record import RecordName
from radio.record_codec import MAX_WHOLE_BYTES
from radio.shared import Shared

REQUEST_BYTES = SEAL_BYTES + 7
"""A request for one record."""

ANSWER_BYTES = SEAL_BYTES + 8
"""What an answer of one record has beside the record."""

HASTE = {Priority.URGENT: 4.0, Priority.PRESSING: 1.6, Priority.USUAL: 1.3}
"""So much more airtime, or less, it is worth that a record comes soon."""

MAX_TIMES = 3
"""Unasked, a record is sent so often at most, by all hubs together."""

MAX_WEIGHED = 24
"""The newest records are looked at."""


class Along:
    """Weighs the airtime of what could go along against that of what it may save."""

    def __init__(self, shared: Shared) -> None:
        self._origin = shared.origin
        self._holdings = shared.holdings
        self._peers = shared.peers
        self._recent = shared.recent
        self._pace = shared.pace

    def with_records(
        self, frame: RecordsFrame, bearer: BearerUp, now: float
    ) -> RecordsFrame:
        """The frame with those records that somebody is likely to lack."""
        for name in self._doubtful(frame, now):
            aged = self._holdings.get(name, now)
            more = replace(frame, records=(*frame.records, aged))
            size = len(aged.record.payload)
            if size > MAX_WHOLE_BYTES or frame_bytes(more) > bearer.max_frame_bytes:
                continue
            saved_s = bearer.airtime_s(REQUEST_BYTES)
            saved_s += bearer.airtime_s(ANSWER_BYTES + size)
            chance = self._chance(name, now)
            if chance * saved_s > _added_s(frame, more, bearer):
                frame = more
        return frame

    def worth_repeating(
        self, frame: RecordsFrame, bearer: BearerUp, now: float
    ) -> list[RecordName]:
        """Our own records of this frame, if most likely somebody has missed them."""
        first = [
            each
            for each in frame.records
            if each.record.origin == self._origin
            and self._recent.times(each.record.name) == 1
        ]
        if not first:
            return []
        repeated_s = bearer.airtime_s(
            frame_bytes(RecordsFrame(self._origin, tuple(first)))
        )
        saved_s = bearer.airtime_s(REQUEST_BYTES) + repeated_s
        chance = max(
            HASTE[each.priority] * self._chance(each.record.name, now) for each in first
        )
        worth_it = chance * saved_s > repeated_s
        return [each.record.name for each in first] if worth_it else []

    def _doubtful(self, frame: RecordsFrame, now: float) -> Iterator[RecordName]:
        """Records sent lately, but not just now, that don't go in this frame."""
        in_frame = {each.record.name for each in frame.records}
        recent = self._recent
        for name in islice(recent.names(now), MAX_WEIGHED):
            just_now = recent.last_at(name) > now - self._pace.packet_s
            often = recent.times(name) >= MAX_TIMES
            if name in self._holdings and not (name in in_frame or just_now or often):
                yield name

    def _chance(self, name: RecordName, now: float) -> float:
        """How likely it is that some hub lacks that record."""
        return self._peers.lacked(name, self._recent.chances(name), now)


def _added_s(less: RecordsFrame, more: RecordsFrame, bearer: BearerUp) -> float:
    before = bearer.airtime_s(frame_bytes(less))
    return bearer.airtime_s(frame_bytes(more)) - before
