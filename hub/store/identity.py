"""The hub's name, and the numbers that it gives: new ones after a restore."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress

from hub.domain.reach import LOCAL
from hub.domain.record import HubId
from hub.service import Identity
from hub.store.documents import (
    COUNTERS,
    HUB,
    PASSED,
    RECORDS,
    UNREADABLE,
    Document,
    counter_document,
    counter_of,
    fate_of,
    identity_document,
    identity_of,
    name_of,
)
from hub.store.sqlite_storage import SqliteStorage

Naming = Callable[[bytes, int], int]
"""The hub's origin by its secret and the turn, which counts its origins."""

LOCAL_COUNTER = "local"
"""Below it no sequence of the local log is given any more."""

LOST_AT_MOST = 2**32
"""Numbers that a counter can have given since the copy which is restored."""

APART = 2**40
"""How far apart two restores of one backup may count on, at most: they do not know of
each other. Pages hold numbers below 2**53 well: enough for 8,000 restores."""

LOCAL_LOST_AT_MOST = LOCAL_APART = 2**16
"""The same for the local log, whose sequences have 32 bits: 32,000 restores."""

TURNS_APART = 2**20
"""The same for turns, which have 32 bits on the air: 4,000 restores. A hub's origins
come from secret and turn: with the next turn two restores of one backup would have one
name, and write different records under it."""


def kept_identity(documents: Iterable[Document]) -> Identity | None:
    """The first that can be read."""
    for document in documents:
        with suppress(*UNREADABLE):
            return identity_of(document)
    return None


def fresh_identity(naming: Naming) -> Identity:
    """Of a hub that never was before."""
    return _named(Identity(HubId(0), secrets.token_bytes(32)), naming)


def _named(identity: Identity, naming: Naming) -> Identity:
    """With the name of its turn, or of a later one: 0 is nobody's name."""
    turn = identity.turn
    while (origin := naming(identity.secret, turn)) == 0:
        turn += 1
    return Identity(HubId(origin), identity.secret, identity.former, turn)


def renew_origin(storage: SqliteStorage, naming: Naming) -> None:
    """Numbers that were lost must not be used again: the hub takes a new name, and
    counts on from far beyond what it can have reached; not from the same number twice,
    where one backup is restored twice."""
    _rename(storage, naming)
    counters = storage.edit(COUNTERS)
    local = _highest_local(storage)
    for number, document in list(counters.items()):
        with suppress(*UNREADABLE):
            name, following = counter_of(document)
            if name == LOCAL_COUNTER:
                local = max(local, following)
                del counters[number]
                continue
            following += LOST_AT_MOST + secrets.randbelow(APART)
            counters[number] = counter_document(name, following)
    local += LOCAL_LOST_AT_MOST + secrets.randbelow(LOCAL_APART)
    place = max(counters, default=0) + 1
    counters[place] = counter_document(LOCAL_COUNTER, local)


def _rename(storage: SqliteStorage, naming: Naming) -> None:
    hub = storage.edit(HUB)
    before = kept_identity(hub.values())
    if before is None:
        return
    turn = before.turn + 1 + secrets.randbelow(TURNS_APART)
    former = (*before.former, before.origin)
    after = _named(Identity(before.origin, before.secret, former, turn), naming)
    for number in list(hub):
        del hub[number]
    hub[1] = identity_document(after)


def _highest_local(storage: SqliteStorage) -> int:
    highest = 0
    for document in storage.edit(RECORDS).values():
        with suppress(*UNREADABLE):
            name = name_of(document)
            if name.origin == LOCAL:
                highest = max(highest, name.sequence)
    for document in storage.edit(PASSED).values():
        with suppress(*UNREADABLE):
            origin, fate = fate_of(document)
            if origin == LOCAL:
                highest = max(highest, fate.last_dropped)
    return highest
