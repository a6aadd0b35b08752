"""What was taken back does not come back: stewards' codes and contacts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hub.domain.contact import Contact
from hub.domain.ids import RecordId
from hub.domain.keep_codes import CodeHash
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.service import Keyholder, Private, Role
from hub.store import copies
from hub.store.copies import COPIES
from hub.store.documents import contact_document, keyholder_document
from hub.store.folder import FILE
from hub.store.ledger import TinyLedger
from hub.store.migrations import VERSION
from hub.store.sqlite_storage import SqliteStorage
from tests.hub.store.files import flip_in, held, hub_of, record_of, write_file

ANA = Keyholder("Ana", Role.STEWARD, CodeHash(b"salt", b"of Ana"))
ANA_ANEW = Keyholder("Ana", Role.STEWARD, CodeHash(b"salt", b"another"))
BO = Keyholder("Bo", Role.VOUCHED, CodeHash(b"salt", b"of Bo"))
DOOR = Contact("door 3, ask for Ana")

HIT = 30
"""The post whose document is damaged."""

Damage = Callable[[Path], None]


def _open(folder: Path) -> TinyLedger:
    return TinyLedger(folder, unpack, name_of)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A hub with posts, a contact and two stewards, and both good copies of all."""
    ledger = _open(tmp_path / "hub")
    ledger.identity()
    for number in range(1, 61):
        ledger.append(held(number), Private(contact=DOOR) if number == 2 else None)
    ledger.keep_keyholder(ANA)
    ledger.keep_keyholder(BO)
    ledger.close()
    return tmp_path / "hub"


def _hit(folder: Path) -> None:
    """Damage the file, in a document that has nothing to do with any person."""
    flip_in(folder / FILE, record_of(HIT, VERSION))


def _without_main(folder: Path) -> None:
    """Damage the file so that it says nothing at all any more."""
    (folder / FILE).write_bytes(b"torn")


def _copy_lost(folder: Path) -> None:
    """The newer copy is damaged too: the hub goes on from the older one."""
    _without_main(folder)
    (folder / COPIES[0]).write_bytes(b"torn too")


DAMAGES = pytest.mark.parametrize("damage", [_hit, _without_main, _copy_lost])


def _after(folder: Path, damage: Damage) -> tuple[list[Keyholder], list[RecordId]]:
    """Whom and whose contacts a hub knows that starts after the damage."""
    damage(folder)
    ledger = _open(folder)
    assert ledger.restored
    found = list(ledger.keyholders()), [each for each, _ in ledger.contacts()]
    ledger.close()
    return found


@DAMAGES
def test_who_was_dismissed_does_not_come_back(folder: Path, damage: Damage) -> None:
    ledger = _open(folder)
    ledger.drop_keyholder("Ana")
    ledger.close()

    assert _after(folder, damage) == ([BO], [RecordId(7, 2)])


@DAMAGES
def test_a_code_that_was_replaced_does_not_come_back(
    folder: Path, damage: Damage
) -> None:
    ledger = _open(folder)
    ledger.keep_keyholder(ANA_ANEW)
    ledger.close()

    assert _after(folder, damage)[0] == [ANA_ANEW, BO]


@DAMAGES
@pytest.mark.parametrize("how", ["expired", "closed"])
def test_a_contact_that_was_deleted_does_not_come_back(
    folder: Path, damage: Damage, how: str
) -> None:
    ledger = _open(folder)
    if how == "expired":
        ledger.forget_contacts([RecordId(7, 2)])
    else:
        ledger.append(held(61), Private(forget=RecordId(7, 2)))
    ledger.close()

    assert _after(folder, damage) == ([ANA, BO], [])


def _with_contact(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if b"door 3" in each.read_bytes()}


def test_a_deleted_contact_is_in_no_file_at_once(folder: Path) -> None:
    ledger = _open(folder)
    assert _with_contact(folder) >= {FILE, *COPIES}

    ledger.forget_contacts([RecordId(7, 2)])

    assert _with_contact(folder) == set()
    ledger.close()


def test_a_contact_that_came_since_the_copy_is_saved(folder: Path) -> None:
    ledger = _open(folder)
    ledger.append(held(61))  # with it a copy is made
    ledger.append(held(62), Private(contact=DOOR))
    ledger.close()

    assert _after(folder, _hit) == ([ANA, BO], [RecordId(7, 2), RecordId(7, 62)])


def test_where_no_copy_is_left_the_damaged_file_says_who_is_known(
    folder: Path,
) -> None:
    for name in COPIES:
        (folder / name).unlink()

    assert _after(folder, _hit) == ([ANA, BO], [RecordId(7, 2)])


def test_a_row_out_of_reach_is_not_believed_about_who_is_known(folder: Path) -> None:
    for name in COPIES:
        (folder / name).unlink()
    octets = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(bytes(1024) + octets[1024:])

    ledger = _open(folder)

    assert len(list(ledger.records())) == 60
    assert list(ledger.keyholders()) == []
    ledger.close()


def _copy_refused(*_: object) -> None:
    raise OSError("the card does not want to")


@pytest.mark.parametrize("restart", [False, True])
def test_copies_that_the_disk_refused_are_made_up_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, restart: bool
) -> None:
    ledger = _open(folder)
    with monkeypatch.context() as refusing:
        refusing.setattr(copies, "sync", _copy_refused)
        ledger.drop_keyholder("Ana")
        ledger.forget_contacts([RecordId(7, 2)])
    if restart:
        ledger.close()
        ledger = _open(folder)
    else:
        ledger.append(held(61))
    ledger.close()

    assert _after(folder, _without_main) == ([BO], [])


def test_a_second_copy_that_the_power_kept_from_being_made_is_made_at_the_start(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copyfile(folder / COPIES[1], tmp_path / "before")
    ledger = _open(folder)
    ledger.forget_contacts([RecordId(7, 2)])
    ledger.close()
    shutil.copyfile(tmp_path / "before", folder / COPIES[1])

    _open(folder).close()

    assert _after(folder, _copy_lost) == ([ANA, BO], [])


def test_copies_that_two_threads_ask_for_at_once_are_both_whole(folder: Path) -> None:
    ledger = _open(folder)
    with ThreadPoolExecutor() as threads:
        admitting = [threads.submit(ledger.keep_keyholder, BO) for _ in range(8)]
        for number in range(61, 69):
            ledger.append(held(number), Private(forget=RecordId(7, 2)))
        for each in admitting:
            each.result()
    ledger.close()

    for name in COPIES:
        storage = SqliteStorage(folder / name)
        assert len(storage.collection("records")) >= 60
        storage.close()
    assert not (folder / copies.FRESH).exists()


def _files_behind(folder: Path) -> list[int]:
    return [(folder / name).stat().st_ino for name in COPIES]


def test_where_nothing_is_owed_or_taken_back_no_copy_is_made(folder: Path) -> None:
    before = _files_behind(folder)
    ledger = _open(folder)

    ledger.forget_contacts([RecordId(7, 9)])

    assert _files_behind(folder) == before
    ledger.close()


def test_old_copies_that_know_more_than_the_store_are_made_anew(
    tmp_path: Path,
) -> None:
    tables = {"hub": [hub_of(VERSION)], "records": [record_of(2, VERSION)]}
    contact = contact_document(RecordId(7, 2), DOOR)
    more = {"contacts": [contact], "keyholders": [keyholder_document(ANA)]}
    write_file(tmp_path / FILE, VERSION, tables)
    for name, old in zip(COPIES, more, strict=True):
        write_file(tmp_path / name, 2, {**tables, old: more[old]})

    _open(tmp_path).close()

    for name in COPIES:
        octets = (tmp_path / name).read_bytes()
        assert json.dumps(contact).encode() not in octets
        assert b"Ana" not in octets


def test_a_contact_is_taken_from_the_copies_without_writing_them_anew(
    folder: Path,
) -> None:
    before = _files_behind(folder)
    ledger = _open(folder)

    ledger.forget_contacts([RecordId(7, 2)])

    assert _with_contact(folder) == set()
    assert _files_behind(folder) == before
    ledger.close()
    for name in COPIES:
        storage = SqliteStorage(folder / name)  # reads it whole, by its checksums
        assert len(storage.collection("records")) >= 59
        storage.close()


def test_a_new_steward_is_known_to_the_copies_at_once(folder: Path) -> None:
    ledger = _open(folder)

    ledger.keep_keyholder(ANA_ANEW)
    ledger.close()

    for name in COPIES:
        storage = SqliteStorage(folder / name)
        kept = list(storage.collection("keyholders").values())
        storage.close()
        assert keyholder_document(ANA_ANEW) in kept
        assert keyholder_document(ANA) not in kept


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_a_power_cut_left_half_edited_is_made_anew(
    folder: Path, name: str
) -> None:
    octets = (folder / name).read_bytes()
    half = octets[: len(octets) // 2]
    (folder / name).write_bytes(half)
    (folder / f"{name}-journal").write_bytes(b"half a journal")

    _open(folder).close()

    assert not list(folder.glob("*-journal"))
    for each in COPIES:
        storage = SqliteStorage(folder / each)
        assert len(storage.collection("records")) >= 59
        storage.close()
