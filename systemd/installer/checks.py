"""What speaks against installing here, and what people should know of this machine."""

from __future__ import annotations

import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

from installer.commands import says
from installer.hotspot import INTERFACE
from installer.options import Options
from installer.places import DATA
from installer.source import Source

WHEELS_FOR = ("aarch64", "x86_64")


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for people; some of them end the matter."""

    words: str
    refuses: bool = False


def look(options: Options, source: Source) -> list[Finding]:
    """All findings."""
    found = [_root(options), _machine(source), _read_only(), _overlay()]
    found += [_waits_for_time(), _clock()]
    if options.hotspot:
        found.append(_radio_for_phones())
    if options.kiosk:
        found.append(_desktop())
    return [each for each in found if each is not None]


def _root(options: Options) -> Finding | None:
    if os.geteuid() == 0 or options.dry_run:
        return None
    return Finding("Please run it as root: sudo systemd/install", refuses=True)


def _machine(source: Source) -> Finding | None:
    machine = platform.machine()
    if sys.maxsize < 2**32:  # a 32-bit system may have a 64-bit kernel, as on a Pi 4
        machine = f"32-bit {machine}"
    if machine in WHEELS_FOR:
        return None
    words = f"There are no built libraries for {machine}: take the 64-bit system."
    return Finding(words, refuses=source.wheels is not None)


def _read_only() -> Finding | None:
    if os.statvfs("/opt").f_flag & os.ST_RDONLY:
        words = "The card is read-only. Make it writable, install, then lock it again."
        return Finding(words, refuses=True)
    return None


def _overlay() -> Finding | None:
    """With an overlay on, all that is written is lost at the next power cut."""
    if not _has_overlay(Path("/proc/mounts")):
        return None
    refused = (
        "The overlay file system is on: what is installed now is gone after a power "
        "cut. Turn it off (sudo raspi-config), restart, install, turn it on again."
    )
    if not _has_own_mount(DATA):
        refused += (
            f" And give {DATA} a partition of its own first, or posts are lost too."
        )
    return Finding(refused, refuses=True)


def _has_overlay(mounts: Path) -> bool:
    try:
        return any(
            line.startswith("overlayroot / ")
            for line in mounts.read_text().splitlines()
        )
    except OSError:
        return False


def _has_own_mount(folder: Path) -> bool:
    return folder.is_dir() and folder.stat().st_dev != Path("/").stat().st_dev


def _waits_for_time() -> Finding | None:
    unit = "systemd-time-wait-sync.service"
    if says(["systemctl", "is-enabled", unit]) != "enabled":
        return None
    return Finding(
        f"{unit} is on: whatever waits for the right time waits for ever without the "
        f"internet. The hub does not, other programs may: sudo systemctl disable {unit}"
    )


def _clock() -> Finding | None:
    if any(Path("/sys/class/rtc").glob("rtc*")):
        return None
    return Finding(
        "No clock with a battery was found: after a power cut the hub learns the time "
        "from its radio, the network or a steward, and nothing runs out until then."
    )


def _radio_for_phones() -> Finding | None:
    if Path(f"/sys/class/net/{INTERFACE}").exists():
        return None
    return Finding(f"There is no Wi-Fi {INTERFACE} yet: phones can join once there is.")


def _desktop() -> Finding | None:
    if not Path("/etc/systemd/system/display-manager.service").exists():
        return None
    return Finding(
        "This system starts a desktop, and the screen can show one thing only: "
        "sudo systemctl set-default multi-user.target"
    )
