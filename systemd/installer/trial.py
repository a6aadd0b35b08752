"""Tries a release on a copy of what the hub keeps, before it gets the real thing."""

from __future__ import annotations

import contextlib
import http.client
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from installer.commands import PATH
from installer.places import BEFORE_UPGRADE, DATA, HUB_USER, SETTINGS
from installer.steps import StepFailed

PATIENCE_S = 120.0
LOOK_EVERY_S = 0.5


def try_out(release: Path, before: Path | None) -> None:
    """Start it and ask it. Raises StepFailed: the release is not for this box."""
    with _scratch() as scratch:
        if before is not None and (DATA / "porchlight.db").exists():
            BEFORE_UPGRADE.unlink(missing_ok=True)
            porchlight(before, "backup", "--data", str(DATA), str(BEFORE_UPGRADE))
            porchlight(release, "restore", "--data", str(scratch), str(BEFORE_UPGRADE))
        with _running(release, scratch) as address:
            if not is_well(address, PATIENCE_S):
                raise StepFailed(f"{release.name} starts, but its pages don't answer.")


def porchlight(release: Path, *arguments: str) -> None:
    """A command of a release, with the hub's rights. Raises StepFailed."""
    done = subprocess.run(
        [str(release / "bin/porchlight"), *arguments],
        check=False,
        capture_output=True,
        text=True,
        **_as_hub(),
    )
    if done.returncode:
        raise StepFailed(f"porchlight {arguments[0]} failed: {done.stderr[-800:]}")


def is_well(address: str, patience_s: float) -> bool:
    """Whether a hub answers there in time."""
    end = time.monotonic() + patience_s
    while time.monotonic() < end:
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            urllib.request.urlopen(f"{address}/healthz", timeout=10),  # noqa: S310
        ):
            return True
        time.sleep(LOOK_EVERY_S)
    return False


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="porchlight-trial-") as name:
        shutil.chown(name, HUB_USER, HUB_USER)
        yield Path(name)


@contextlib.contextmanager
def _running(release: Path, scratch: Path) -> Iterator[str]:
    """The release's hub with the box's settings, but on scratch data and no radio."""
    hub = subprocess.Popen(
        [
            *(str(release / "bin/porchlight"), "run", "--config", str(SETTINGS)),
            *("--data", str(scratch), "--listen", "127.0.0.1:0", "--radio", "none"),
        ],
        stderr=subprocess.PIPE,
        text=True,
        **_as_hub(),
    )
    patience = threading.Timer(PATIENCE_S, hub.kill)
    patience.start()
    try:
        yield _address(hub)
    finally:
        patience.cancel()
        hub.send_signal(signal.SIGKILL)
        hub.communicate()


def _address(hub: subprocess.Popen[str]) -> str:
    assert hub.stderr is not None
    said = []
    for line in hub.stderr:
        said.append(line)
        if found := re.search(r"serving (http://\S+)", line):
            return found[1]
    raise StepFailed(f"It does not start: {''.join(said[-6:]).strip()}")


def _as_hub() -> dict[str, Any]:
    return {
        "user": HUB_USER,
        "group": HUB_USER,
        "extra_groups": [],
        "cwd": "/",
        "env": {"PATH": PATH, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"},
        "stdin": subprocess.DEVNULL,
    }
