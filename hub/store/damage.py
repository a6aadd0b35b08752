"""What can be wrong with a stored file."""

from __future__ import annotations


class StoreDamaged(Exception):
    """The file can't be trusted: torn, flipped, foreign; the message says how."""


class StoreTooNew(Exception):
    """The file was written by a newer Porchlight, which knows what it means."""


class DiskFull(OSError):
    """So little room is left that writing stops before the disk does."""
