"""What a damaged file gives, added to a good copy: nothing twice, nothing older."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.domain.gone import Fate
from hub.domain.ids import RecordId
from hub.mesh.packing import pack
from hub.store.documents import READERS, fate_document, is_readable
from hub.store.fields import text_of
from hub.store.merging import NAMES, add_found, as_of_today
from hub.store.migrations import VERSION
from hub.store.salvage import Found, Row, Salvaged
from hub.store.sqlite_storage import SqliteStorage
from tests.hub.store.files import held, hub_of, record_of

OURS = record_of(1, VERSION)


@pytest.fixture
def storage() -> Iterator[SqliteStorage]:
    opened = SqliteStorage(Path(":memory:"))
    yield opened
    opened.close()


def _merged(
    storage: SqliteStorage,
    table: str,
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    live: bool = True,
) -> list[Mapping[str, Any]]:
    with storage.transaction():
        storage.edit(table)[1] = dict(ours)
    found = Found(Row(table, json.dumps(theirs)), live)
    with storage.transaction():
        add_found(storage, Salvaged(VERSION, (found,)), frozenset([RecordId(7, 1)]))
    return list(storage.collection(table).values())


def test_a_record_whose_time_became_sure_is_not_there_twice(
    storage: SqliteStorage,
) -> None:
    stamped = {**OURS, "held_at": 1_800_000_000.0}

    assert _merged(storage, "records", OURS, stamped) == [stamped]


def test_a_time_that_is_sure_stays_so(storage: SqliteStorage) -> None:
    stamped = {**OURS, "held_at": 1_800_000_000.0}

    assert _merged(storage, "records", stamped, OURS) == [stamped]


@pytest.mark.parametrize("live", [True, False])
def test_a_record_that_was_replaced_by_the_true_one_stays_so(
    storage: SqliteStorage, *, live: bool
) -> None:
    other = {**OURS, "payload": text_of(pack(held(2).record.change))}

    merged = _merged(storage, "records", OURS, other, live=live)

    assert merged == [other if live else OURS]


def test_counters_and_running_time_only_grow(storage: SqliteStorage) -> None:
    low, high = ({"name": "revision", "next": each} for each in (5, 9))
    short, long = ({"lived_s": each} for each in (5.0, 9.0))

    assert _merged(storage, "counters", high, low) == [high]
    assert _merged(storage, "counters", low, high) == [high]
    assert _merged(storage, "lived", long, short) == [long]
    assert _merged(storage, "lived", short, long) == [long]


@pytest.mark.parametrize("live", [True, False])
def test_what_was_let_go_stays_so_and_the_latest_word_counts_of_what_was_skipped(
    storage: SqliteStorage, *, live: bool
) -> None:
    ours = fate_document(7, Fate((range(1, 3),), (range(20, 30),)))
    theirs = fate_document(7, Fate((range(2, 5),), (range(25, 28),)))

    merged = _merged(storage, "passed", ours, theirs, live=live)

    skipped = (range(25, 28),) if live else (range(20, 30),)
    assert merged == [fate_document(7, Fate((range(1, 5),), skipped))]


def test_another_hub_is_not_believed_to_be_this_one(storage: SqliteStorage) -> None:
    stranger = hub_of(VERSION, secret=text_of(bytes(32)), turn=9)

    assert _merged(storage, "hub", hub_of(VERSION), stranger) == [hub_of(VERSION)]


def test_every_table_has_a_reader_and_a_name() -> None:
    assert set(READERS) == set(NAMES)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each),
    max_leaves=5,
)
FIELDS = (
    *OURS,
    *hub_of(VERSION),
    "dropped",
    "skipped",
    "name",
    "next",
    "role",
    "salt",
    "code",
    "text",
)


@given(
    st.sampled_from([*READERS, "recipes"]),
    st.dictionaries(st.sampled_from(sorted(set(FIELDS))), anything) | anything,
    st.none() | st.integers(1, VERSION),
)
def test_whatever_is_found_makes_sense_or_is_left_out(
    table: str, document: object, version: int | None
) -> None:
    for name, each in as_of_today(Row(table, json.dumps(document)), version):
        assert is_readable(name, each)
