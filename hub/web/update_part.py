"""What the status page tells of the last update; no rules, no files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hub.web.phrases import Phrase, phrase
from hub.web.status_part import Light, Part

UPDATE = phrase("Update")

_TORN = phrase("The update is torn or damaged. Nothing was changed.")
_STRANGE = phrase("Nobody whom this hub trusts has signed the update.")
_OLD = phrase("The update is older than what runs here. Nothing was changed.")
_FOREIGN = phrase("The update is for another kind of box. Nothing was changed.")
_ROOM = phrase("There is no room for the update. Nothing was changed.")
_FAILED = phrase("The update does not work here. The version before goes on.")

ENDS: Mapping[str, Phrase] = MappingProxyType(
    {
        "installed": phrase("An update came. It is at work."),
        "already": phrase("This hub has the newest update that was brought."),
        "in_part": phrase("An update came, but a part of it is missing."),
        "back": phrase("This hub went back to another version."),
        "unsigned": _STRANGE,
        "no_key": _STRANGE,
        "stranger": _STRANGE,
        "not_understood": _FOREIGN,
        "older": _OLD,
        "wrong_machine": _FOREIGN,
        "wrong_python": _FOREIGN,
        "no_room": _ROOM,
        "card": _ROOM,
        "gone": _TORN,
        "torn": _TORN,
        "damaged": _TORN,
        "unsafe": _TORN,
        "failed": _FAILED,
    }
)
"""By the outcome's name; what is not here was somebody's slip at the keyboard."""

GOOD = ("installed", "already", "back")


def update_part(outcome: str | None) -> Iterator[Part]:
    """One part, where there was an update since the box was started."""
    words = ENDS.get(outcome or "")
    if words is not None:
        light = Light.WELL if outcome in GOOD else Light.UNSURE
        yield Part("technology", light, UPDATE, words)
