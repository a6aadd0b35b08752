"""The strategy of meshing-around's bbslink: now and then, walk through everything.

As described of SpudGunMan/meshing-around at 601e876. Where the description leaves a
choice, it is the one that is better for it; docs/comparison.md names them.
"""

from __future__ import annotations

import re

from radio.simulator.strategies.case import Case, Outcome
from radio.simulator.strategies.room import Room
from radio.simulator.strategies.text_radio import Pacer

NAME = "meshing-around"

ANNOUNCEMENT = "bbslink MeshBot looking for peers"
SUBJECT = "A subject."
"""Ten letters, as in the figures that we have of it."""

LONGEST = 160
"""A longer message is cut in two, and no receiver puts it together again."""

STEP_S = 5.0
LONG_STEP_S = 10.0
LONG_STEP_EVERY = 5
"""Before the next post, and more before each fifth (bbstools.py)."""

REACTION_S = 2.0
"""A hub reacts to an announcement within that time, so that not all do at once."""

_OFFER = re.compile(r"bbslink (\d+) \$[^#]* #(.*)", re.DOTALL)
_TAKEN = re.compile(r"bbsack (\d+)")
_AUTHOR = re.compile(r" @0x([0-9a-f]{8})$")
_SUFFIX = " @0x"


class MeshingAroundHub:
    """Asks for all that peers have, and hands out all that it has."""

    def __init__(self, room: Room, hub: int) -> None:
        self._pacer = Pacer(room.radios[hub], room.scheduler)
        self._scheduler = room.scheduler
        self._chance = room.case.chance(f"reactions {hub}")
        self._number = room.radios[hub].number
        self._bodies: list[str] = []
        self._authors: list[int] = []

    def write(self, text: str) -> None:
        """Show it; nothing is sent."""
        self._store(text, self._number)

    def announce(self) -> None:
        """Say that it is time: each peer shall hand over all that it has."""
        self._pacer.say(ANNOUNCEMENT)

    def heard(self, text: str, sender: int) -> None:
        """One step of a session."""
        if text == ANNOUNCEMENT:
            self._offer_after(self._chance.uniform(0.0, REACTION_S), 0, sender)
        elif offer := _OFFER.fullmatch(text):
            self._take(int(offer[1]), offer[2], sender)
        elif taken := _TAKEN.fullmatch(text):
            index = int(taken[1]) + 1
            longer = LONG_STEP_S if index % LONG_STEP_EVERY == 0 else 0.0
            self._offer_after(STEP_S + longer, index, sender)

    def _take(self, index: int, body: str, sender: int) -> None:
        if body not in self._bodies:
            author = _AUTHOR.search(body)
            self._store(body, int(author[1], 16) if author else sender)
        self._pacer.say(f"bbsack {index}", to=sender)

    def _store(self, body: str, author: int) -> None:
        self._bodies.append(body)
        self._authors.append(author)

    def _offer_after(self, wait_s: float, index: int, peer: int) -> None:
        self._scheduler.call_at(
            self._scheduler.now() + wait_s, lambda: self._offer(index, peer)
        )

    def _offer(self, index: int, peer: int) -> None:
        if index >= len(self._bodies):
            return
        suffix = f"{_SUFFIX}{self._authors[index]:08x}"
        wire = f"bbslink {index} ${SUBJECT} #{self._bodies[index]}{suffix}"
        for start in range(0, len(wire), LONGEST):
            self._pacer.say(wire[start : start + LONGEST], to=peer)

    def shown(self) -> list[str]:
        """All posts, without the suffixes that they have gathered."""
        return [body.partition(_SUFFIX)[0] for body in self._bodies]


def run(case: Case, rounds: int = 1) -> Outcome:
    """All posts, then each hub announces itself, when the air is quiet."""
    room = Room(case)
    hubs = [MeshingAroundHub(room, hub) for hub in range(case.hubs)]
    room.connect(hubs)
    for hub in hubs * rounds:
        room.run_until_quiet()
        hub.announce()
    room.run_until_quiet()
    return room.outcome(NAME, hubs)
