"""Setting a radio up, as a conversation with the steward who does it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from hub.radio_setup.invitation import on_terminal, save
from radio.bearer import BearerDown
from radio.meshtastic_edits import REGIONS, joining_url
from radio.meshtastic_setup import RadioOnBench
from radio.radio_changes import Change, advice, changes
from radio.radio_plan import CannotPlan, Wish, wanted
from radio.radio_settings import NO_REGION, RadioSettings


@dataclass(frozen=True, slots=True)
class Asked:
    """How a steward wants it done."""

    yes: bool
    dry_run: bool
    qr: Path | None
    add: bool


def set_up(bench: RadioOnBench, wish: Wish, asked: Asked) -> None:
    """Show, ask, write, read again, invite.

    Raises BearerDown, CannotPlan, CannotDraw.
    """
    report = bench.report()
    click.echo(f"Radio {report.node}, firmware {report.firmware or 'unknown'}.")
    now = report.settings
    if asked.dry_run:
        _show(advice(now, wish))
        return
    if now.region == NO_REGION and wish.region is None:
        wish = replace(wish, region=_ask_region(asked.yes))
    then = wanted(now, wish)
    to_change = changes(now, then)
    _show(to_change)
    if to_change:
        if not asked.yes and not click.confirm("Change this?"):
            click.echo("Nothing was changed.")
            return
        _write(bench, now, then)
    _invite(then, asked)


def _show(to_change: Sequence[Change]) -> None:
    for change in to_change:
        click.echo(f"  {change}")
    if not to_change:
        click.echo("Nothing is to change: the radio is set up.")


def _ask_region(yes: bool) -> str:
    codes = ", ".join(REGIONS)
    if yes:
        raise CannotPlan(f"The radio has no region. Say --region, one of {codes}.")
    click.echo(f"The radio does not know where it is. Codes: {codes}.")
    region: str = click.prompt(
        "Region",
        type=click.Choice(REGIONS, case_sensitive=False),
        show_choices=False,
    )
    return region


def _write(bench: RadioOnBench, now: RadioSettings, then: RadioSettings) -> None:
    """Write, wait, read again. Raises CannotPlan: not all of it took."""
    if then.pin != now.pin:
        click.echo(f"Bluetooth PIN: {then.pin}. Note it: it is not shown again.")
    click.echo("Writing. The radio then starts again, which can take a minute.")
    bench.write(then)
    try:
        bench.restart()
        report = bench.report()
    except BearerDown as error:
        raise BearerDown(
            f"It is written, but the radio has not come back: {error}. "
            "Unplug it, plug it in, and run this again."
        ) from error
    left = changes(report.settings, then)
    for change in left:
        click.echo(f"  did not take: {change}")
    if left:
        raise CannotPlan(f"Settings that did not take: {len(left)}. Run it again.")
    click.echo(f"All settings read back as they should. The radio is {report.node}.")


def _invite(then: RadioSettings, asked: Asked) -> None:
    """Show how people's own radios join; no other channel than theirs is in it."""
    url = joining_url(then, adding=asked.add)
    click.echo("For neighbours' own radios, in Meshtastic's app:")
    if sys.stdout.isatty():
        click.echo(on_terminal(url, sys.stdout.encoding))
    click.echo(f"  a new radio:  {joining_url(then)}")
    click.echo(f"  a radio in use on this frequency:  {joining_url(then, adding=True)}")
    if asked.qr:
        save(url, asked.qr)
        click.echo(f"The code is in {asked.qr}.")
