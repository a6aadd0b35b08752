"""The simulator's command line: `python -m radio.simulator`."""

from __future__ import annotations

import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click

from radio.airtime import PRESETS
from radio.simulator.berth import Place
from radio.simulator.compare_command import compare_command
from radio.simulator.firmware import Firmware
from radio.simulator.first_settings import HUB_CHANNEL
from radio.simulator.packet import MAX_HOP_LIMIT
from radio.simulator.run_command import run_command
from radio.simulator.server import VirtualRadios
from radio.simulator.setup import REGIONS, RadioKind
from radio.simulator.transcript import describe

LAST_PORT = 65_535


class Setup(TypedDict):
    """Options handed on as they are."""

    loss: float
    preset: str
    seed: int | None
    hop_limit: int
    host: str


def _parse_places(
    _context: click.Context, _option: click.Parameter, text: str
) -> list[Place]:
    try:
        return [place for part in text.split(",") for place in _places(part)]
    except ValueError as error:
        message = f"{text!r} is no port, range like 4501-4505, or path of a serial port"
        raise click.BadParameter(message) from error


def _places(part: str) -> Sequence[Place]:
    return [Path(part)] if "/" in part else _range(part)


def _parse_firmware(
    _context: click.Context, _option: click.Parameter, text: str
) -> str:
    try:
        Firmware.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return text


def _range(part: str) -> range:
    first, dash, last = part.partition("-")
    ports = range(int(first), int(last if dash else first) + 1)
    if not ports or ports[0] < 0 or ports[-1] > LAST_PORT:
        raise ValueError(part)
    return ports


@click.group()
def main() -> None:
    """Meshtastic radios, and the air between them, without hardware."""


main.add_command(run_command)
main.add_command(compare_command)


@main.command()
@click.option(
    "--ports",
    callback=_parse_places,
    required=True,
    help="One for each radio, e.g. 4501-4505; 0: the system picks; a path such as "
    "./radio1: a serial port appears there.",
)
@click.option(
    "--loss",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Share of packets that each receiver loses.",
)
@click.option(
    "--preset",
    type=click.Choice(list(PRESETS)),
    default="LONG_FAST",
    show_default=True,
    help="Meshtastic's modem preset.",
)
@click.option("--seed", type=int, help="Same seed: same nodes, key and chance.")
@click.option(
    "--hop-limit",
    type=click.IntRange(0, MAX_HOP_LIMIT),
    default=3,
    show_default=True,
    help="How often packets are relayed, unless the client says otherwise.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--firmware",
    callback=_parse_firmware,
    default="2.7.26",
    show_default=True,
    help="Whose behaviour it is: 2.5 to 2.8.",
)
@click.option(
    "--region", type=click.Choice(sorted(REGIONS)), default="US", show_default=True
)
@click.option("--fresh", is_flag=True, help="As from the shop, not yet set up.")
@click.option("--show-air", is_flag=True, help="Print what crosses the air.")
def radios(
    show_air: bool,
    ports: list[Place],
    firmware: str,
    region: str,
    fresh: bool,
    **setup: Unpack[Setup],
) -> None:
    """Run virtual radios that share one air, until interrupted.

    Any Meshtastic client can use them, one at a time each:
    meshtastic --host 127.0.0.1:4501 --info
    """
    interrupted = _interrupted()
    kind = RadioKind(firmware=firmware, region=region, fresh=fresh)
    running = VirtualRadios(ports, kind=kind, **setup)
    if show_air:
        running.observer = lambda sent: click.echo(
            describe(sent, running.read(sent.packet))
        )
    try:
        running.start()
    except OSError as error:
        raise click.ClickException(str(error)) from error
    try:
        _announce(running, fresh=fresh)
        interrupted.wait()
    finally:
        running.stop()


def _announce(running: VirtualRadios, *, fresh: bool) -> None:
    for index, who in enumerate(running.identities):
        place = running.address(index).place
        click.echo(f"{who.long_name}  {who.node_id}  {place}")
    private = "" if fresh else f"Channel {HUB_CHANNEL} is private to them. "
    click.echo(f"{private}Ctrl-C ends.")


def _interrupted() -> threading.Event:
    """Set by Ctrl-C, or by whoever runs us and has had enough."""
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: interrupted.set())
    return interrupted


if __name__ == "__main__":
    main()
