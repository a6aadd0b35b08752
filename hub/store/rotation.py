"""Backups in a folder, the newest few: told apart by number, for a box's date is often
wrong and would have the wrong one deleted. No rules about what is in them.
"""

from __future__ import annotations

import re
from pathlib import Path

from hub.store.keeping import BackupUnusable, back_up

KEPT = 14

_NAME = re.compile(r"porchlight-(\d{6,})\.db")


def back_up_in_turn(folder: Path, into: Path, kept: int = KEPT) -> Path:
    """Add a backup of the hub's folder; the oldest make room. Raises BackupUnusable.

    None is deleted before the new one is whole.
    """
    try:
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = max(_numbered(into), default=0) + 1
    except OSError as error:
        raise BackupUnusable(f"{into} can't be used: {error.strerror}.") from error
    file = into / f"porchlight-{number:06}.db"
    back_up(folder, file)
    _keep_newest(into, kept)
    return file


def _keep_newest(into: Path, kept: int) -> None:
    found = _numbered(into)
    for number in sorted(found)[:-kept]:
        try:
            found[number].unlink()
        except OSError as error:
            raise BackupUnusable(
                f"{found[number]} can't be deleted: {error.strerror}."
            ) from error


def _numbered(into: Path) -> dict[int, Path]:
    return {
        int(found[1]): each
        for each in into.iterdir()
        if (found := _NAME.fullmatch(each.name))
    }
