"""What can be wrong with a stored file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from hub.service import LedgerUnavailable


class StoreDamaged(Exception):
    """The file can't be trusted: torn, flipped, foreign; the message says how."""


class StoreTooNew(Exception):
    """The file was written by a newer Porchlight, which knows what it means."""


class DiskFull(OSError):
    """So little room is left that writing stops before the disk does."""


@contextmanager
def writing() -> Iterator[None]:
    """What the disk says, in the service's words. Raises LedgerUnavailable."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        why = getattr(error, "strerror", None) or error
        raise LedgerUnavailable(str(why)) from error
