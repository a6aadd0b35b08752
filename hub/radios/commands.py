"""The command line's `radios`: who texts this hub, how they are, and a block list."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import click

from hub.folder_option import folder_option
from hub.mesh.keys import name_of
from hub.mesh.packing import unpack
from hub.mesh.texting.neighbours import Neighbours
from hub.radios.requests import BlockRequest, put, take_all
from hub.service import Clocks
from hub.service.radios import MAX_RADIO, CheckIn, Heard, KeptRadio
from hub.store.folder import FolderInUse, FolderUnusable
from hub.store.ledger import TinyLedger
from hub.store.reading import known_radios

LOOK_EVERY_S = 0.2
PATIENCE_S = 15.0


def _number(text: str) -> int:
    """A radio's number as its app shows it, !a1b2c3d4, or as a plain one."""
    with suppress(ValueError):
        number = int(text[1:], 16) if text.startswith("!") else int(text)
        if 0 <= number <= MAX_RADIO:
            return number
    raise click.BadParameter(f"{text!r} is no radio: use !a1b2c3d4, as its app does.")


@click.command("radios")
@folder_option
@click.option("--block", type=_number, metavar="RADIO", help="Stop listening to it.")
@click.option("--unblock", type=_number, metavar="RADIO", help="Listen to it again.")
def radios(data: Path, block: int | None, unblock: int | None) -> None:
    """List the radios that texted this hub, who called for help first; or block one.

    Also while the hub runs. The list is private to the hub: a radio is forgotten 30
    days after its last word, how its neighbour is after 7; one that is blocked stays.
    """
    try:
        if block is not None:
            _ask(data, BlockRequest(block, blocked=True))
        if unblock is not None:
            _ask(data, BlockRequest(unblock, blocked=False))
        if block is None and unblock is None:
            for line in _lines(sorted(known_radios(data), key=_rank)):
                click.echo(line)
    except FolderUnusable as error:
        raise SystemExit(f"porchlight: {error}") from error
    except OSError as error:
        why = error.strerror or error
        raise SystemExit(f"porchlight: {data} can't be written to: {why}.") from error


def _ask(data: Path, asked: BlockRequest) -> None:
    """Of the hub; where none runs, we are the hub meanwhile."""
    if not data.is_dir():
        raise FolderUnusable(f"There is no data folder {data}.")
    waiting = put(data, asked)
    until = time.monotonic() + PATIENCE_S
    while waiting.exists() and time.monotonic() < until:
        with suppress(FolderInUse):
            _be_the_hub(data)
        time.sleep(LOOK_EVERY_S)
    done = "blocked" if asked.blocked else "listened to again"
    if waiting.exists():
        click.echo(
            f"{_name(asked.radio)} is not {done} yet: the running hub did not answer. "
            "It will see to it as soon as it can; if it has no radio, once it has one."
        )
    else:
        click.echo(f"{_name(asked.radio)} is {done}.")


def _be_the_hub(data: Path) -> None:
    with closing(TinyLedger(data, unpack, name_of)) as ledger:
        neighbours = Neighbours(ledger, Clocks(lambda: None, time.monotonic))
        take_all(data, lambda each: neighbours.block(each.radio, blocked=each.blocked))


def _rank(radio: KeptRadio) -> tuple[bool, bool, float]:
    calls = any(not each.well for each in radio.check_ins[-1:])
    return not calls, radio.blocked, -radio.heard.lived_s


def _lines(known: list[KeptRadio]) -> Iterator[str]:
    for radio in known:
        what = [_name(radio.number), _when(radio.heard)]
        what += [radio.language] if radio.language else []
        what += [f"posts and claims: {len(radio.owned)}"] if radio.owned else []
        what += [f"over its limit: {radio.muted}"] if radio.muted else []
        what += ["BLOCKED"] if radio.blocked else []
        yield "  ".join(what)
        for check_in in reversed(radio.check_ins):
            yield f"    {_said(check_in)}"
    if not known:
        yield "No radio texted this hub within 30 days."


def _said(check_in: CheckIn) -> str:
    state = "is well" if check_in.well else "CALLS FOR HELP"
    sure = "" if check_in.verified else " (anybody can have sent it)"
    words = f": {check_in.words}" if check_in.words else ""
    return f"{_when(check_in.heard)}  {state}{sure}{words}"


def _when(heard: Heard) -> str:
    if heard.at is None:
        return "some time ago"
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(heard.at))


def _name(radio: int) -> str:
    return f"!{radio:08x}"
