"""What benches print: a JSON object a line, and beside a figure the bar set for it."""

from __future__ import annotations

import json


def say(measurement: str, **figures: object) -> None:
    """Print one result."""
    print(json.dumps({"measurement": measurement, **figures}), flush=True)  # noqa: T201


def beside_bar(
    measurement: str, figure: float | None, bar: float | None, **more: object
) -> None:
    """Print a figure that is to be at most `bar`; no bar: it is only told."""
    met = None
    if bar is not None:
        met = figure is not None and figure <= bar
    rounded = None if figure is None else round(figure, 3)
    say(measurement, figure=rounded, bar=bar, met=met, **more)
