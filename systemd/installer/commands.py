"""Runs other programs of the system; says what they said when they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer.steps import StepFailed

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What it printed. Raises StepFailed."""
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={
                **os.environ,
                "PATH": PATH,
                "LC_ALL": "C.UTF-8",
                **(environment or {}),
            },
        )
    except OSError as error:
        raise StepFailed(f"{command[0]} can't be run: {error.strerror}.") from error
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-4:])
        raise StepFailed(f"{' '.join(map(str, command[:4]))} … failed:\n{said}")
    return done.stdout


def says(command: Sequence[str]) -> str:
    """What it printed, or nothing where it can't be run or fails."""
    try:
        return run(command).strip()
    except StepFailed:
        return ""


def has(program: str) -> bool:
    """Whether there is such a program."""
    return shutil.which(program, path=PATH) is not None


def systemd_runs() -> bool:
    """Whether services can be started here and now; in a chroot they can't."""
    return Path("/run/systemd/system").is_dir()
