"""Hubs with programs on the text port, in one room, from the first post until quiet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from radio.airtime import PRESETS
from radio.simulator.air import Air
from radio.simulator.scheduler import HeapScheduler
from radio.simulator.strategies.case import Case, Meter, Outcome, judged
from radio.simulator.strategies.text_radio import TextRadio, number_of

QUIET_S = 60.0
"""Nobody waits that long before it speaks again: the longest wait of a program here
is 15 s, of a radio for an acknowledgement some 10 s."""


class TextHub(Protocol):
    """A program at one hub, which sends on a radio that it was given."""

    def write(self, text: str) -> None:
        """A neighbour posts that."""

    def heard(self, text: str, sender: int) -> None:
        """A text came in from the radio of that number."""

    def shown(self) -> Sequence[str]:
        """The texts on its board."""


class Room:
    """Radios that all hear one another, and the time there."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.scheduler = HeapScheduler()
        self.meter = Meter()
        air = Air(
            self.scheduler,
            case.chance("air"),
            PRESETS["LONG_FAST"],
            loss=case.loss,
            observer=self.meter.note,
        )
        self.radios = [
            TextRadio(hub, case, air, self.scheduler) for hub in range(case.hubs)
        ]

    def others(self, hub: int) -> list[int]:
        """The node numbers of all but that hub."""
        return [number_of(each) for each in range(self.case.hubs) if each != hub]

    def connect(self, hubs: Sequence[TextHub]) -> None:
        """Each hub gets its radio's texts, and its posts when they are due."""
        for radio, hub in zip(self.radios, hubs, strict=True):
            radio.on_text = hub.heard
        for post, text in zip(self.case.posts, self.case.texts, strict=True):
            self.scheduler.call_at(post.at_s, _writing(hubs[post.hub], text))

    def run_until_quiet(self) -> None:
        """Let time pass until all is posted and the air silent for a while."""
        self.scheduler.run_until(max(self.scheduler.now(), self.case.posts[-1].at_s))
        quiet_at = self.scheduler.now() + QUIET_S
        while self.scheduler.now() < quiet_at:
            self.scheduler.run_until(quiet_at)
            quiet_at = max(quiet_at, self.meter.last_s + QUIET_S)

    def outcome(self, strategy: str, hubs: Sequence[TextHub]) -> Outcome:
        """How it went so far."""
        boards = [hub.shown() for hub in hubs]
        return judged(strategy, self.case, boards, self.meter)


def _writing(hub: TextHub, text: str) -> Callable[[], None]:
    return lambda: hub.write(text)
