"""What was found in a damaged file, added to a good copy as it would be kept today."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from hub.domain.ids import RecordId
from hub.store.documents import (
    CONTACTS,
    COUNTERS,
    HEARD,
    HUB,
    KEYHOLDERS,
    LIVED,
    PASSED,
    RECEIPTS,
    RECORDS,
    UNREADABLE,
    Document,
    fate_document,
    fate_of,
    is_readable,
    name_of,
)
from hub.store.migrations import VERSION, migrated
from hub.store.overlay import Overlay
from hub.store.radios import RADIOS
from hub.store.salvage import Row, Salvaged
from hub.store.sqlite_storage import SqliteStorage

Kept = dict[str, Any]

NAMES: Mapping[str, Callable[[Document], object]] = MappingProxyType(
    {
        RECORDS: name_of,
        RECEIPTS: name_of,
        CONTACTS: name_of,
        KEYHOLDERS: lambda each: each["name"],
        COUNTERS: lambda each: each["name"],
        LIVED: lambda _: LIVED,
        HEARD: lambda _: HEARD,
        PASSED: lambda each: each["origin"],
        RADIOS: lambda each: each["radio"],
        HUB: lambda _: HUB,
    }
)
"""What a table has only one document of."""

logger = logging.getLogger(__name__)


def add_found(
    storage: SqliteStorage, salvaged: Salvaged, copied: frozenset[RecordId] | None
) -> None:
    """Add what the store does not have; inside a transaction.

    `copied`: the records that the good copy has, None where there was no good copy.
    """
    tables: dict[str, _Table] = {}
    unread = 0
    for found in salvaged.found:
        documents = list(as_of_today(found.row, salvaged.version))
        unread += not documents
        for name, document in documents:
            if _is_to_be_trusted(name, document, found.live, copied):
                if name not in tables:
                    tables[name] = _Table(name, storage.edit(name))
                tables[name].take(document, found.live)
    if unread:
        logger.error("%d documents of the damaged file make no sense", unread)


def as_of_today(row: Row, version: int | None) -> Iterator[tuple[str, Kept]]:
    """What was found, by table, as this version keeps it; nothing if it makes no sense.

    A damaged file can hold documents of two versions: what the steps of its own version
    don't make readable is tried as one of every other, the newest first.
    """
    for number in dict.fromkeys([version or VERSION, *range(VERSION, 0, -1)]):
        with suppress(*UNREADABLE):
            document = json.loads(row.body)
            tables = migrated({row.collection: {"1": {**document}}}, number)
            found = [
                (name, each)
                for name, documents in tables.items()
                for each in documents.values()
            ]
            if all(is_readable(*each) for each in found):
                yield from found
                return


def _is_to_be_trusted(
    name: str, document: Document, live: bool, copied: frozenset[RecordId] | None
) -> bool:
    """Whether it can't be a contact, a code or a radio that was taken from the store.

    Whenever one is, fresh copies are made. So a good copy is right about all
    keyholders, and about the contacts that belong to its records. Of a radio that it
    does not have, it is not known whether it is new: nothing is lost but its language
    and what it may change by text.
    """
    if name == RADIOS and copied is None:
        return live
    if name == RADIOS:
        return False
    if name == KEYHOLDERS:
        return live and copied is None
    if name == CONTACTS and copied is not None:
        return live and name_of(document) not in copied
    return True


class _Table:
    """One table that found documents are added to, behind those that it has."""

    def __init__(self, name: str, documents: Overlay) -> None:
        self._name_of = NAMES[name]
        self._prefer = PREFERENCES.get(name, _ours)
        self._documents = documents
        self._next = max(documents, default=0) + 1
        self._places: dict[object, int] = {}
        for place, document in documents.items():
            if is_readable(name, document):
                self._places.setdefault(self._name_of(document), place)

    def take(self, document: Kept, live: bool) -> None:
        """Add it, or what it says that the one of its name does not."""
        place = self._places.get(self._name_of(document))
        if place is not None:
            ours = self._documents[place]
            self._documents[place] = self._prefer(ours, document, live)
            return
        self._places[self._name_of(document)] = self._next
        self._documents[self._next] = document
        self._next += 1


def _ours(ours: Kept, _theirs: Kept, _live: bool) -> Kept:
    return ours


def _true(ours: Kept, theirs: Kept, live: bool) -> Kept:
    """A record's time may have become sure since the copy was made, or a false record
    have made room for the true one."""
    if ours["payload"] != theirs["payload"]:
        return theirs if live else ours
    stamped = ours["held_at"] is None and theirs["held_at"] is not None
    return theirs if stamped else ours


def _higher(ours: Kept, theirs: Kept, _live: bool) -> Kept:
    return max(ours, theirs, key=lambda each: float(each["next"]))


def _longer(ours: Kept, theirs: Kept, _live: bool) -> Kept:
    return max(ours, theirs, key=lambda each: float(each["lived_s"]))


def _later(ours: Kept, theirs: Kept, _live: bool) -> Kept:
    """The hub may have taken another name since the copy was made."""
    if ours["secret"] != theirs["secret"]:
        return ours
    early, late = sorted((ours, theirs), key=lambda each: int(each["turn"]))
    names = [*early["former"], early["origin"], *late["former"]]
    former = [each for each in dict.fromkeys(names) if each != late["origin"]]
    return {**late, "former": former}


def _more_gone(ours: Kept, theirs: Kept, live: bool) -> Kept:
    """What was let go stays so; what was skipped may have come since the copy."""
    (origin, fate), (_, other) = fate_of(ours), fate_of(theirs)
    latest = other if live else fate
    return fate_document(origin, latest.drop(fate.dropped).drop(other.dropped))


PREFERENCES: Mapping[str, Callable[[Kept, Kept, bool], Kept]] = MappingProxyType(
    {
        RECORDS: _true,
        COUNTERS: _higher,
        LIVED: _longer,
        PASSED: _more_gone,
        HUB: _later,
    }
)
"""What becomes of two documents of one name; else ours stands."""


def drop_orphans(storage: SqliteStorage) -> None:
    """Forget contacts and receipts whose record was lost; inside a transaction.

    Its name may be given to another record.
    """
    held = names_in(storage.edit(RECORDS).values())
    for table in (RECEIPTS, CONTACTS):
        documents = storage.edit(table)
        for number, document in list(documents.items()):
            if not names_in([document]) & held:
                del documents[number]


def names_in(documents: Iterable[Document]) -> frozenset[RecordId]:
    """The records that they are about."""
    names = set()
    for document in documents:
        with suppress(*UNREADABLE):
            names.add(name_of(document))
    return frozenset(names)
