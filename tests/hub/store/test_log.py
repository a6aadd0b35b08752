"""A bit flips in SQLite's log: at most one post is lost, and that is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.store.damage import StoreDamaged
from hub.store.folder import FILE
from hub.store.ledger import TinyLedger
from hub.store.log import HEADER, check_log
from tests.hub.store.files import held

POSTS = 40
LOG = FILE + "-wal"


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a hub that was killed with its posts in the log."""
    folder = tmp_path_factory.mktemp("killed")
    ledger = TinyLedger(folder / "running", unpack, name_of)
    ledger.identity()
    for number in range(1, POSTS + 1):
        ledger.append(held(number))
    shutil.copytree(folder / "running", folder / "left")
    ledger.close()
    (folder / "left" / (FILE + "-shm")).unlink(missing_ok=True)
    return folder / "left"


def _copy(killed: Path, folder: Path) -> Path:
    return Path(shutil.copytree(killed, folder))


def _flip(file: Path, at: int) -> None:
    octets = bytearray(file.read_bytes())
    octets[at] ^= 0x10
    file.write_bytes(octets)


def _numbers(folder: Path) -> tuple[list[int], bool, int]:
    ledger = TinyLedger(folder, unpack, name_of)
    try:
        numbers = sorted(each.record.sequence for each in ledger.records())
        return numbers, ledger.restored, ledger.identity().origin
    finally:
        ledger.close()


def test_a_whole_log_is_no_damage(killed: Path, tmp_path: Path) -> None:
    folder = _copy(killed, tmp_path / "hub")
    check_log(folder / FILE)

    numbers, restored, _ = _numbers(folder)

    assert numbers == list(range(1, POSTS + 1))
    assert not restored


@pytest.mark.parametrize("part", range(1, 40))
def test_a_flipped_bit_in_the_log_loses_one_post_at_most_and_takes_a_new_name(
    killed: Path, tmp_path: Path, part: int
) -> None:
    folder = _copy(killed, tmp_path / "hub")
    *_, origin = _numbers(_copy(killed, tmp_path / "before"))
    size = (folder / LOG).stat().st_size
    _flip(folder / LOG, part * size // 42)

    numbers, restored, renamed = _numbers(folder)

    assert len(numbers) >= POSTS - 1
    assert restored
    assert renamed != origin


@pytest.mark.parametrize("at", range(0, HEADER.size, 3))
def test_a_flipped_bit_in_the_logs_head_loses_nothing(
    killed: Path, tmp_path: Path, at: int
) -> None:
    folder = _copy(killed, tmp_path / "hub")
    _flip(folder / LOG, at)

    numbers, restored, _ = _numbers(folder)

    assert numbers == list(range(1, POSTS + 1))
    assert restored


@pytest.mark.parametrize("end", [0, 1, 31, 32, 40, -1, -500, -2000])
def test_a_log_that_is_cut_short_is_a_power_cut_and_no_damage(
    killed: Path, tmp_path: Path, end: int
) -> None:
    folder = _copy(killed, tmp_path / "hub")
    octets = (folder / LOG).read_bytes()
    (folder / LOG).write_bytes(octets[:end])

    check_log(folder / FILE)


def test_a_log_of_rubbish_is_looked_at_in_bounded_time(tmp_path: Path) -> None:
    (tmp_path / LOG).write_bytes(bytes(100_000))
    check_log(tmp_path / FILE)
    (tmp_path / LOG).write_bytes(b"\xff" * 100_000)
    with pytest.raises(StoreDamaged):
        check_log(tmp_path / FILE)
