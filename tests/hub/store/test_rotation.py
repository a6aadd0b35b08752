"""Backups in turn: numbered, whole, none deleted before the new one is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.keeping import BackupUnusable
from hub.store.ledger import TinyLedger
from hub.store.rotation import back_up_in_turn


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    TinyLedger(folder, unpack, name_of).close()
    return folder


def test_the_newest_are_kept_by_number(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "backups"
    made = [back_up_in_turn(folder, into, kept=3).name for _ in range(5)]

    assert made == [f"porchlight-{number:06}.db" for number in range(1, 6)]
    assert sorted(each.name for each in into.iterdir()) == made[-3:]


def test_a_number_is_never_used_again_while_a_later_one_is_there(
    folder: Path, tmp_path: Path
) -> None:
    into = tmp_path / "backups"
    into.mkdir()
    (into / "porchlight-1000000.db").write_bytes(b"of a long life")

    assert back_up_in_turn(folder, into).name == "porchlight-1000001.db"


def test_what_others_keep_there_stays(folder: Path, tmp_path: Path) -> None:
    into = tmp_path / "backups"
    into.mkdir()
    (into / "before-upgrade.db").write_bytes(b"another's")
    for _ in range(3):
        back_up_in_turn(folder, into, kept=1)

    assert (into / "before-upgrade.db").read_bytes() == b"another's"


def test_backups_are_for_their_owner_only(folder: Path, tmp_path: Path) -> None:
    made = back_up_in_turn(folder, tmp_path / "backups")

    assert made.stat().st_mode & 0o077 == 0
    assert made.parent.stat().st_mode & 0o077 == 0


def test_a_backup_that_fails_costs_none_of_the_others(
    folder: Path, tmp_path: Path
) -> None:
    into = tmp_path / "backups"
    kept = back_up_in_turn(folder, into, kept=1)

    with pytest.raises(BackupUnusable):
        back_up_in_turn(tmp_path / "no-such-hub", into, kept=1)
    assert list(into.iterdir()) == [kept]
