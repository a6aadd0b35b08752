"""Which of a radio's channels is for what, read from Meshtastic's own messages; the
library itself does not enter.

A channel whose key is printed in Meshtastic's source is no place for us.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

HUBS = "porchlight"
"""The hubs' own channel, which has a private key."""

NEIGHBOURS = "neighbours"
"""The channel on which hubs and people's own radios meet."""

DISABLED, PRIMARY = 0, 1
"""Roles of a channel (channel.proto)."""

PUBLISHED_KEY_START = bytes.fromhex("d4f1bb3a20290759f0bcffabcf4e69")
"""The published key and its kin differ in their last byte only (Channels.h)."""

SHORTEST_KEY_BYTES = 16
"""Shorter ones stand for published keys, or are filled up with zeros."""


@dataclass(frozen=True, slots=True)
class Channels:
    """Indices of a radio's channels; None: there is none for it.

    `published`: a channel that is named as ours has a key that everybody knows.
    """

    hubs: int | None
    neighbours: int | None
    published: bool = False

    @property
    def in_use(self) -> tuple[int, ...]:
        """Both; none where the neighbours' is yet to come, anywhere."""
        if self.neighbours is None or self.hubs is None:
            return ()
        return (self.neighbours, self.hubs)


def channels_in(told: Iterable[Any]) -> Channels:
    """What a radio's channels, as it told of them, are good for.

    The hubs' channel by its name, else any other with a private key; the neighbours'
    by its name, else the primary one.
    """
    enabled = [each for each in told if each.role != DISABLED]
    private = [each for each in enabled if is_private(each.settings.psk)]
    hubs = _named(private, HUBS) or [
        each for each in private if each.settings.name != NEIGHBOURS
    ]
    others = [each for each in private if each not in hubs[:1]]
    neighbours = _named(others, NEIGHBOURS) or [
        each for each in others if each.role == PRIMARY
    ]
    ours = [each for each in enabled if each.settings.name in (HUBS, NEIGHBOURS)]
    return Channels(
        hubs=_index(hubs),
        neighbours=_index(neighbours),
        published=any(each not in private for each in ours),
    )


def is_private(key: bytes) -> bool:
    """Whether only those know a channel's key who were told."""
    return len(key) >= SHORTEST_KEY_BYTES and not key.startswith(PUBLISHED_KEY_START)


def _named(channels: Iterable[Any], name: str) -> list[Any]:
    return [each for each in channels if each.settings.name == name]


def _index(channels: list[Any]) -> int | None:
    return int(channels[0].index) if channels else None
