"""Backing up, putting back, wiping."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.store.keeping import BackupUnusable, back_up, restore, wipe
from hub.store.ledger import FolderUnusable, TinyLedger
from hub.store.recovery import FILE


@cache
def _held(number: int) -> Held:
    posted = Posted(Kind.NEED, CATEGORIES["food"], Urgency.NOW, f"post {number}")
    return Held(Record(HubId(7), Sequence(number), posted, pack(posted)), 0.0, 0.0)


def _sequences(folder: Path) -> list[int]:
    ledger = TinyLedger(folder, unpack, name_of)
    sequences = [held.record.sequence for held in ledger.records()]
    ledger.close()
    return sequences


def test_a_backup_of_a_running_hub_holds_all_it_acknowledged(tmp_path: Path) -> None:
    running = TinyLedger(tmp_path / "hub", unpack, name_of)
    for number in range(1, 30):
        running.append(_held(number))

    back_up(tmp_path / "hub", tmp_path / "backup")
    running.append(_held(30))

    assert restore_into(tmp_path) == list(range(1, 30))
    assert [each.record.sequence for each in running.records()][-1] == 30
    running.close()


def restore_into(tmp_path: Path) -> list[int]:
    """What a fresh folder holds after the backup was put there."""
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert restore(fresh, tmp_path / "backup", name_of) is None
    return _sequences(fresh)


def test_a_backup_is_for_its_owners_eyes_only(tmp_path: Path) -> None:
    TinyLedger(tmp_path / "hub", unpack, name_of).close()

    back_up(tmp_path / "hub", tmp_path / "backup")

    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(b"the one before")

    with pytest.raises(BackupUnusable):
        back_up(tmp_path / "no-such-hub", tmp_path / "backup")

    assert (tmp_path / "backup").read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [tmp_path / "backup"]


def test_a_damaged_file_is_not_backed_up(tmp_path: Path) -> None:
    ledger = TinyLedger(tmp_path / "hub", unpack, name_of)
    for number in range(1, 30):
        ledger.append(_held(number))
    ledger.close()
    octets = bytearray((tmp_path / "hub" / FILE).read_bytes())
    octets[octets.index(b'{"origin"') + 12] ^= 1
    (tmp_path / "hub" / FILE).write_bytes(octets)

    with pytest.raises(BackupUnusable):
        back_up(tmp_path / "hub", tmp_path / "backup")


def test_a_restored_hub_has_another_name_and_its_old_file_aside(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    ledger = TinyLedger(folder, unpack, name_of)
    before = ledger.identity()
    ledger.append(_held(1))
    ledger.close()
    back_up(folder, tmp_path / "backup")
    later = TinyLedger(folder, unpack, name_of)
    later.append(_held(2))
    later.close()

    aside = restore(folder, tmp_path / "backup", name_of)

    assert aside == folder / "replaced-1"
    assert _sequences(folder) == [1]
    restored = TinyLedger(folder, unpack, name_of)
    assert restored.identity().origin != before.origin
    restored.close()


@pytest.mark.parametrize("content", [b"", b"no backup", b"\0" * 4096])
def test_what_is_no_backup_is_not_put_back(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "hub"
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.append(_held(1))
    ledger.close()
    (tmp_path / "backup").write_bytes(content)

    with pytest.raises(BackupUnusable):
        restore(folder, tmp_path / "backup", name_of)

    assert _sequences(folder) == [1]


def test_nothing_is_put_back_or_wiped_under_a_running_hub(tmp_path: Path) -> None:
    running = TinyLedger(tmp_path / "hub", unpack, name_of)
    back_up(tmp_path / "hub", tmp_path / "backup")

    with pytest.raises(FolderUnusable, match="in use"):
        restore(tmp_path / "hub", tmp_path / "backup", name_of)
    with pytest.raises(FolderUnusable, match="in use"):
        wipe(tmp_path / "hub")

    running.close()


def test_after_a_wipe_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.append(_held(1))
    ledger.close()
    (folder / FILE).write_bytes(b"torn")
    _sequences(folder)

    count = wipe(folder)

    assert count >= 3
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_wiped(tmp_path: Path) -> None:
    with pytest.raises(FolderUnusable):
        wipe(tmp_path / "nowhere")
