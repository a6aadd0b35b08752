"""What another process may read of a hub that may be running: the shared records."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hub.domain.changes import Change, Unreadable
from hub.domain.reach import LOCAL
from hub.domain.record import Held
from hub.service import Clocks
from hub.service.ages import Ages
from hub.store.damage import StoreDamaged
from hub.store.documents import LIVED, RECORDS, UNREADABLE, held_of, lived_of
from hub.store.folder import FILE, FolderUnusable, unusable
from hub.store.rows import checked, reading, texts_of


def shared_records(folder: Path, clocks: Clocks) -> Iterator[Held]:
    """Every record that may leave the hub, at its age now, one after the other.

    Ages err on the young side, as after a restart: how long a hub that is running has
    run, it alone knows to the hour. Raises FolderUnusable, maybe after some records.
    """
    if not (folder / FILE).is_file():
        raise FolderUnusable(f"There is no hub's data in {folder}.")
    return _opened(folder, clocks)


def _opened(folder: Path, clocks: Clocks) -> Iterator[Held]:
    try:
        with reading(folder / FILE) as connection:
            connection.execute("begin")  # all of it as it is at one moment
            yield from _shared(connection, clocks)
    except (OSError, sqlite3.Error, StoreDamaged) as error:
        raise unusable(folder, error) from error


def _shared(connection: sqlite3.Connection, clocks: Clocks) -> Iterator[Held]:
    """Read twice: how old one is can depend on all others."""
    ages = Ages(clocks, _lived_s(connection))
    for held in _records(connection):
        ages.load(held)
    ages.loaded()
    for held in _records(connection):
        if held.record.origin != LOCAL:
            yield Held(held.record, ages.of(held.record.name))


def _lived_s(connection: sqlite3.Connection) -> float:
    longest = 0.0
    for body in texts_of(connection, LIVED):
        with suppress(*UNREADABLE):
            longest = max(longest, lived_of(json.loads(body)))
    return longest


def _records(connection: sqlite3.Connection) -> Iterator[Held]:
    """Their words stay unread: nobody here looks at them."""
    for collection, _, body in checked(connection):
        if collection == RECORDS:
            with suppress(*UNREADABLE):
                yield held_of(json.loads(body), _unread)


def _unread(_payload: bytes, _words: str | None) -> Change:
    return Unreadable()
