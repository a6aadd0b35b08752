"""The text in a change, which takes long to unpack and is kept beside its bytes."""

from __future__ import annotations

from hub.domain.changes import (
    Alerted,
    Change,
    Claimed,
    Corrected,
    Noted,
    PlaceNamed,
    Posted,
    Thanked,
)


def words_of(change: Change) -> str | None:
    """The text in a change; None where there is none."""
    match change:
        case Posted(text=text) | Corrected(text=text) | Noted(text=text):
            return text
        case Thanked(text=text) | Alerted(text=text):
            return text
        case PlaceNamed(name=name):
            return name
        case Claimed(handle=handle):
            return handle
    return None
