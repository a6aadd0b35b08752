"""A private file is there whole or as it was, and nothing stays beside it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hub.private_file import fresh_beside, write_private


def test_it_takes_the_place_of_the_old_one_for_the_hub_alone(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("old")

    write_private(file, b"new")

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_power_cut_leaves_the_old_one_or_the_new_one_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is on the disk before the name changes hands, and then the new name is."""
    file, seen, sync = tmp_path / "kept", [], os.fsync
    file.write_text("old")

    def watched(descriptor: int) -> None:
        sync(descriptor)
        synced = Path(f"/proc/self/fd/{descriptor}").resolve()
        content = synced.read_text() if synced.is_file() else "the folder"
        seen.append((content, file.read_text()))

    monkeypatch.setattr(os, "fsync", watched)
    write_private(file, b"new")

    assert seen == [("new", "old"), ("the folder", "new")]


def test_what_fails_leaves_the_old_one_and_nothing_beside(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("old")

    with pytest.raises(RuntimeError), fresh_beside(file, b"new") as fresh:
        assert fresh.read_bytes() == b"new"
        raise RuntimeError

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
