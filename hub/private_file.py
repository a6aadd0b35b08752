"""Writes a small private file of the data folder so that a power cut leaves the old one
or the new one. Standard library only; knows nothing of what is in it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.on_disk import sync


def write_private(file: Path, content: bytes) -> None:
    """Put that into the file, readable by the hub alone. Raises OSError."""
    with fresh_beside(file, content) as fresh:
        fresh.replace(file)
    sync(file.parent)


@contextmanager
def fresh_beside(file: Path, content: bytes) -> Iterator[Path]:
    """A private file with that content, safe on the disk, that is to take the name of
    the other; gone at the end if it was not moved. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            if os.geteuid() == 0:  # a steward with sudo: the hub must read it too
                owner = file.parent.stat()
                os.fchown(stream.fileno(), owner.st_uid, owner.st_gid)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)
