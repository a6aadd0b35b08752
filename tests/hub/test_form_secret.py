"""The secret of forms outlives the program, and nobody else can read it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hub.form_secret import FILE, SECRET_BYTES, form_secret


def test_it_is_made_once_for_the_hub_alone(tmp_path: Path) -> None:
    first = form_secret(tmp_path)

    assert len(first) == SECRET_BYTES
    assert form_secret(tmp_path) == first
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("broken", [b"", b"half of it", bytes(33)])
def test_a_broken_one_is_made_anew(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE).write_bytes(broken)

    made = form_secret(tmp_path)

    assert len(made) == SECRET_BYTES
    assert form_secret(tmp_path) == made


def test_a_disk_that_takes_nothing_has_forms_all_the_same(tmp_path: Path) -> None:
    assert len(form_secret(tmp_path / "gone")) == SECRET_BYTES
