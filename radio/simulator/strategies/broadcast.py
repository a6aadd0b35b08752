"""The plainest strategy: each post is one text for everybody, and that was it."""

from __future__ import annotations

from radio.simulator.strategies.case import Case, Outcome
from radio.simulator.strategies.room import Room
from radio.simulator.strategies.text_radio import Pacer

NAME = "broadcast"


class BroadcastHub:
    """Says what is written, and shows what it hears."""

    def __init__(self, room: Room, hub: int) -> None:
        self._pacer = Pacer(room.radios[hub], room.scheduler)
        self._board: list[str] = []

    def write(self, text: str) -> None:
        """Show it and say it."""
        self._board.append(text)
        self._pacer.say(text)

    def heard(self, text: str, _sender: int) -> None:
        """Show it."""
        self._board.append(text)

    def shown(self) -> list[str]:
        """All texts, as they came."""
        return self._board


def run(case: Case) -> Outcome:
    """All posts, until the air is quiet."""
    room = Room(case)
    hubs = [BroadcastHub(room, hub) for hub in range(case.hubs)]
    room.connect(hubs)
    room.run_until_quiet()
    return room.outcome(NAME, hubs)
