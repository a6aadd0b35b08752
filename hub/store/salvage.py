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
from typing import Any

from hub.store.sqlite_storage import SELECT, checksum_of

DIRECTIONS = (SELECT, f"{SELECT} desc")
"""A reader stops at the first page that is broken: so come from both ends."""

DOCUMENT = re.compile(rb"([a-z_]+)(?=\{\")")
"""A table's name with a document behind it, as both lie in a page."""

LONGEST_BYTES = 8192
CHECKSUM_BYTES = (4, 6, 3, 2, 1)
"""SQLite writes a number in as many bytes as it needs, a CRC-32 mostly in 4 or 6."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that has its checksum, and the table that it belongs to."""

    collection: str
    body: str

    @property
    def document(self) -> dict[str, Any]:
        """What it says."""
        read: dict[str, Any] = json.loads(self.body)
        return read


def salvaged(damaged: Path) -> list[Found]:
    """Every document that can be reached and still has its checksum.

    Looks for documents among the bytes, then asks SQLite; on a copy, since SQLite
    would mend, or spoil, the evidence.
    """
    found: dict[Found, None] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / damaged.name
        for ending in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                octets = Path(f"{damaged}{ending}").read_bytes()
                found.update(dict.fromkeys(_among(octets)))
                shutil.copyfile(f"{damaged}{ending}", f"{copy}{ending}")
        for direction in DIRECTIONS:
            found.update(dict.fromkeys(_by_sqlite(copy, direction)))
    return list(found)


def _by_sqlite(file: Path, query: str) -> Iterator[Found]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.text_factory = bytes
        with contextlib.suppress(sqlite3.Error):
            for _, collection, body, checksum in connection.execute(query):
                if isinstance(collection, bytes) and isinstance(body, bytes):
                    yield from _intact(collection, body, checksum)


def _among(octets: bytes) -> Iterator[Found]:
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


def _intact(collection: bytes, body: bytes, checksum: object) -> Iterator[Found]:
    with contextlib.suppress(UnicodeDecodeError):
        found = Found(collection.decode("ascii"), body.decode("ascii"))
        if checksum == checksum_of(found.collection, found.body):
            yield found
