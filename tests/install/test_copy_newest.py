"""Backups on a stick: the newest is always there, whoever wrote the others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

COPY = Path(__file__).parents[2] / "systemd/copy-newest"
KEPT = 14


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return _folder(tmp_path / "backups", range(1, 4), "ours")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return _folder(tmp_path / "stick", (), "")


def _folder(place: Path, numbers: range | tuple[int, ...], of: str) -> Path:
    place.mkdir(exist_ok=True)
    for number in numbers:
        (place / f"porchlight-{number:06}.db").write_text(f"{of} {number}")
    return place


def _copy(backups: Path, stick: Path) -> list[str]:
    """What the stick holds then, the newest last."""
    subprocess.run([COPY, backups, stick], check=True)
    return [each.read_text() for each in sorted(stick.iterdir())]


def test_the_newest_is_copied_under_its_own_number(backups: Path, stick: Path) -> None:
    assert _copy(backups, stick) == ["ours 3"]
    assert (stick / "porchlight-000003.db").exists()

    _folder(backups, (9,), "ours")

    assert _copy(backups, stick) == ["ours 3", "ours 9"]


def test_the_oldest_make_room(backups: Path, stick: Path) -> None:
    for number in range(4, 24):
        _folder(backups, (number,), "ours")
        held = _copy(backups, stick)

    assert held == [f"ours {number}" for number in range(10, 24)]


def test_a_new_card_finds_room_on_the_stick_of_the_old_one(
    backups: Path, stick: Path
) -> None:
    _folder(stick, range(187, 187 + KEPT), "the old card's")

    for number in (4, 5):
        assert _copy(backups, stick)[-1] == f"ours {number - 1}"
        _folder(backups, (number,), "ours")

    held = _copy(backups, stick)
    assert held[-3:] == ["ours 3", "ours 4", "ours 5"]
    assert len(held) == KEPT


def test_another_hubs_copy_of_the_same_number_stays(backups: Path, stick: Path) -> None:
    _folder(stick, (3,), "another's")

    assert _copy(backups, stick) == ["another's 3", "ours 3"]


def test_without_a_backup_nothing_is_touched(tmp_path: Path, stick: Path) -> None:
    assert _copy(_folder(tmp_path / "none", (), ""), stick) == []
