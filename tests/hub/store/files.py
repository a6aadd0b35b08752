"""Store files as tests want them: of any version, whole or damaged, row by row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.packing import pack
from hub.store.documents import record_document
from hub.store.fields import text_of
from hub.store.overlay import Edit
from hub.store.rows import SCHEMA, write
from hub.store.sqlite_storage import APPLICATION_ID, PAGE_BYTES

SECRET = bytes(range(32))

Tables = Mapping[str, Iterable[Mapping[str, Any]]]


@cache
def held(number: int, origin: int = 7) -> Held:
    """A post of the hub `origin`."""
    posted = Posted(Kind.NEED, CATEGORIES["food"], Urgency.NOW, f"post {number}")
    record = Record(HubId(origin), Sequence(number), posted, pack(posted))
    return Held(record, 60.0)


def record_of(number: int, version: int, origin: int = 7) -> dict[str, Any]:
    """The same as a document of that stored version."""
    document = record_document(held(number, origin))
    if version == 1:
        del document["lived_s"]
        document["held_at"] = 1_700_000_000.0  # it always believed the clock
    return document


def hub_of(version: int, **more: object) -> dict[str, Any]:
    """The hub's own document, as small as that version wrote it."""
    document: dict[str, Any] = {"origin": 7, "secret": text_of(SECRET)}
    if version > 2:
        document |= {"former": [], "turn": 0}
    return document | more


def write_file(file: Path, version: int, tables: Tables) -> None:
    """A whole file of that stored version, with no log beside it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute(f"pragma page_size = {PAGE_BYTES}")
        connection.execute("begin")
        connection.execute(SCHEMA)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {version}")
        cursor = connection.cursor()
        for name, documents in tables.items():
            for number, document in enumerate(documents, 1):
                write(cursor, Edit(name, number, dict(document)))
        connection.execute("commit")


def flip_in(file: Path, document: Mapping[str, Any]) -> None:
    """Flip a bit in the middle of that document, wherever the file has it."""
    octets, body = file.read_bytes(), json.dumps(document).encode()
    assert body in octets
    flipped = bytearray(body)
    flipped[len(body) // 2] ^= 1
    file.write_bytes(octets.replace(body, flipped))
