"""The command line's `setup`: the code for a phone, and the set-up once more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from hub.folder_option import folder_option
from hub.setup_file import (
    FILE,
    SetUp,
    SetupUnreadable,
    State,
    fresh_code,
    read_setup,
    write_setup,
)


@click.group("setup")
def setup_commands() -> None:
    """Set the hub up on its pages: on the touchscreen, or on a phone with a code."""


@setup_commands.command("code")
@folder_option
def code(data: Path) -> None:
    """Show the code by which a phone may set the hub up: for a hub without a screen."""
    with _in_one_line(data):
        found = read_setup(data)
    if found is None or found.state is not State.OPEN or not found.code:
        raise SystemExit(
            "porchlight: the set-up is closed. To open it: porchlight setup again"
        )
    _tell(found.code)


@setup_commands.command("again")
@folder_option
def again(data: Path) -> None:
    """Open the set-up once more, also while the hub runs; what was chosen stays."""
    with _in_one_line(data):
        try:
            found = read_setup(data) or SetUp(state=State.DONE)
        except SetupUnreadable:
            click.echo(f"{FILE} made no sense: what was chosen there is forgotten.")
            found = SetUp(state=State.DONE)
        fresh = fresh_code()
        write_setup(data, _opened(found, fresh))
    _tell(fresh)


def _opened(found: SetUp, fresh: str) -> SetUp:
    was_done = found.state is not State.OPEN
    return replace(
        found,
        state=State.OPEN,
        code=fresh,
        answered=(),
        is_again=found.is_again or was_done,
    )


def _tell(shown: str) -> None:
    click.echo(f"The code is {shown}. Open /setup on the hub's pages and type it.")


@contextmanager
def _in_one_line(data: Path) -> Iterator[None]:
    try:
        yield
    except SetupUnreadable as error:
        message = f"{data / FILE} can't be read: try sudo, or porchlight setup again"
        raise SystemExit(f"porchlight: {message}.") from error
    except OSError as error:
        raise SystemExit(f"porchlight: {data}: {error.strerror}.") from error
