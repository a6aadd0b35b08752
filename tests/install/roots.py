"""Fresh Debian roots and our bundle, made once and kept between runs of the tests."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
KEPT = Path(os.environ.get("PORCHLIGHT_TEST_CACHE", "/var/cache/porchlight-tests"))
RELEASES = ("bookworm", "trixie")
INCLUDED = ("python3", "systemd", "udev", "dbus")
ADDED = ("network-manager", "dnsmasq-base")
"""What Raspberry Pi OS has as well; no pip, no venv, no compiler, no curl."""


class CannotTest(Exception):
    """This machine can't; the message says why."""


def debian_root(release: str) -> Path:
    """A minimal Debian of that release. Raises CannotTest."""
    if shutil.which("debootstrap") is None:
        raise CannotTest("debootstrap is not installed")
    place = KEPT / "roots" / release
    with alone(place):
        if not place.exists():
            fresh = place.with_name(f".{release}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            _run(
                "debootstrap",
                *("--variant=minbase", f"--include={','.join(INCLUDED)}"),
                *(release, str(fresh), _mirror()),
            )
            _add(fresh, ADDED)
            for package in (fresh / "var/cache/apt/archives").glob("*.deb"):
                package.unlink()
            fresh.rename(place)
    return place


def bundle() -> Path:
    """The archive for a stick, of the sources as they are now. Raises CannotTest."""
    folder = KEPT / "bundle"
    with alone(folder):
        said = _run(
            str(PROJECT / "systemd/make-bundle"), sys.prefix, str(folder)
        ).splitlines()
    return Path(said[-1])


@contextlib.contextmanager
def alone(place: Path) -> Iterator[None]:
    """One process at a time makes what is to be there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f".{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _add(root: Path, packages: tuple[str, ...]) -> None:
    """What debootstrap itself stumbles over, in Bookworm."""
    services = root / "usr/sbin/policy-rc.d"
    services.write_text("#!/bin/sh\nexit 101\n")  # none is started for a chroot
    services.chmod(0o755)
    inside = ("chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive")
    quiet = ("-qq", "-y", "--no-install-recommends")
    _run(*inside, "apt-get", "install", *quiet, *packages)


def _mirror() -> str:
    """Where this machine gets Debian's packages from."""
    chosen = ("--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian")
    found = _run("apt-get", "indextargets", *chosen).split()
    if not found:
        raise CannotTest("this machine knows no Debian mirror")
    return found[0]


def _run(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise CannotTest(f"{command[0]} failed: {(done.stdout + done.stderr)[-500:]}")
    return done.stdout
