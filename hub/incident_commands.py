"""The command line's `incidents`: what failed on this box, and when."""

from __future__ import annotations

from pathlib import Path

import click

from hub.folder_option import folder_option
from hub.incidents import kept


@click.command("incidents")
@folder_option
def incidents(data: Path) -> None:
    """Show what failed, and when the hub started and ended; also after a power cut.

    A start without an end before it: the power was cut. Nothing in it names a person or
    a device.
    """
    try:
        found = kept(data)
    except OSError as error:
        why = error.strerror or error
        raise SystemExit(f"porchlight: {data} can't be read: {why}.") from error
    click.echo(found.rstrip("\n") or "Nothing is kept yet.")
