"""A box's users come and go, by programs that write down how they are called."""

from __future__ import annotations

import grp
import pwd
from pathlib import Path

import pytest
from installer import accounts, commands

SOMEBODY = "nobody"
"""There on every machine, and left alone: no program but ours is found."""


def test_a_user_goes_after_what_a_login_left_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = _only(tmp_path, monkeypatch, "systemctl", "userdel")

    accounts.gone(SOMEBODY).do()

    number = pwd.getpwnam(SOMEBODY).pw_uid
    assert called.read_text().splitlines() == [
        f"systemctl stop user@{number}.service",
        f"userdel {SOMEBODY}",
    ]


def test_a_group_that_outlived_its_user_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = {each.pw_name for each in pwd.getpwall()}
    lone = next(each.gr_name for each in grp.getgrall() if each.gr_name not in users)
    called = _only(tmp_path, monkeypatch, "useradd")

    make, *_ = accounts.user(lone, Path("/nowhere"), (), "no words")
    assert not make.is_done()
    make.do()

    (line,) = called.read_text().splitlines()
    assert f"--gid {lone} " in line
    assert "--user-group" not in line


def _only(folder: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> Path:
    """Programs that write down how they are called, in the file that comes back."""
    called = folder / "called"
    for name in names:
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {name} $* >> {called}\n")
        program.chmod(0o755)
    monkeypatch.setattr(commands, "PATH", str(folder))
    return called
