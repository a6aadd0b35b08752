"""How pressing something is that waits to be sent."""

from __future__ import annotations

from enum import IntEnum


class Priority(IntEnum):
    """The most pressing first.

    The first three come with a record from outside: what they mean is the hub's.
    """

    URGENT = 0
    PRESSING = 1
    USUAL = 2
    REPAIR = 3
    REQUEST = 4
    DIGEST = 5
