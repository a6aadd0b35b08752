"""A run's figures in words, for people."""

from __future__ import annotations

from radio.simulator.report import Figure, Report


def table(report: Report) -> str:
    """A line for each thing worth knowing."""
    figures = report.figures
    lines = {
        "boards": _outcome(figures),
        "latency": _latency(figures, "latency"),
        **_newcomer(figures),
        "airtime": f"{figures['airtime_s']} s, {figures['airtime_per_post_s']} s a post"
        f"; of it control {figures['control_airtime_s']} s",
        "repeats": f"{figures['relays_airtime_s']} s by other radios",
        **_healing(figures),
        "frames": _frames(figures["frames"]),
        "idle": f"{figures['idle_frames_per_hub_hour']} frames an hour and hub",
        "engine": f"{figures['engine_us_per_frame']} us a frame",
    }
    rows = [f"  {name:10} {said}" for name, said in lines.items()]
    return "\n".join([_heading(figures), *rows])


def describe_run(report: Report) -> tuple[str, str]:
    """The title of a picture, and what it shows in words."""
    title = f"{_heading(report.figures)}: {_outcome(report.figures)}"
    description = (
        "Time runs from left to right, one row a hub. Ticks are frames, coloured by "
        "type; thin lines lead from hub to hub as records spread. "
        f"Frames: {_frames(report.figures['frames'])}. "
        f"Latency: {_latency(report.figures, 'latency')}."
    )
    return title, description


def _heading(figures: dict[str, Figure]) -> str:
    return (
        f"{figures['scenario']}, {figures['hubs']} hubs, {figures['posts']} posts, "
        f"loss {100 * float(str(figures['loss'])):g} %, seed {figures['seed']}"
    )


def _outcome(figures: dict[str, Figure]) -> str:
    if figures["converged"]:
        after = figures["converged_after_s"]
        return f"equal {after} s after the last post or fault"
    return (
        f"NOT equal: {figures['records_lost']} records lost, "
        f"{figures['records_doubled']} doubled"
    )


def _latency(figures: dict[str, Figure], of: str) -> str:
    half, most = (figures[f"{of}_p{percent}_s"] for percent in (50, 99))
    return f"half within {half} s, 99 % within {most} s"


def _newcomer(figures: dict[str, Figure]) -> dict[str, str]:
    if "joined_after_s" not in figures:
        return {}
    return {
        "newcomer": f"has all after {figures['joined_after_s']} s",
        "  before": _latency(figures, "latency_before"),
        "  during": _latency(figures, "latency_during"),
    }


def _healing(figures: dict[str, Figure]) -> dict[str, str]:
    if "healing_airtime_s" not in figures:
        return {}
    spent, least = figures["healing_airtime_s"], figures["healing_least_s"]
    return {"healing": f"{spent} s; what was missing takes {least} s"}


def _frames(kinds: Figure) -> str:
    counted = kinds if isinstance(kinds, dict) else {}
    return ", ".join(f"{kind} {count}" for kind, count in counted.items())
