"""Steps: what to say, how to see that it is done, and how to do it. Taken twice, or
again after somebody pulled the plug, they end at the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


class StepFailed(Exception):
    """A step can't be done; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to have done."""

    words: str
    is_done: Callable[[], bool]
    do: Callable[[], None]


def take(steps: Iterable[Step], *, dry_run: bool) -> int:
    """Do what is not done yet; how many that were. Raises StepFailed."""
    count = 0
    for step in steps:
        if step.is_done():
            continue
        count += 1
        print(f"  {'would ' if dry_run else ''}{step.words}", flush=True)
        if not dry_run:
            step.do()
    return count
