"""The users of a box go, through programs that write down how they are called."""

from __future__ import annotations

import pwd
from pathlib import Path

import pytest
from installer import accounts, commands

SOMEBODY = "nobody"
"""There on every machine, and left alone: no program but ours is found."""


def test_a_user_goes_after_what_a_login_left_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = tmp_path / "called"
    for name in ("systemctl", "userdel"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {name} $* >> {called}\n")
        program.chmod(0o755)
    monkeypatch.setattr(commands, "PATH", str(tmp_path))

    accounts.gone(SOMEBODY).do()

    number = pwd.getpwnam(SOMEBODY).pw_uid
    assert called.read_text().splitlines() == [
        f"systemctl stop user@{number}.service",
        f"userdel {SOMEBODY}",
    ]
