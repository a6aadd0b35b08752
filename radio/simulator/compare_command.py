"""`python -m radio.simulator compare`: parsed here, run in `comparison.py`."""

from __future__ import annotations

import json
import math
from typing import Any

import click

from radio.simulator.comparison import HEADINGS, compared, rows
from radio.simulator.packet import MAX_HOP_LIMIT
from radio.simulator.strategies.case import DEFAULT_HOP_LIMIT, planned_case

MOST_HUBS, MOST_POSTS = 50, 2_000
WORST_LOSS = 0.9
"""Beyond, nothing comes through and nothing ends."""

LONGEST_GAP_S = 86_400.0


class OneLineCommand(click.Command):
    """Says what is wrong with its options in one line, without the usage."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As click does."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            error.ctx = None
            raise


def _a_number(_context: click.Context, option: click.Parameter, number: float) -> float:
    if math.isnan(number):
        raise click.BadParameter(f"{number} is no number.", param=option)
    return number


@click.command("compare", cls=OneLineCommand)
@click.option("--hubs", type=click.IntRange(2, MOST_HUBS), default=5, show_default=True)
@click.option(
    "--loss",
    type=click.FloatRange(0, WORST_LOSS),
    callback=_a_number,
    default=0.2,
    show_default=True,
    help="Share of packets that each receiver loses.",
)
@click.option(
    "--posts", type=click.IntRange(1, MOST_POSTS), default=50, show_default=True
)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option(
    "--gap",
    type=click.FloatRange(0, LONGEST_GAP_S, min_open=True),
    callback=_a_number,
    default=60.0,
    show_default=True,
    help="Seconds from post to post, on average.",
)
@click.option("--burst", is_flag=True, help="All posts at once, whatever the gap.")
@click.option(
    "--hop-limit",
    type=click.IntRange(0, MAX_HOP_LIMIT),
    default=DEFAULT_HOP_LIMIT,
    show_default=True,
    help="How often radios repeat packets, unless a strategy says otherwise.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def compare_command(  # noqa: PLR0913 - click hands over each option
    *,
    hubs: int,
    loss: float,
    posts: int,
    seed: int,
    gap: float,
    burst: bool,
    hop_limit: int,
    as_json: bool,
) -> None:
    """Compare ways to bring posts to all hubs, on the same air and the same posts.

    Hubs hear one another; posts have the lengths of real ones; airtime is LONG_FAST's.
    docs/comparison.md says how each strategy was understood.
    """
    mean_gap_s = None if burst else gap
    case = planned_case(
        hubs, loss, posts, seed, mean_gap_s=mean_gap_s, hop_limit=hop_limit
    )
    if not as_json:
        click.echo(HEADINGS)
    summaries = compared(case)
    for line in map(json.dumps, summaries) if as_json else rows(summaries):
        click.echo(line)
