"""`python -m radio.simulator run`: a scenario, its figures, its picture."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import click

from radio.simulator.picture.drawing import picture
from radio.simulator.report import Report, run
from radio.simulator.scenarios import SCENARIOS
from radio.simulator.table import describe_run, table

MAX_LOSS = 0.4
"""Beyond that, radios should be placed better."""


def _a_number(
    _context: click.Context, _option: click.Parameter, loss: float | None
) -> float | None:
    if loss is not None and math.isnan(loss):
        raise click.BadParameter("'nan' is no share.")
    return loss


@click.command("run", epilog="Scenarios: " + ", ".join(SCENARIOS))
@click.argument("scenario", type=click.Choice(list(SCENARIOS)), metavar="SCENARIO")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Same seed: same run."
)
@click.option(
    "--loss",
    type=click.FloatRange(0, MAX_LOSS),
    callback=_a_number,
    help="Share of packets that each receiver loses besides collisions; "
    "by default the scenario's own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--picture",
    "picture_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw the run into this file, as SVG.",
)
def run_command(
    scenario: str,
    seed: int,
    loss: float | None,
    *,
    as_json: bool,
    picture_file: Path | None,
) -> None:
    """Run many hubs on the very engine over simulated air.

    Ends with 1 when the boards were not equal in time.
    """
    report = run(scenario, seed, loss)
    click.echo(json.dumps(report.figures) if as_json else table(report))
    if picture_file is not None:
        _draw(report, picture_file)
    if not report.converged:
        click.echo(f"It did not converge. Again: {report.command}", err=True)
        sys.exit(1)


def _draw(report: Report, file: Path) -> None:
    title, description = describe_run(report)
    try:
        file.write_text(picture(report.trace, title, description), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
