"""Three hubs in processes of their own, over virtual radios on one simulated air."""

from __future__ import annotations

import contextlib
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import click

from hub.demo.channels import set_up_radios
from hub.demo.neighbours import NAMES, Neighbours
from hub.demo.processes import POLL_S, DemoFailed, HubProcess
from hub.demo.replay import Replay, read_messages
from hub.network_key import network_keys
from hub.settings import NETWORK_KEY, SettingsInvalid
from radio.keys import Keyring
from radio.simulator.server import VirtualRadios
from radio.simulator.transcript import describe, reading

__all__ = ["DemoFailed", "DemoPlan", "run_demo"]

HUBS = 3


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """What the command line asked for. `rate`: messages a minute, for `minutes`."""

    data: Path
    first_port: int
    loss: float
    preset: str
    replay: Path | None
    rate: float
    minutes: float


def run_demo(plan: DemoPlan) -> None:
    """Run until Ctrl-C. Raises DemoFailed."""
    ports = range(plan.first_port, plan.first_port + HUBS)
    for port in ports:
        _check_free(port)
    messages = read_messages(plan.replay) if plan.replay else []
    radios = VirtualRadios(HUBS + len(NAMES), loss=plan.loss, preset=plan.preset)
    read = reading(_shared_keys(plan.data / NETWORK_KEY))
    radios.observer = lambda sent: click.echo(
        describe(sent, radios.read(sent.packet), read)
    )
    click.echo(f"Three hubs, {plan.preset}, {plan.loss:.0%} of packets lost.")
    with contextlib.suppress(KeyboardInterrupt, SystemExit), radios:
        hubs = [
            HubProcess(index + 1, port, plan.data, radio, plan.data / NETWORK_KEY)
            for index, (port, radio) in enumerate(
                zip(ports, radios.ports[:HUBS], strict=True)
            )
        ]
        # A replay is for looking at the messages of its file alone.
        neighbours = None if plan.replay else _neighbours(radios, hubs, plan)
        try:
            _serve(hubs, neighbours, plan, messages)
        finally:
            if neighbours is not None:
                neighbours.close()
            _stop_all(hubs)
    click.echo(f"Good night. What was posted is kept in {plan.data}.")


def _shared_keys(file: Path) -> Keyring:
    """The key that the demo's hubs share. Raises DemoFailed."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        keys = network_keys(file)
    except (OSError, SettingsInvalid) as error:
        raise DemoFailed(str(error)) from error
    if keys is None:
        raise DemoFailed(f"No network key can be made in {file.parent}.")
    return keys


def _neighbours(
    radios: VirtualRadios, hubs: list[HubProcess], plan: DemoPlan
) -> Neighbours:
    """Those who have only a radio, and a channel for them. Raises DemoFailed."""
    places = tuple(map(radios.address, range(HUBS + len(NAMES))))
    click.echo(f"Setting up {len(places)} radios, two of them neighbours' own.")
    set_up_radios(places, plan.data / NETWORK_KEY)
    return Neighbours(
        places[HUBS:],
        _names(radios),
        lambda: all(hub.hears() == HUBS - 1 for hub in hubs),
    )


def _names(radios: VirtualRadios) -> dict[int, str]:
    """What the radios' owners are called, by the radios' numbers."""
    names = [*(f"hub {number + 1}" for number in range(HUBS)), *NAMES]
    numbers = [each.number for each in radios.identities]
    return dict(zip(numbers, names, strict=True))


def _serve(
    hubs: list[HubProcess],
    neighbours: Neighbours | None,
    plan: DemoPlan,
    messages: list[str],
) -> None:
    for hub in hubs:
        hub.start()
    for hub in hubs:
        hub.wait_until_serving()
    click.echo("Look at " + "  ".join(hub.address for hub in hubs))
    click.echo("Post on one, and read it on the others. Ctrl-C ends it.")
    if neighbours is not None:
        click.echo("Ana and Bo have only a radio: they text once the hubs have met.")
        neighbours.start()
    replay = Replay(hubs, iter(messages), 60.0 / plan.rate, plan.minutes * 60.0)
    while True:
        for hub in hubs:
            hub.keep_alive()
        replay.post_what_is_due()
        time.sleep(POLL_S)


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise DemoFailed(
                f"Port {port} can't be used ({error.strerror}). "
                "Choose three others with --first-port."
            ) from error


def _stop_all(hubs: list[HubProcess]) -> None:
    for hub in hubs:
        hub.end()
    for hub in hubs:
        hub.wait()
