"""Hands records from the service to the link and back; decides nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable

from hub.domain import record as domain
from hub.domain.changes import Alerted, AlertEnded, Change, Kind, Posted
from hub.mesh.packing import unpack
from hub.service import HubService, LedgerUnavailable
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


def read_record(record: Record) -> domain.Record:
    """What another hub's record says."""
    return domain.Record(
        domain.HubId(record.origin),
        domain.Sequence(record.sequence),
        unpack(record.payload),
        record.payload,
    )


def taking_in(service: HubService) -> Callable[[AgedRecord, int], None]:
    """What the link calls with each record that came by radio."""

    def ingest(aged: AgedRecord, sender: int) -> None:
        try:
            service.ingest(read_record(aged.record), aged.age_s, sender)
        except LedgerUnavailable as error:
            # Not held, so not in our digest: it is asked for again later.
            logger.error("a record from the radio could not be kept: %s", error)

    return ingest
