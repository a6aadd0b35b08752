"""All that happened in a run, as plain values: what pictures are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from radio.record import RecordName
from radio.simulator.eavesdropper import SentFrame
from radio.simulator.plan import Plan


@dataclass(frozen=True, slots=True)
class Stored:
    """A record became durable at a hub; `source`: where it came from, None: people."""

    time_s: float
    hub: int
    name: RecordName
    source: int | None


@dataclass(frozen=True, slots=True)
class Trace:
    """A run: the plan, and what became of it up to `end_s`."""

    plan: Plan
    end_s: float
    frames: tuple[SentFrame, ...]
    stored: tuple[Stored, ...]
