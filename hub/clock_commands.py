"""The command line's `clock`: a steward at the machine says how late it is."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import click

from hub.folder_option import folder_option
from hub.steward_time import StewardTime


@click.group("clock")
def clock_commands() -> None:
    """Tell the hub the time, where it has no better source.

    Also while it runs; it looks every half minute. What is said counts until the
    machine starts again, or until a better source comes: a clock with a battery, the
    radio's GPS, a time server.
    """


@clock_commands.command("set")
@folder_option
@click.argument("when", metavar="WHEN")
def set_clock(data: Path, when: str) -> None:
    """Say that it is WHEN: "2026-11-21 21:00", by this machine's time zone, or with one
    of its own: 2026-11-21T21:00+01:00."""
    try:
        told = datetime.fromisoformat(when).timestamp()
    except (ValueError, OverflowError) as error:
        raise SystemExit(
            f'porchlight: {when!r} is no time: use "2026-11-21 21:00".'
        ) from error
    _say(data, told)


@clock_commands.command("confirm")
@folder_option
def confirm(data: Path) -> None:
    """Say that this machine's own clock is right."""
    _say(data, time.time())


def _say(data: Path, unix_s: float) -> None:
    shown = time.strftime("%Y-%m-%d %H:%M %Z", time.localtime(unix_s))
    try:
        StewardTime(data, time.monotonic).say(unix_s)
    except ValueError as error:
        raise SystemExit(f"porchlight: {shown} can't be: {error}.") from error
    except OSError as error:
        why = error.strerror or error
        raise SystemExit(f"porchlight: {data} can't be written to: {why}.") from error
    click.echo(f"It is {shown}. The hub believes it within half a minute.")
