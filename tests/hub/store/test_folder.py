"""Whose a data folder is."""

from __future__ import annotations

import os
from pathlib import Path

from hub.store.folder import claim, is_claimed


def test_a_folder_is_claimed_as_long_as_somebody_has_it(tmp_path: Path) -> None:
    assert not is_claimed(tmp_path)

    claimed = claim(tmp_path)
    assert is_claimed(tmp_path)

    os.close(claimed)
    assert not is_claimed(tmp_path)


def test_to_look_whether_a_folder_is_claimed_makes_nothing(tmp_path: Path) -> None:
    assert not is_claimed(tmp_path / "none")

    assert list(tmp_path.iterdir()) == []
