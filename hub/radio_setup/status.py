"""A radio's state for a person to read, and as JSON; no key enters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from radio.bearer import RadioAddress
from radio.radio_changes import Change, fit_to_show, in_words
from radio.radio_settings import RadioReport


def as_lines(
    address: RadioAddress, report: RadioReport, advice: Sequence[Change]
) -> Iterator[str]:
    """A line for each thing, with its name before it."""
    held = report.settings
    for what, words in (
        ("radio", f"{report.node} at {address}"),
        ("hardware", report.hardware or "not told"),
        ("firmware", report.firmware or "not told"),
        ("name", f"{held.long_name} ({held.short_name})"),
        ("region", held.region),
        ("preset", held.preset if held.uses_preset else "custom"),
        ("role", held.role),
        ("hop limit", str(held.hop_limit)),
        ("battery", _battery(report)),
        ("queue", _queue(report)),
    ):
        yield f"{what:10} {fit_to_show(words)}"
    for index, channel in enumerate(held.channels):
        yield f"channel {index}  {in_words(channel)}{'' if index else ', primary'}"
    for change in advice:
        yield f"{'to change':10} {change}"
    if not advice:
        yield f"{'to change':10} nothing"


def as_json(
    address: RadioAddress, report: RadioReport, advice: Sequence[Change]
) -> dict[str, Any]:
    """The same for programs."""
    held = report.settings
    return {
        "radio": str(address),
        "node": report.node,
        "hardware": report.hardware,
        "firmware": report.firmware,
        "name": held.long_name,
        "short_name": held.short_name,
        "region": held.region,
        "preset": held.preset if held.uses_preset else None,
        "role": held.role,
        "hop_limit": held.hop_limit,
        "battery": {"percent": report.battery_percent, "powered": report.powered},
        "queue": {"free": report.queue_free, "size": report.queue_size},
        "channels": [
            {
                "name": channel.name,
                "primary": index == 0,
                "private": channel.has_private_key,
                "key_name": channel.key_name if channel.has_private_key else None,
            }
            for index, channel in enumerate(held.channels)
        ],
        "to_change": [asdict(change) for change in advice],
    }


def _battery(report: RadioReport) -> str:
    if report.powered:
        return "on a plug"
    percent = report.battery_percent
    return "not told" if percent is None else f"{percent} %"


def _queue(report: RadioReport) -> str:
    if report.queue_free is None:
        return "not told"
    return f"{report.queue_free} of {report.queue_size} places free"
