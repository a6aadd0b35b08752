"""Damaged files of earlier versions: what is saved of them is as today's documents."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service import Receipt
from hub.store.copies import COPIES
from hub.store.documents import receipt_document
from hub.store.folder import FILE
from hub.store.ledger import FolderUnusable, TinyLedger
from hub.store.migrations import VERSION, migrated
from tests.hub.store.files import (
    SECRET,
    flip_in,
    held,
    hub_of,
    record_of,
    write_file,
)

RECEIPT = Receipt(RecordId(7, 2), b"key", b"draft", CodeHash(b"salt", b"hash"))


def _tables(version: int, posts: int) -> dict[str, list[dict[str, object]]]:
    return {
        "hub": [hub_of(version)],
        "records": [record_of(number, version) for number in range(1, posts + 1)],
        "receipts": [receipt_document(RECEIPT)],
        "counters": [{"name": "revision", "next": 5}],
    }


def _damaged(folder: Path, version: int, posts: int = 20) -> None:
    """A file of which one document, post 5's, can't be read any more."""
    write_file(folder / FILE, version, _tables(version, posts))
    flip_in(folder / FILE, record_of(5, version))


def _started(folder: Path) -> list[int]:
    """The posts that a hub starts with, the second time as the first."""
    starts = []
    for _ in range(2):
        ledger = TinyLedger(folder, unpack, name_of)
        identity = ledger.identity()
        assert identity.secret == SECRET
        assert identity.former[-1] == 7
        assert list(ledger.receipts()) == [RECEIPT]
        assert ledger.lived_s() == 0.0
        assert ledger.unreadable == 0
        found = list(ledger.records())
        ledger.close()
        assert all(each == held(each.record.sequence) for each in found)
        starts.append([each.record.sequence for each in found])
    assert starts[0] == starts[1]
    return starts[0]


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_old_file_that_is_damaged_gives_all_but_what_was_hit(
    tmp_path: Path, version: int
) -> None:
    _damaged(tmp_path, version)

    assert sorted(_started(tmp_path)) == [n for n in range(1, 21) if n != 5]


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("copied", [1, 2, 3, 4])
def test_an_old_damaged_file_is_added_to_a_good_copy_of_any_version(
    tmp_path: Path, version: int, copied: int
) -> None:
    _damaged(tmp_path, version)
    write_file(tmp_path / COPIES[0], copied, _tables(copied, 8))

    assert _started(tmp_path) == list(range(1, 21))


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_old_file_whose_head_is_gone_is_read_as_of_every_version(
    tmp_path: Path, version: int
) -> None:
    write_file(tmp_path / FILE, version, _tables(version, 20))
    octets = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(bytes(1024) + octets[1024:])
    write_file(tmp_path / COPIES[0], version, _tables(version, 8))

    assert sorted(_started(tmp_path)) == list(range(1, 21))


def test_documents_of_two_versions_in_one_damaged_file_are_all_read(
    tmp_path: Path,
) -> None:
    mixed = _tables(2, 20)
    mixed["records"][10:] = [record_of(number, 1) for number in range(11, 21)]
    write_file(tmp_path / FILE, 2, mixed)
    flip_in(tmp_path / FILE, record_of(5, 2))
    write_file(tmp_path / COPIES[0], 1, _tables(1, 8))

    assert _started(tmp_path) == list(range(1, 21))


def test_a_version_that_the_damage_made_up_is_not_believed(tmp_path: Path) -> None:
    _damaged(tmp_path, 1)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("pragma user_version = 4711")
    write_file(tmp_path / COPIES[0], 1, _tables(1, 8))

    assert _started(tmp_path) == list(range(1, 21))


def test_what_makes_no_sense_in_a_damaged_file_is_left_there(tmp_path: Path) -> None:
    tables = _tables(2, 20)
    tables["records"][9] = {"origin": 7, "sequence": "ten"}
    tables["recipes"] = [{"soup": "of the day"}]
    tables["counters"] = [{"name": "revision"}]
    write_file(tmp_path / FILE, 2, tables)
    flip_in(tmp_path / FILE, record_of(5, 2))

    assert _started(tmp_path) == [n for n in range(1, 21) if n not in (5, 10)]


@pytest.mark.parametrize("former", [{}, {"former": [3]}, {"former": [3], "turn": 1}])
def test_a_whole_old_file_knows_the_names_that_its_hub_had(
    tmp_path: Path, former: dict[str, object]
) -> None:
    tables = {**_tables(2, 3), "hub": [hub_of(2, **former)]}
    write_file(tmp_path / FILE, 2, tables)

    ledger = TinyLedger(tmp_path, unpack, name_of)

    identity = ledger.identity()
    assert (identity.origin, identity.secret) == (7, SECRET)
    assert list(identity.former) == former.get("former", [])
    assert identity.turn == former.get("turn", 0)
    assert not ledger.restored
    ledger.close()


def test_the_times_of_the_first_version_are_doubted(tmp_path: Path) -> None:
    write_file(tmp_path / FILE, 1, _tables(1, 3))

    ledger = TinyLedger(tmp_path, unpack, name_of)

    assert [each.held_at for each in ledger.records()] == [None] * 3
    ledger.close()


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_step_keeps_what_is_there_already(version: int) -> None:
    hub = {"1": {"origin": 7, "secret": "", "former": [3], "turn": 9}}

    assert migrated({"hub": hub}, version)["hub"] == hub


def test_steps_lead_from_any_version_to_this_one() -> None:
    steps = {
        1: lambda tables: {**tables, "b": tables.get("a", {})},
        2: lambda tables: {name: each for name, each in tables.items() if name != "a"},
    }

    assert migrated({"a": {"1": {"n": 1}}}, 1, steps, 3) == {"b": {"1": {"n": 1}}}


def test_a_file_of_a_newer_porchlight_is_refused_and_not_touched(
    tmp_path: Path,
) -> None:
    TinyLedger(tmp_path, unpack, name_of).close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("pragma user_version = 99")
    before = (tmp_path / FILE).read_bytes()

    with pytest.raises(FolderUnusable, match="newer"):
        TinyLedger(tmp_path, unpack, name_of)

    assert (tmp_path / FILE).read_bytes() == before
