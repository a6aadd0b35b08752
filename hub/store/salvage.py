"""Reading what can still be read of a damaged file; changes nothing in it."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hub.store.migrations import VERSION
from hub.store.rows import SELECT, checksum_of

DIRECTIONS = (SELECT, f"{SELECT} desc")
"""A reader stops at the first page that is broken: so come from both ends."""

DOCUMENT = re.compile(rb"([a-z_]+)(?=\{\")")
"""A table's name with a document behind it, as both lie in a page."""

LONGEST_BYTES = 8192
CHECKSUM_BYTES = (4, 6, 3, 2, 1)
"""SQLite writes a number in as many bytes as it needs, a CRC-32 mostly in 4 or 6."""


HEADER = b"SQLite format 3\0"
VERSION_AT = slice(60, 64)
"""Where a file's header has the stored version."""


class Row(NamedTuple):
    """A document that has its checksum, and the table that it belongs to."""

    collection: str
    body: str


@dataclass(frozen=True, slots=True)
class Found:
    """A row; `live` where the file's tree still leads to it.

    Else it was found among the bytes, where rows lie too that were deleted.
    """

    row: Row
    live: bool


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a damaged file gave, live rows first; `version`: None if nobody can tell."""

    version: int | None = None
    found: tuple[Found, ...] = ()


def salvaged(damaged: Path) -> Salvaged:
    """Every document that can be reached and still has its checksum.

    Looks for documents among the bytes, then asks SQLite; on a copy, since SQLite
    would mend, or spoil, the evidence.
    """
    carved: dict[Row, None] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / damaged.name
        for ending in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                octets = Path(f"{damaged}{ending}").read_bytes()
                carved.update(dict.fromkeys(_among(octets)))
                shutil.copyfile(f"{damaged}{ending}", f"{copy}{ending}")
        version = _version_of(copy)
        forth, back = (list(_by_sqlite(copy, query)) for query in DIRECTIONS)
    live = dict.fromkeys([*forth, *reversed(back)])
    found = [Found(row, True) for row in live]
    found += [Found(row, False) for row in carved if row not in live]
    return Salvaged(version, tuple(found))


def _version_of(file: Path) -> int | None:
    """The stored version: SQLite knows of a newer one in the log."""
    version = 0
    if file.exists():
        header = file.read_bytes()[: VERSION_AT.stop]
        if header.startswith(HEADER):
            version = int.from_bytes(header[VERSION_AT])
    with (
        contextlib.closing(sqlite3.connect(file)) as connection,
        contextlib.suppress(sqlite3.Error),
    ):
        version = connection.execute("pragma user_version").fetchone()[0] or version
    return version if 0 < version <= VERSION else None


def _by_sqlite(file: Path, query: str) -> Iterator[Row]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.text_factory = bytes
        with contextlib.suppress(sqlite3.Error):
            for _, collection, body, checksum in connection.execute(query):
                if isinstance(collection, bytes) and isinstance(body, bytes):
                    yield from _intact(collection, body, checksum)


def _among(octets: bytes) -> Iterator[Row]:
    for place in DOCUMENT.finditer(octets):
        text = octets[place.end() : place.end() + LONGEST_BYTES].decode("latin-1")
        try:
            _, length = json.JSONDecoder().raw_decode(text)
        except ValueError:
            continue
        behind = octets[place.end() + length :]
        for size in CHECKSUM_BYTES:
            checksum = int.from_bytes(behind[:size])
            yield from _intact(place[1], text[:length].encode("latin-1"), checksum)


def _intact(collection: bytes, body: bytes, checksum: object) -> Iterator[Row]:
    with contextlib.suppress(UnicodeDecodeError):
        row = Row(collection.decode("ascii"), body.decode("ascii"))
        if checksum == checksum_of(row.collection, row.body):
            yield row
