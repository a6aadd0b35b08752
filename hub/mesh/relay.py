"""Hands records from the service to the link and back; decides nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from hub import service
from hub.domain import record as domain
from hub.domain.changes import Alerted, AlertEnded, Change, Kind, Posted
from hub.domain.gone import Runs, joined
from hub.mesh.packing import unpack
from hub.service import HubService, LedgerUnavailable
from radio.events import RecordNeeded, RecordsPassed
from radio.frame import Span
from radio.priority import Priority
from radio.record import AgedRecord, Record

logger = logging.getLogger(__name__)


def aged_record(held: domain.Held) -> AgedRecord:
    """A record as the radio carries it. Raises ValueError for one of the local log."""
    record = held.record
    return AgedRecord(
        Record(record.origin, record.sequence, record.payload),
        held.age_s,
        priority(record.change),
    )


def priority(change: Change) -> Priority:
    """How pressing it is to send that: alerts, then needs, then all the rest."""
    match change:
        case Alerted() | AlertEnded():
            return Priority.URGENT
        case Posted(kind=Kind.NEED):
            return Priority.PRESSING
        case _:
            return Priority.USUAL


def passed_spans(passed: Mapping[int, Runs]) -> tuple[Span, ...]:
    """Names that have passed as the radio has them."""
    return tuple(
        Span(origin, run.start, len(run))
        for origin, runs in passed.items()
        for run in runs
    )


def telling(
    tell: Callable[[RecordsPassed | RecordNeeded], None],
) -> Callable[[service.RecordsOver | service.RecordNeeded], None]:
    """What the service calls with what has passed; `tell` is the link's."""

    def relay(news: service.RecordsOver | service.RecordNeeded) -> None:
        match news:
            case service.RecordsOver(runs=runs):
                tell(RecordsPassed(passed_spans(runs)))
            case service.RecordNeeded(record=record):
                tell(RecordNeeded((record.origin, record.sequence)))

    return relay


def skipping(door: HubService) -> Callable[[tuple[Span, ...]], None]:
    """What the link calls with what others say has passed."""

    def skip(spans: tuple[Span, ...]) -> None:
        origins = {each.origin for each in spans}
        said = {
            origin: joined(each.sequences for each in spans if each.origin == origin)
            for origin in origins
        }
        try:
            door.skip(said)
        except LedgerUnavailable as error:
            # Not kept: after a restart others say it again.
            logger.error("what has passed elsewhere could not be kept: %s", error)

    return skip


def read_record(record: Record) -> domain.Record:
    """What another hub's record says."""
    return domain.Record(
        domain.HubId(record.origin),
        domain.Sequence(record.sequence),
        unpack(record.payload),
        record.payload,
    )


def taking_in(door: HubService) -> Callable[[AgedRecord, int], None]:
    """What the link calls with each record that came by radio."""

    def ingest(aged: AgedRecord, sender: int) -> None:
        try:
            door.ingest(read_record(aged.record), aged.age_s, sender)
        except LedgerUnavailable as error:
            # Not held, so not in our digest: it is asked for again later.
            logger.error("a record from the radio could not be kept: %s", error)

    return ingest
