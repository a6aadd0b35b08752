"""Takes a box down again: all of it, or all but what neighbours wrote."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from installer import accounts, places, services
from installer.commands import says, systemd_runs
from installer.files import absent
from installer.steps import Step, StepFailed, take

UNITS = (
    places.SCREEN_UNIT,
    places.HOTSPOT_WATCH,
    places.HOTSPOT_UNIT,
    places.BACKUP_TIMER,
    places.BACKUP_UNIT,
    places.UPDATE_UNIT,
    places.HUB_UNIT,
)
FILES = (
    *(places.UNITS / name for name in UNITS),
    places.UDEV_RULES,
    places.STICK_RULES,
    places.UPDATE_COMMAND,
    places.UPDATES,
    places.UPDATE_RESULT,
    places.UPDATE_LOCK,
    places.JOURNAL,
    places.HOTSPOT,
    places.DNSMASQ,
    places.COUNTRY,
    places.POLICIES,
    places.SETTINGS.parent,
    places.PROGRAM,
    places.RESTART_DUE,
    places.WISH_RESULT.parent,
)
MAYBE_ALONE = (places.POLICIES, places.JOURNAL, places.COUNTRY)
"""Files whose folders may have been made for them."""

DATA = (places.DATA, places.BACKUPS)


def uninstall(arguments: Sequence[str]) -> int:
    """The command line of `uninstall`; the exit code."""
    parser = argparse.ArgumentParser(prog="uninstall", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--keep-data", action="store_true", help="keep what was written")
    what.add_argument("--all", action="store_true", help="delete that, too, for good")
    parser.add_argument(
        "--dry-run", action="store_true", help="change nothing, only say"
    )
    given = parser.parse_args(arguments)
    if os.geteuid() and not given.dry_run:
        print("! Please run it as root: sudo systemd/uninstall", file=sys.stderr)
        return 1
    keep = given.keep_data or not (given.all or _wants_all_gone())
    try:
        _take_down(keep=keep, dry_run=given.dry_run)
    except (StepFailed, OSError) as error:
        print(f"! {error}", file=sys.stderr)
        return 1
    print(f"Kept: {' and '.join(map(str, DATA))}." if keep else "Nothing is left.")
    return 0


def _wants_all_gone() -> bool:
    if not sys.stdin.isatty():
        return False
    print("Delete every post, note and copy as well, for good?")
    with contextlib.suppress(EOFError):
        return input("Type the word delete, or press Enter to keep them: ") == "delete"
    return False


def _take_down(*, keep: bool, dry_run: bool) -> None:
    if not dry_run:
        services.stop(UNITS)
        says(["nmcli", "connection", "down", "porchlight"])
    take(_steps(keep=keep), dry_run=dry_run)
    if not dry_run:
        services.reload_all()
        if systemd_runs():
            says(["nmcli", "connection", "reload"])
        for folder in {each.parent for each in MAYBE_ALONE}:
            with contextlib.suppress(OSError):  # it is not empty, or not there
                folder.rmdir()


def _steps(*, keep: bool) -> list[Step]:
    screen = (places.UNITS / places.SCREEN_UNIT).exists()
    return [
        *(services.disabled(name) for name in UNITS),
        *([services.enabled(places.LOGIN_UNIT)] if screen else []),
        *(absent(path) for path in FILES),
        *([] if keep else [absent(path) for path in DATA]),
        *(accounts.gone(name) for name in (places.SCREEN_USER, places.HUB_USER)),
    ]
