"""The command line: `porchlight` and `python -m hub`."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from hub import demo as the_demo
from hub.allocator import give_memory_back
from hub.anew import run_again
from hub.app import build_hub
from hub.carrying.commands import export_records, import_records
from hub.clock_commands import clock_commands
from hub.doctor import look_over
from hub.folder_option import folder_option
from hub.incident_commands import incidents as incidents_command
from hub.incidents import Incidents, kept_incidents
from hub.logs import begin_logging
from hub.mesh.keys import name_of
from hub.radio_setup.commands import radio_commands
from hub.radios.commands import radios
from hub.service import LedgerUnavailable
from hub.serving import CannotListen
from hub.settings import Settings, SettingsInvalid, read_settings
from hub.setup_commands import setup_commands
from hub.standstill import stand_still
from hub.steward_command import steward
from hub.store.keeping import BackupUnusable, back_up
from hub.store.keeping import restore as put_back
from hub.store.keeping import wipe as wipe_folder
from hub.store.ledger import FolderTooNew, FolderUnusable
from hub.store.rotation import KEPT, back_up_in_turn
from radio.airtime import PRESETS


@click.group()
@click.version_option(package_name="porchlight")
def main() -> None:
    """Porchlight: a needs board in the lobby, in step with others over LoRa radio."""


@main.command()
@click.option("--data", metavar="DIR", help="Folder for everything the hub keeps.")
@click.option("--listen", metavar="HOST:PORT", help="Where the pages are served.")
@click.option(
    "--radio", metavar="RADIO", help="none, tcp:HOST:PORT, serial:PATH or serial:auto."
)
@click.option("--name", help="What the hub is called on its pages.")
@click.option(
    "--hop-limit",
    metavar="N",
    help="How many relays may repeat our packets [default: as the radio is set up].",
)
@click.option(
    "--address", metavar="URL", help="Where phones find the hub: http://10.42.0.1"
)
@click.option(
    "--network-key-file",
    metavar="FILE",
    help="The key of the hubs' network [default: network.key in the data folder].",
)
@click.option(
    "--clock",
    metavar="CLOCK",
    help="auto, trusted (it is always right) or unknown [default: auto].",
)
@click.option(
    "--frames",
    metavar="FORM",
    help="private, or text where routers drop private ports [default: private].",
)
@click.option(
    "--announce",
    metavar="WHAT",
    help="none, alerts or needs: what is texted to all radios [default: alerts].",
)
@click.option(
    "--language",
    metavar="CODE",
    help="What the pages speak unless asked otherwise: en, es, ht, … [default: en].",
)
@click.option(
    "--setup",
    metavar="WHEN",
    help="auto, or off: a new hub is not set up on its pages [default: auto].",
)
@click.option("--config", metavar="FILE", type=Path, help="Settings as TOML.")
@click.option("--stop-with-parent", is_flag=True, hidden=True)
def run(config: Path | None, stop_with_parent: bool, **given: str | None) -> None:
    """Run one hub."""
    _begin()
    give_memory_back()
    try:
        settings = read_settings(given, os.environ, config)
        incidents = Incidents(settings.data, time.monotonic)
        logging.getLogger().addHandler(incidents)
        hub = build_hub(settings)
    except FolderTooNew as error:  # what would start again would fail again
        _stand_still(settings, error)
    except LedgerUnavailable as error:  # a hub needs a place for its first words
        nothing = f"the data folder {settings.data} takes nothing new"
        raise SystemExit(f"porchlight: {nothing}: {error}.") from error
    except (SettingsInvalid, FolderUnusable, CannotListen) as error:
        raise SystemExit(f"porchlight: {error}") from error
    if stop_with_parent:
        threading.Thread(target=_stop_when_stdin_ends, daemon=True).start()
    with kept_incidents(incidents, hub.clock.now):
        hub.serve(os.environ)
    if hub.anew.is_due:
        run_again()


@main.command()
@folder_option
@click.option(
    "--into",
    metavar="DIR",
    type=Path,
    help=f"A folder of numbered backups; it keeps the newest {KEPT}.",
)
@click.argument("file", type=Path, required=False)
def backup(data: Path, into: Path | None, file: Path | None) -> None:
    """Copy everything the hub keeps into FILE, also while it runs."""
    if (into is None) == (file is None):
        raise click.UsageError("Say either FILE or --into DIR.")
    try:
        if into is not None:
            file = back_up_in_turn(data, into)
        elif file is not None:
            back_up(data, file)
    except BackupUnusable as error:
        raise SystemExit(f"porchlight: {error}") from error
    click.echo(f"Backed up to {file}. It holds private things: keep it safe.")


@main.command()
@folder_option
@click.argument("file", type=Path)
def restore(data: Path, file: Path) -> None:
    """Put the backup FILE in the place of what a stopped hub has.

    The hub takes a new name among the others, so that nothing it wrote since the
    backup is mistaken for something new. What it has now is set aside.
    """
    try:
        aside = put_back(data, file, name_of)
    except (BackupUnusable, FolderUnusable) as error:
        raise SystemExit(f"porchlight: {error}") from error
    click.echo(f"{file} is in place." + (f" Set aside: {aside}." if aside else ""))


main.add_command(export_records)
main.add_command(import_records)
main.add_command(radio_commands)
main.add_command(radios)
main.add_command(clock_commands)
main.add_command(incidents_command)
main.add_command(setup_commands)
main.add_command(steward)


@main.command()
@click.option("--data", metavar="DIR", help="The hub's data folder.")
@click.option(
    "--radio", metavar="RADIO", help="none, tcp:HOST:PORT, serial:PATH or serial:auto."
)
@click.option("--clock", metavar="CLOCK", help="auto, trusted or unknown.")
@click.option(
    "--language",
    metavar="CODE",
    help="What the pages speak unless asked otherwise: en, es, ht, … [default: en].",
)
@click.option("--config", metavar="FILE", type=Path, help="Settings as TOML.")
def doctor(config: Path | None, **given: str | None) -> None:
    """Look over file, disk, clock and radio; ends with 1 if something is amiss."""
    try:
        findings = look_over(read_settings(given, os.environ, config))
    except SettingsInvalid as error:
        raise SystemExit(f"porchlight: {error}") from error
    for finding in findings:
        click.echo(f"{'well ' if finding.well else 'AMISS'}  {finding.words}")
    sys.exit(not all(finding.well for finding in findings))


@main.command()
@folder_option
def wipe(data: Path) -> None:
    """Delete everything that a stopped hub keeps, at once and for good."""
    click.echo(f"This deletes every post, code and setting in {data}, for good.")
    click.confirm("Go on?", abort=True)
    click.prompt("Type the word wipe to be sure", type=click.Choice(["wipe"]))
    try:
        count = wipe_folder(data)
    except FolderUnusable as error:
        raise SystemExit(f"porchlight: {error}") from error
    click.echo(
        f"{count} files overwritten and deleted. A memory card may keep old copies "
        "where no program can reach them: destroy it if that matters."
    )


@main.command()
@click.option(
    "--data",
    type=Path,
    default=Path("demo-data"),
    show_default=True,
    help="Folder for the hubs' data; delete it to start afresh.",
)
@click.option("--first-port", type=click.IntRange(1, 65533), default=8080)
@click.option("--loss", type=click.FloatRange(0, 1), default=0.1, show_default=True)
@click.option(
    "--preset",
    type=click.Choice(list(PRESETS)),
    default="LONG_FAST",
    metavar="PRESET",
    show_default=True,
)
@click.option(
    "--replay",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Post the messages of this file (lines of `lang<TAB>text`) as needs.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    default=6.0,
    show_default=True,
    help="Messages a minute.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(min=0),
    default=float("inf"),
    help="Stop posting after that long; the hubs go on.",
)
def demo(**asked: Any) -> None:
    """Run three hubs with virtual radios on one simulated air."""
    _begin()
    try:
        the_demo.run_demo(the_demo.DemoPlan(**asked))
    except the_demo.DemoFailed as error:
        raise SystemExit(f"porchlight: {error}") from error


def _begin() -> None:
    """Both signals end us well, also where a shell started us with one ignored."""
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    begin_logging()


def _stand_still(settings: Settings, why: FolderTooNew) -> NoReturn:
    try:
        stand_still(settings.listen, os.environ, str(why))
    except CannotListen as error:
        raise SystemExit(f"porchlight: {why} {error}") from error
    raise SystemExit(0)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _stop_when_stdin_ends() -> None:
    """The demo holds the other end: it ends with the demo, however that ended."""
    # Not through sys.stdin: its lock would be held when the interpreter ends.
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
