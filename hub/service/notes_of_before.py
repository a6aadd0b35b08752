"""Notes of a time when a writer's named no helper: whom they were for. Such are in the
log of this hub alone, and no new ones are written.
"""

from __future__ import annotations

from dataclasses import replace

from hub.domain.board import Board
from hub.domain.changes import Noted
from hub.domain.reach import LOCAL
from hub.domain.record import Record


def addressed(record: Record, then: Board) -> Record:
    """The record; where it is such a note, for those who helped when it was written.

    `then`: the board as it was, since a ledger tells its records in the order in which
    they came. That order is this hub's own, and so is the note: what is shared comes to
    the same board in any order.
    """
    note = record.change
    if record.origin != LOCAL or not isinstance(note, Noted):
        return record
    if note.claim is not None or not note.from_writer:
        return record
    post = then.post(note.post.read_in(record.origin))
    helpers = frozenset(post.addressees) if post is not None else frozenset()
    return replace(record, change=replace(note, helpers=helpers))
