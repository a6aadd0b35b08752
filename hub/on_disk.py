"""Waits until files and folders are on the disk; knows nothing of what is in them."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """What a file holds, or which names a folder has, is there when this returns.

    A file may be on the disk before its name is. Raises OSError.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
