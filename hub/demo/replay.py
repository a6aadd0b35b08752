"""Posting the messages of a file at the demo's hubs."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from hub.demo.processes import DemoFailed, HubProcess


def read_messages(file: Path) -> list[str]:
    """The texts of a file of `lang<TAB>text` lines. Raises DemoFailed."""
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise DemoFailed(f"{file} can't be read: {error}.") from error
    texts = (line.rstrip("\r").partition("\t")[2] for line in lines)
    return [text for text in texts if text.strip()]


@dataclass(slots=True)
class Replay:
    """Posts the messages of a file at the hubs in turn, at an even pace."""

    hubs: list[HubProcess]
    messages: Iterator[str]
    every_s: float
    for_s: float
    _started: float = field(default_factory=time.monotonic)
    _due: float = 0.0
    _posted: int = 0
    _refused: int = 0
    _turn: Iterator[int] = field(default_factory=itertools.count)
    _run: int = field(default_factory=time.time_ns)

    def post_what_is_due(self) -> None:
        """Post one message if it is time."""
        since_s = time.monotonic() - self._started
        if since_s < self._due:
            return
        self._due += self.every_s
        message = next(self.messages, None) if since_s <= self.for_s else None
        if message is not None:
            self._post(message)
        elif self._due < float("inf"):
            self._due = float("inf")
            if self._posted or self._refused:
                click.echo(f"replay  {self._posted} posted, {self._refused} refused")

    def _post(self, text: str) -> None:
        number = next(self._turn)
        hub = self.hubs[number % len(self.hubs)]
        try:
            hub.post(text, f"replay-{self._run}-{number}")
            self._posted += 1
        except OSError as error:
            self._refused += 1
            click.echo(f"replay  hub {hub.number} did not take one: {error}")
