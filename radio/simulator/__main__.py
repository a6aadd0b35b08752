"""The simulator's command line: `python -m radio.simulator`."""

from __future__ import annotations

import signal
import threading
from typing import TypedDict, Unpack

import click

from radio.airtime import PRESETS
from radio.simulator.compare_command import compare_command
from radio.simulator.configuration import HUB_CHANNEL
from radio.simulator.packet import MAX_HOP_LIMIT
from radio.simulator.run_command import run_command
from radio.simulator.server import VirtualRadios
from radio.simulator.transcript import describe

LAST_PORT = 65_535


class Setup(TypedDict):
    """Options handed on as they are."""

    loss: float
    preset: str
    seed: int | None
    hop_limit: int
    host: str


def _parse_ports(
    _context: click.Context, _option: click.Parameter, text: str
) -> list[int]:
    try:
        return [port for part in text.split(",") for port in _range(part)]
    except ValueError as error:
        message = f"{text!r} is no port or range like 4501-4505"
        raise click.BadParameter(message) from error


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
    callback=_parse_ports,
    required=True,
    help="One for each radio, e.g. 4501-4505; 0: the system picks.",
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
@click.option("--show-air", is_flag=True, help="Print what crosses the air.")
def radios(show_air: bool, ports: list[int], **setup: Unpack[Setup]) -> None:
    """Run virtual radios that share one air, until interrupted.

    Any Meshtastic client can use them, one at a time each:
    meshtastic --host 127.0.0.1:4501 --info
    """
    interrupted = _interrupted()
    running = VirtualRadios(ports, **setup)
    if show_air:
        running.observer = lambda sent: click.echo(
            describe(sent, running.read(sent.packet))
        )
    try:
        running.start()
    except OSError as error:
        raise click.ClickException(str(error)) from error
    try:
        _announce(running)
        interrupted.wait()
    finally:
        running.stop()


def _announce(running: VirtualRadios) -> None:
    for who, port in zip(running.identities, running.ports, strict=True):
        click.echo(f"{who.long_name}  {who.node_id}  {running.host}:{port}")
    click.echo(f"Channel {HUB_CHANNEL} is private to them. Ctrl-C ends.")


def _interrupted() -> threading.Event:
    """Set by Ctrl-C, or by whoever runs us and has had enough."""
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: interrupted.set())
    return interrupted


if __name__ == "__main__":
    main()
