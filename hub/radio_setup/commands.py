"""The command line's `radio`: a radio is set up, or looked at, while no hub uses it."""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from hub.radio_setup.channel_keys import (
    channel_keys,
    is_there,
    passing_channel_keys,
)
from hub.radio_setup.conversation import Asked, set_up
from hub.radio_setup.invitation import CannotDraw, check_file
from hub.radio_setup.status import as_json, as_lines
from hub.settings import Settings, SettingsInvalid, read_settings
from hub.store.folder import is_claimed
from radio.airtime import PRESETS
from radio.bearer import BearerDown, RadioAddress
from radio.meshtastic_edits import REGIONS
from radio.meshtastic_setup import RadioInUse, RadioOnBench
from radio.radio_changes import advice
from radio.radio_plan import CannotPlan, ChannelKeys, Wish

STOP_IT = "Stop what uses it first; if that is a hub: systemctl stop porchlight"


@click.group("radio")
def radio_commands() -> None:
    """Set up the hub's own radio, or look at it, while the hub is stopped."""


def _of_hub(command: Callable[..., None]) -> Callable[..., None]:
    """The settings that the hub runs with, as far as they matter here."""
    for option in (
        click.option(
            "--radio", metavar="RADIO", help="serial:auto, serial:PATH, tcp:HOST:PORT."
        ),
        click.option("--data", metavar="DIR", help="The hub's data folder."),
        click.option(
            "--network-key-file",
            metavar="FILE",
            help="The network's key [default: network.key in the data folder].",
        ),
        click.option("--config", metavar="FILE", type=Path, help="Settings as TOML."),
    ):
        command = option(command)
    return command


@radio_commands.command("setup")
@_of_hub
@click.option(
    "--region",
    metavar="CODE",
    type=click.Choice(REGIONS, case_sensitive=False),
    help="Where the radio is, as in EU_868 or US [default: as it is set].",
)
@click.option(
    "--name", help="What others see, as in '14 Elm St' [default: as it is set]."
)
@click.option("--short-name", help="Four letters beside messages.")
@click.option(
    "--preset",
    metavar="PRESET",
    type=click.Choice(list(PRESETS)),
    help="Modem preset; the same on all radios [default: as it is set].",
)
@click.option(
    "--slot",
    "frequency_slot",
    type=click.IntRange(0),
    help="Frequency slot; 0: by the neighbours' channel's name [default].",
)
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and end.")
@click.option(
    "--qr", metavar="FILE", type=Path, help="Save the neighbours' code, .svg or .png."
)
@click.option(
    "--add", is_flag=True, help="The code adds a channel instead of replacing all."
)
def setup(config: Path | None, **given: Any) -> None:
    """Set a radio up for a hub, after showing what would change.

    Region, name, the channels of hubs and of neighbours, role, hop limit, Bluetooth
    PIN, no position, no MQTT. The radio then starts again and is read again: what did
    not take is said. Run it as often as you like.
    """
    asked = Asked(*(given.pop(name) for name in ("yes", "dry_run", "qr", "add")))
    with _in_one_line():
        if asked.qr:
            check_file(asked.qr)
        settings = _settings(given, config)
        with _bench(settings) as bench:
            keys = _keys(settings.network_key_file, asked.dry_run)
            set_up(bench, Wish(keys, _fresh_pin(), **given), asked)


@radio_commands.command("status")
@_of_hub
@click.option("--json", "wants_json", is_flag=True, help="For programs.")
def status(config: Path | None, wants_json: bool, **given: Any) -> None:
    """Show how a radio is set up, and what should be changed."""
    with _in_one_line():
        settings = _settings(given, config)
        with _bench(settings) as bench:
            report = bench.report()
        file = settings.network_key_file
        keys = channel_keys(file) if is_there(file) else None
        to_change = advice(report.settings, Wish(keys, _fresh_pin()))
        told = (_address(settings), report, to_change)
        if wants_json:
            click.echo(json.dumps(as_json(*told), ensure_ascii=False, indent=2))
            return
        for line in as_lines(*told):
            click.echo(line)


@contextmanager
def _in_one_line() -> Iterator[None]:
    # What these log is said once and plainly here.
    for name in ("meshtastic", "hub.network_key"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    except RadioInUse as error:
        raise SystemExit(f"porchlight: {error}. {STOP_IT}") from error
    except (BearerDown, CannotPlan, CannotDraw, SettingsInvalid) as error:
        raise SystemExit(f"porchlight: {error}") from error


def _settings(given: dict[str, Any], config: Path | None) -> Settings:
    named = ("radio", "data", "network_key_file")
    return read_settings({each: given.pop(each) for each in named}, os.environ, config)


def _address(settings: Settings) -> RadioAddress:
    if settings.radio is None:
        raise SettingsInvalid("Say which radio: --radio serial:auto or tcp:HOST:PORT.")
    return settings.radio


def _bench(settings: Settings) -> RadioOnBench:
    """The radio, unless a hub has it.

    A serial port is locked by who uses it; a radio on TCP would hang up on the hub.
    """
    address = _address(settings)
    if address.kind == "tcp" and is_claimed(settings.data):
        raise RadioInUse(f"A hub runs with {settings.data} and may be using {address}")
    return RadioOnBench(address)


def _keys(file: Path, dry_run: bool) -> ChannelKeys:
    if is_there(file):
        return channel_keys(file)
    if dry_run:
        click.echo(f"There is no {file} yet: it would be made.")
        return passing_channel_keys()
    keys = channel_keys(file)
    click.echo(f"A new network begins: all its hubs need {file}.")
    return keys


def _fresh_pin() -> int:
    return secrets.randbelow(900_000) + 100_000
