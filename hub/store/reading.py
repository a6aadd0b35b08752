"""What another process may read of a hub that may be running: the shared records that
have not passed, and for its stewards the radios that it knows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hub.domain.board import Board
from hub.domain.changes import Change, Unreadable
from hub.domain.expiry import Times
from hub.domain.gone import Gone
from hub.domain.ids import RecordId
from hub.domain.passing import Situation, passed
from hub.domain.reach import LOCAL
from hub.domain.record import Held
from hub.domain.ties import Ties
from hub.service import Clocks
from hub.service.ages import Ages
from hub.service.radios import KeptRadio
from hub.store.damage import StoreDamaged
from hub.store.documents import (
    LIVED,
    PASSED,
    RECORDS,
    UNREADABLE,
    Unpacking,
    fate_of,
    held_of,
    lived_of,
)
from hub.store.folder import FILE, FolderUnusable, unusable
from hub.store.radios import RADIOS, radio_of
from hub.store.rows import checked, reading, texts_of


def shared_records(
    folder: Path, clocks: Clocks, unpacking: Unpacking
) -> Iterator[Held]:
    """Every record that may leave the hub and has not passed, at its age now, one after
    the other.

    Ages err on the young side, as after a restart: how long a hub that is running has
    run, it alone knows to the hour. So some may be told that passed within that hour.
    Raises FolderUnusable, maybe after some records.
    """
    if not (folder / FILE).is_file():
        raise FolderUnusable(f"There is no hub's data in {folder}.")
    return _opened(folder, clocks, unpacking)


def known_radios(folder: Path) -> list[KeptRadio]:
    """Every neighbour's radio that the hub knows. Raises FolderUnusable."""
    if not (folder / FILE).is_file():
        raise FolderUnusable(f"There is no hub's data in {folder}.")
    known = []
    try:
        with reading(folder / FILE) as connection:
            for body in texts_of(connection, RADIOS):
                with suppress(*UNREADABLE):
                    known.append(radio_of(json.loads(body)))
    except (OSError, sqlite3.Error) as error:
        raise unusable(folder, error) from error
    return known


def _opened(folder: Path, clocks: Clocks, unpacking: Unpacking) -> Iterator[Held]:
    try:
        with reading(folder / FILE) as connection:
            connection.execute("begin")  # all of it as it is at one moment
            yield from _shared(connection, clocks, unpacking)
    except (OSError, sqlite3.Error, StoreDamaged) as error:
        raise unusable(folder, error) from error


def _shared(
    connection: sqlite3.Connection, clocks: Clocks, unpacking: Unpacking
) -> Iterator[Held]:
    """Read twice: how old one is can depend on all others, and so can what passed."""
    ages = Ages(clocks, _lived_s(connection))
    over = _passed(connection, ages, unpacking)
    for held in _records(connection, _unread):
        name = held.record.name
        if name.origin != LOCAL and name not in over:
            yield Held(held.record, ages.of(name))


def _passed(
    connection: sqlite3.Connection, ages: Ages, unpacking: Unpacking
) -> set[RecordId]:
    """Load the ages of all; which records the hub would say have passed."""
    ties, board = Ties(), Board()
    for held in _records(connection, unpacking):
        ages.add(held)
        ties.add(held.record)
        board.add(held.record)
    ages.loaded()
    times = Times(ages.ran, ages.trusted)
    return passed(Situation(ties, board, times, _gone(connection)))


def _gone(connection: sqlite3.Connection) -> Gone:
    fates = {}
    for body in texts_of(connection, PASSED):
        with suppress(*UNREADABLE):
            origin, fate = fate_of(json.loads(body))
            fates[origin] = fate
    return Gone(fates)


def _lived_s(connection: sqlite3.Connection) -> float:
    longest = 0.0
    for body in texts_of(connection, LIVED):
        with suppress(*UNREADABLE):
            longest = max(longest, lived_of(json.loads(body)))
    return longest


def _records(connection: sqlite3.Connection, unpacking: Unpacking) -> Iterator[Held]:
    for collection, _, body in checked(connection):
        if collection == RECORDS:
            with suppress(*UNREADABLE):
                yield held_of(json.loads(body), unpacking)


def _unread(_payload: bytes, _words: str | None) -> Change:
    return Unreadable()
