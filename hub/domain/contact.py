"""How a neighbour can be reached: private to this hub, and no part of any change."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contact:
    """What a writer left for the helper whom they confirm: a number, a door, a name.

    It is no `Change` and no change has a field that takes it, so it can't become a
    record. It keeps out of logs: its `repr` does not show it.
    """

    text: str = field(repr=False)
