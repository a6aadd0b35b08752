"""What stands in the way of a file that is carried by hand."""

from __future__ import annotations


class CannotCarry(Exception):
    """It can't be written or taken in; the message says why, for a person."""
