"""The strategy of TC2-BBS-mesh: each post as a direct message to each peer, once.

As described of TheCommsChannel/TC2-BBS-mesh at 295fb35, but for the pause between two
texts, which is made long enough for the radio: so it delivers the most.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from radio.simulator.strategies.case import Case, Outcome
from radio.simulator.strategies.room import Room
from radio.simulator.strategies.text_radio import Pacer

NAME = "tc2"

KIND, BOARD = "BULLETIN", "General"
SUBJECT = "A subject."
"""Ten letters, as in the figures that we have of it."""

CHUNK = 200
"""Letters in one message; what is longer goes in several (utils.py)."""

FIELDS = 6
"""Of a bulletin; the receiver fails on a message with fewer, and ignores one that
begins with anything but a kind that it knows."""


class Tc2Hub:
    """Pushes what is written, stores what it can read, and never looks back."""

    def __init__(self, room: Room, hub: int) -> None:
        self._pacer = Pacer(room.radios[hub], room.scheduler)
        self._peers = room.others(hub)
        self._short_name = f"H{hub:03}"
        self._chance = room.case.chance(f"names of posts {hub}")
        self._board: list[str] = []

    def write(self, text: str) -> None:
        """Show it and send it to each peer."""
        self._board.append(text)
        name = str(UUID(int=self._chance.getrandbits(128), version=4))
        wire = "|".join((KIND, BOARD, self._short_name, SUBJECT, text, name))
        for peer in self._peers:
            for chunk in _chunks(wire):
                self._pacer.say(chunk, to=peer, want_ack=True)

    def heard(self, text: str, _sender: int) -> None:
        """Store a bulletin as it is: nothing is compared with what is there."""
        fields = text.split("|")
        if fields[0] == KIND and len(fields) >= FIELDS:
            self._board.append(fields[4])

    def shown(self) -> list[str]:
        """All posts, as they came."""
        return self._board


def _chunks(wire: str) -> Iterator[str]:
    return (wire[start : start + CHUNK] for start in range(0, len(wire), CHUNK))


def run(case: Case) -> Outcome:
    """All posts, until the air is quiet."""
    room = Room(case)
    hubs = [Tc2Hub(room, hub) for hub in range(case.hubs)]
    room.connect(hubs)
    room.run_until_quiet()
    return room.outcome(NAME, hubs)
