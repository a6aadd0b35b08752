"""Damage: whatever happened to the file, the hub starts and tells only the truth."""

from __future__ import annotations

import shutil
import sqlite3
from functools import cache
from pathlib import Path

import pytest

from hub.domain.categories import CATEGORIES
from hub.domain.changes import Kind, Posted, Urgency
from hub.domain.record import Held, HubId, Record, Sequence
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.store import copies as the_copies
from hub.store.damage import DiskFull
from hub.store.ledger import TinyLedger
from hub.store.recovery import COPIES, FILE
from hub.store.sqlite_storage import SqliteStorage

FILES = (FILE, f"{FILE}-wal")


@cache
def _held(number: int) -> Held:
    text = f"post {number}: bread, water and a word"
    posted = Posted(Kind.NEED, CATEGORIES["food"], Urgency.NOW, text)
    return Held(Record(HubId(7), Sequence(number), posted, pack(posted)), 0.0, 0.0)


def _sequences(folder: Path) -> list[int]:
    """What a hub that starts there holds: of ours nothing but what was written."""
    ledger = TinyLedger(folder, unpack, name_of)
    found = list(ledger.records())
    ledger.close()
    assert all(held == _held(held.record.sequence) for held in found)
    sequences = [held.record.sequence for held in found]
    assert len(set(sequences)) == len(sequences)
    return sorted(sequences)


def _laid_out(folder: Path, files: dict[str, bytes]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, octets in files.items():
        (folder / name).write_bytes(octets)
    return folder


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture
def written(tmp_path: Path) -> list[dict[str, bytes]]:
    """The files as they are on the disk after each of five posts, not closed."""
    ledger = TinyLedger(tmp_path / "source", unpack, name_of)
    ledger.identity()
    snapshots = [_snapshot(tmp_path / "source")]
    for number in range(1, 6):
        ledger.append(_held(number))
        snapshots.append(_snapshot(tmp_path / "source"))
    ledger.close()
    return snapshots


def test_a_write_cut_at_any_byte_keeps_every_post_before_it(
    written: list[dict[str, bytes]], tmp_path: Path
) -> None:
    before, after = written[4], written[5]
    whole, start = after[FILES[1]], len(before[FILES[1]])
    assert before[FILE] == after[FILE]
    assert len(whole) > start

    for cut in range(start, len(whole) + 1, 3):
        files = {FILE: after[FILE], FILES[1]: whole[:cut]}
        kept = _sequences(_laid_out(tmp_path / "cut", files))

        assert kept in ([1, 2, 3, 4], [1, 2, 3, 4, 5])
        assert cut < len(whole) or kept == [1, 2, 3, 4, 5]


def test_what_was_not_synced_may_go_and_what_was_stays(
    written: list[dict[str, bytes]], tmp_path: Path
) -> None:
    """Each commit is synced: the log as it was after one holds it, whatever follows."""
    for posts, snapshot in enumerate(written):
        files = dict(snapshot)
        files[FILES[1]] += b"\xaa" * 777

        assert _sequences(_laid_out(tmp_path / "cut", files)) == list(
            range(1, posts + 1)
        )


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder with forty posts, a good copy of the first, properly closed."""
    folder = tmp_path / "closed"
    ledger = TinyLedger(folder, unpack, name_of)
    ledger.identity()
    for number in range(1, 41):
        ledger.append(_held(number))
    ledger.close()
    return folder


def test_a_flipped_byte_anywhere_never_shows_what_was_not_sent(
    closed: Path, tmp_path: Path
) -> None:
    octets = (closed / FILE).read_bytes()

    for at in range(0, len(octets), 97):
        flipped = octets[:at] + bytes([octets[at] ^ 0x55]) + octets[at + 1 :]
        folder = tmp_path / "flipped"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(closed, folder)
        (folder / FILE).write_bytes(flipped)

        kept = _sequences(folder)

        assert len(kept) >= 39, f"one post at most is lost; flipped at {at}"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_set_aside_and_the_hub_goes_on_from_its_copy(
    closed: Path, share: float
) -> None:
    octets = (closed / FILE).read_bytes()
    cut = octets[: int(share * len(octets))]
    (closed / FILE).write_bytes(cut)

    kept = _sequences(closed)

    assert 1 in kept
    assert len(kept) >= int(share * 40) - 8  # the first pages hold no posts
    assert (closed / "damaged-1" / FILE).read_bytes() == cut


def test_a_file_that_is_gone_is_restored_from_its_copy(closed: Path) -> None:
    (closed / FILE).unlink()

    assert _sequences(closed) == [1]


@pytest.mark.parametrize(
    "content", [b"this is somebody's letter" * 100, b"\0" * 5000, b"SQLite format 3\0"]
)
def test_a_foreign_file_is_kept_under_another_name(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)

    assert _sequences(tmp_path) == []
    assert (tmp_path / "damaged-1" / FILE).read_bytes() == content


def test_a_database_of_another_program_is_kept_under_another_name(
    tmp_path: Path,
) -> None:
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("create table recipes (soup text)")
    connection.close()

    assert _sequences(tmp_path) == []
    assert (tmp_path / "damaged-1" / FILE).exists()


def test_a_damaged_copy_makes_room_for_the_one_before_it(closed: Path) -> None:
    shutil.copyfile(closed / COPIES[0], closed / COPIES[1])
    (closed / COPIES[0]).write_bytes(b"torn")
    (closed / FILE).write_bytes(b"torn too")

    assert _sequences(closed) == [1]


def test_after_a_restore_the_hub_has_another_name(closed: Path) -> None:
    first = TinyLedger(closed, unpack, name_of)
    before = first.identity()
    first.close()
    (closed / FILE).write_bytes(b"torn")

    second = TinyLedger(closed, unpack, name_of)
    after = second.identity()
    second.close()

    assert after.origin != before.origin
    assert after.secret == before.secret
    assert second.restored


def test_a_restore_that_is_cut_short_is_begun_again(closed: Path) -> None:
    octets = (closed / FILE).read_bytes()
    (closed / "damaged-1").mkdir()
    (closed / "damaged-1" / FILE).write_bytes(octets[: len(octets) // 2])
    (closed / FILE).unlink()
    (closed / "restoring.db").write_bytes(b"half a candidate")

    assert len(_sequences(closed)) >= 12


def test_damage_again_and_again_is_set_aside_by_number(closed: Path) -> None:
    for _ in range(3):
        (closed / FILE).write_bytes(b"torn")
        _sequences(closed)

    assert {each.name for each in closed.glob("damaged-*")} == {
        "damaged-1",
        "damaged-2",
        "damaged-3",
    }


def test_copies_are_made_as_posts_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(the_copies, "COPY_EVERY", 10)
    ledger = TinyLedger(tmp_path, unpack, name_of)
    for number in range(1, 26):
        ledger.append(_held(number))
    ledger.close()
    (tmp_path / FILE).write_bytes(b"torn")

    assert _sequences(tmp_path) == list(range(1, 24))


def test_a_nearly_full_disk_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = SqliteStorage(tmp_path / FILE)
    assert not storage.is_full
    monkeypatch.setattr("hub.store.sqlite_storage.LEAST_FREE_BYTES", 2**63)
    assert storage.is_full

    with pytest.raises(DiskFull), storage.transaction():
        storage.edit("posts")[1] = {"n": 1}

    assert storage.collection("posts") == {}
    storage.close()
