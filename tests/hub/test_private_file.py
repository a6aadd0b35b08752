"""A private file is there whole or as it was, and nothing stays beside it."""

from __future__ import annotations

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


def test_what_fails_leaves_the_old_one_and_nothing_beside(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("old")

    with pytest.raises(RuntimeError), fresh_beside(file, b"new") as fresh:
        assert fresh.read_bytes() == b"new"
        raise RuntimeError

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
