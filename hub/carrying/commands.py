"""The command line's `export` and `import`: one line of result, or of what is wrong."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import click

from hub.carrying.export import export
from hub.carrying.inbox import Inbox, answer_to, in_words, put
from hub.carrying.refusal import CannotCarry
from hub.carrying.taking import Taken
from hub.clock_sources import machine_clock
from hub.mesh.crypto import hub_crypto
from hub.mesh.keys import name_of
from hub.mesh.packing import pack, unpack
from hub.service import Clocks, HubService, LedgerUnavailable
from hub.settings import Settings, SettingsInvalid, read_settings
from hub.store.folder import FolderInUse
from hub.store.ledger import FolderUnusable, TinyLedger

LOOK_EVERY_S = 0.2

PATIENCE_S = 600.0
"""A hub takes in a large board within minutes."""

REFUSED = (CannotCarry, SettingsInvalid, FolderUnusable, LedgerUnavailable)


def _of_hub(command: Callable[..., None]) -> Callable[..., None]:
    """The settings that the hub runs with, as far as they matter here."""
    for option in (
        click.option("--data", metavar="DIR", help="The hub's data folder."),
        click.option(
            "--network-key-file",
            metavar="FILE",
            help="The network's key [default: network.key in the data folder].",
        ),
        click.option("--clock", metavar="CLOCK", help="auto, trusted or unknown."),
        click.option("--config", metavar="FILE", type=Path, help="Settings as TOML."),
    ):
        command = option(command)
    return command


@click.command("export")
@_of_hub
@click.argument("file", type=Path)
def export_records(file: Path, config: Path | None, **given: Any) -> None:
    """Write the posts of all hubs into FILE, to be carried to another hub.

    Also while the hub runs. Only hubs with the network's key can read FILE; ways to
    reach people, codes and posts for this building alone are never in it.
    """
    try:
        count = export(read_settings(given, os.environ, config), file)
    except REFUSED as error:
        raise SystemExit(f"porchlight: {error}") from error
    click.echo(
        f"{file}: records in it: {count}. Only hubs of this network can read them."
    )


@click.command("import")
@_of_hub
@click.argument("file", type=Path)
def import_records(file: Path, config: Path | None, **given: Any) -> None:
    """Take in what another hub of the network exported into FILE.

    Also while the hub runs, and as often as you like: what is known stays as it is.
    Of a torn file all before the tear is taken in. Ends with 1 unless all was whole.
    """
    try:
        settings = read_settings(given, os.environ, config)
        taken = _taken_in(settings, put(settings.data, file))
    except REFUSED as error:
        raise SystemExit(f"porchlight: {error}") from error
    if taken.fault:
        raise SystemExit(f"porchlight: {file}: {in_words(taken)}")
    click.echo(f"{file}: {in_words(taken)}")


def _taken_in(settings: Settings, waiting: Path) -> Taken:
    """What the hub made of it; where none runs, we are the hub meanwhile."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with suppress(FolderInUse):
            _be_the_hub(settings)
        was_there = waiting.exists()
        taken = answer_to(waiting)
        if taken is not None:
            return taken
        if not was_there:
            raise CannotCarry("The hub could not say what it took in: see its log.")
        time.sleep(LOOK_EVERY_S)
    raise CannotCarry("The hub is still at it: it goes on without this command.")


def _be_the_hub(settings: Settings) -> None:
    with closing(TinyLedger(settings.data, unpack, name_of)) as ledger:
        clock = machine_clock(settings.clock, settings.data)
        clocks = Clocks(clock.now, time.monotonic)
        service = HubService(ledger, pack, clocks, hub_crypto())
        Inbox(settings.data, settings.network_key_file, service).take_all()
