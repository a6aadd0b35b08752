"""After a restore no name and no number is given twice, however often it is done."""

from __future__ import annotations

import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from hub.domain.contact import Contact
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.domain.reach import LOCAL
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service import Private, Receipt
from hub.store import identity
from hub.store.copies import COPIES
from hub.store.documents import contact_document, receipt_document
from hub.store.folder import FILE
from hub.store.keeping import back_up, restore
from hub.store.ledger import TinyLedger
from hub.store.migrations import VERSION
from tests.hub.store.files import flip_in, held, hub_of, record_of, write_file


def _open(folder: Path) -> TinyLedger:
    return TinyLedger(folder, unpack, name_of)


@pytest.fixture(autouse=True)
def _the_same_chance_in_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity.secrets, "randbelow", random.Random(1).randrange)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Of a hub with a post, a local post and a counter."""
    ledger = _open(tmp_path / "first")
    ledger.identity()
    ledger.append(held(1))
    ledger.append(held(9, LOCAL))
    ledger.reserve("revision", 1000)
    back_up(tmp_path / "first", tmp_path / "backup")
    ledger.close()
    return tmp_path / "backup"


def _restored(backup: Path, folder: Path) -> TinyLedger:
    folder.mkdir(exist_ok=True)
    restore(folder, backup, name_of)
    return _open(folder)


def test_one_backup_restored_twice_gives_two_names(
    backup: Path, tmp_path: Path
) -> None:
    names = []
    for number in range(8):
        ledger = _restored(backup, tmp_path / str(number))
        names.append(ledger.identity().origin)
        ledger.close()

    assert len(set(names)) == 8


def test_one_backup_restored_twice_counts_on_from_two_numbers(
    backup: Path, tmp_path: Path
) -> None:
    numbers = []
    for _ in range(8):
        ledger = _restored(backup, tmp_path / "again")
        numbers.append(ledger.reserve("revision", 2**20))
        ledger.close()

    assert all(each >= 1000 + 2**32 for each in numbers)
    apart = sorted(numbers)
    assert all(b - a > 2**20 for a, b in pairwise(apart))


def test_counters_stay_where_pages_can_hold_them(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity.secrets, "randbelow", lambda below: below - 1)
    folder = tmp_path / "often"
    steps = []
    for _ in range(3):
        ledger = _restored(backup, folder)
        steps.append((ledger.reserve("revision", 1), ledger.floor("local")))
        back_up(folder, backup)
        ledger.close()

    revision, local = (b - a for a, b in zip(steps[1], steps[2], strict=True))
    assert 8_000 * revision < 2**53
    assert 32_000 * local < 2**32


def test_the_local_log_counts_on_beyond_what_it_can_have_reached(
    backup: Path, tmp_path: Path
) -> None:
    first = _restored(backup, tmp_path / "again")
    floor = first.floor("local")
    assert 9 + 2**16 <= floor < 9 + 2**17
    first.append(held(floor + 70_000, LOCAL))
    back_up(tmp_path / "again", backup)
    first.close()

    second = _restored(backup, tmp_path / "again")

    assert second.floor("local") >= floor + 70_000 + 2**16
    second.close()


def test_the_local_log_counts_on_so_after_damage_too(tmp_path: Path) -> None:
    ledger = _open(tmp_path)
    ledger.identity()
    for number in range(1, 31):
        ledger.append(held(number, LOCAL))
    ledger.close()
    flip_in(tmp_path / FILE, record_of(20, VERSION, LOCAL))

    recovered = _open(tmp_path)

    assert recovered.restored
    assert recovered.floor("local") >= 30 + 2**16
    recovered.close()


def test_a_floor_is_read_and_not_written(tmp_path: Path) -> None:
    ledger = _open(tmp_path)
    before = dict(ledger._storage.collection("counters"))

    assert ledger.floor("local") == 0
    assert dict(ledger._storage.collection("counters")) == before == {}
    assert ledger.reserve("local", 5) == 0
    assert ledger.floor("local") == 5
    ledger.close()


def test_damage_before_the_first_copy_of_a_new_name_gives_another_name(
    tmp_path: Path,
) -> None:
    names = []
    ledger = _open(tmp_path)
    ledger.append(held(1))
    for _ in range(4):
        names.append(ledger.identity().origin)
        ledger.close()
        (tmp_path / FILE).write_bytes(b"torn")
        ledger = _open(tmp_path)
    ledger.close()

    assert len(set(names)) == 4


def test_a_later_name_in_the_damaged_file_is_among_the_former_ones(
    tmp_path: Path,
) -> None:
    records = [record_of(number, VERSION) for number in range(1, 31)]
    later = hub_of(VERSION, origin=8, former=[7], turn=5)
    write_file(tmp_path / FILE, VERSION, {"hub": [later], "records": records})
    flip_in(tmp_path / FILE, records[20])
    write_file(tmp_path / COPIES[0], VERSION, {"hub": [hub_of(VERSION)]})

    ledger = _open(tmp_path)

    assert ledger.identity().former == (7, 8)
    assert ledger.identity().turn > 5
    ledger.close()


@pytest.mark.parametrize("way", ["damage", "restore"])
def test_what_belongs_to_a_record_that_was_lost_goes_too(
    tmp_path: Path, way: str
) -> None:
    code = CodeHash(b"salt", b"hash")
    kept, lost = RecordId(7, 1), RecordId(7, 77)
    receipts = [Receipt(name, b"key", b"draft", code) for name in (kept, lost)]
    contacts = [contact_document(each, Contact("door 3")) for each in (kept, lost)]
    tables = {
        "hub": [hub_of(VERSION)],
        "records": [record_of(1, VERSION)],
        "receipts": [receipt_document(each) for each in receipts],
        "contacts": contacts,
    }
    folder = tmp_path / "hub"
    folder.mkdir()
    if way == "damage":
        write_file(folder / COPIES[0], VERSION, tables)
        (folder / FILE).write_bytes(b"torn")
    else:
        write_file(tmp_path / "backup", VERSION, tables)
        restore(folder, tmp_path / "backup", name_of)

    ledger = _open(folder)

    assert list(ledger.receipts()) == receipts[:1]
    assert [name for name, _ in ledger.contacts()] == [kept]
    ledger.close()


def test_after_a_restore_the_copies_are_of_what_was_restored(
    backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    ledger = _open(other)
    strange = ledger.identity().secret
    for number in range(40, 45):
        ledger.append(held(number), Private(contact=Contact("door 3")))
    ledger.close()
    shutil.copyfile(other / COPIES[0], other / COPIES[1])

    restored = _restored(backup, other)
    restored.close()
    (other / FILE).write_bytes(b"torn")
    recovered = _open(other)

    assert recovered.identity().secret == restored.identity().secret != strange
    assert len(list(recovered.records())) == 2
    recovered.close()
