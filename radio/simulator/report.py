"""The figures of a run: one flat object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random

from radio.simulator.eavesdropper import SentFrame
from radio.simulator.healing import least_s
from radio.simulator.latencies import percentile
from radio.simulator.plan import Plan
from radio.simulator.run import Run
from radio.simulator.scenarios import SCENARIOS
from radio.simulator.trace import Trace
from radio.simulator.world import World

CARRIERS = ("records", "fragment")
"""Frames that carry what people wrote; all others are control."""

Figure = str | int | float | bool | None | dict[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """Names and figures, and what they were taken from."""

    figures: dict[str, Figure]
    trace: Trace
    latencies_s: tuple[float, ...]
    """Of each post that got everywhere."""

    @property
    def converged(self) -> bool:
        """Whether all boards were equal in time, and complete."""
        return bool(self.figures["converged"])

    @property
    def command(self) -> str:
        """What makes the same run again."""
        scenario, seed, loss = (
            self.figures[each] for each in ("scenario", "seed", "loss")
        )
        return f"python -m radio.simulator run {scenario} --seed {seed} --loss {loss:g}"


def run(scenario: str, seed: int, loss: float | None = None) -> Report:
    """Run that scenario with that seed; `loss` in the place of its own."""
    plan = SCENARIOS[scenario].plan(Random(f"{seed} {scenario}"))
    if loss is not None:
        plan = replace(plan, loss=loss)
    return carried_out(scenario, plan, seed)


def carried_out(scenario: str, plan: Plan, seed: int) -> Report:
    """Run a plan; `scenario` is only what it is called."""
    course = Run(plan, seed)
    end_s = course.until_equal()
    trace = course.trace(end_s)
    figures: dict[str, Figure] = {
        "scenario": scenario,
        "seed": seed,
        "loss": plan.loss,
        "hubs": plan.hubs,
        "posts": len(plan.posts),
        **_boards(course, end_s),
        **_airtimes(trace),
        **_latencies(course),
        **_healing(trace, course.world),
        **_idle(course),
        "engine_us_per_frame": _thinking_us(course.world),
    }
    took_s = tuple(each.took_s for each in course.latencies.finished)
    return Report(figures, trace, took_s)


def _boards(course: Run, end_s: float) -> dict[str, Figure]:
    world, doubled = course.world, _doubled(course.world)
    after_s = round(end_s - course.plan.last_s, 1)
    return {
        "converged": world.converged and not doubled,
        "records_lost": _lost(world),
        "records_doubled": doubled,
        "converged_after_s": after_s if world.converged else None,
    }


def _idle(course: Run) -> dict[str, Figure]:
    """Goes on from equal boards; there is no rest while they differ."""
    frames = None
    if course.world.converged:
        frames = round(course.idle_frames_per_hub_hour(), 2)
    return {"idle_frames_per_hub_hour": frames}


def _lost(world: World) -> int:
    """Records that were written and are not on every board."""
    boards = world.boards()
    return (
        sum(
            any(board.get(name) != payload for board in boards)
            for name, payload in world.written.items()
        )
        + world.unwritten
    )


def _doubled(world: World) -> int:
    """Entries of boards that nobody wrote, or that stand there under two names."""
    written = world.written
    return sum(
        len(board)
        - len({payload for name, payload in board.items() if name in written})
        for board in world.boards()
    )


def _airtimes(trace: Trace) -> dict[str, Figure]:
    own = [each for each in trace.frames if not each.is_relay]
    relays = [each for each in trace.frames if each.is_relay]
    control = [each for each in own if each.kind not in CARRIERS]
    posts = len(trace.plan.posts)
    return {
        "airtime_s": _airtime_s(own),
        "airtime_per_post_s": round(_airtime_s(own) / posts, 3),
        "control_airtime_s": _airtime_s(control),
        "relays_airtime_s": _airtime_s(relays),
        "frames": dict(sorted(Counter(each.kind for each in own).items())),
    }


def _airtime_s(frames: Iterable[SentFrame]) -> float:
    return round(sum(each.airtime_s for each in frames), 3)


def _latencies(course: Run) -> dict[str, Figure]:
    finished = course.latencies.finished
    figures = _percentiles("latency", [each.took_s for each in finished])
    newcomer = course.plan.newcomer
    if newcomer is None:
        return figures
    joined_s = course.joined_s(newcomer)
    before = [each.took_s for each in finished if each.at_s < newcomer.at_s]
    during = [each.took_s for each in finished if newcomer.at_s <= each.at_s < joined_s]
    return {
        **figures,
        **_percentiles("latency_before", before),
        **_percentiles("latency_during", during),
        "joined_after_s": round(joined_s - newcomer.at_s, 1),
    }


def _percentiles(of: str, took_s: list[float]) -> dict[str, Figure]:
    both = {percent: percentile(took_s, percent) for percent in (50, 99)}
    return {
        f"{of}_p{percent}_s": None if value is None else round(value, 1)
        for percent, value in both.items()
    }


def _healing(trace: Trace, world: World) -> dict[str, Figure]:
    """What it took to mend the last split, and the least it could have."""
    if not trace.plan.splits:
        return {}
    healed_s = max(split.until_s for split in trace.plan.splits)
    since = [
        each for each in trace.frames if each.time_s >= healed_s and not each.is_relay
    ]
    return {
        "healing_airtime_s": _airtime_s(since),
        "healing_least_s": round(
            least_s(trace, world.written, healed_s, world.preset), 3
        ),
    }


def _thinking_us(world: World) -> float:
    efforts = [hub.effort for hub in world.hubs]
    seconds = sum(each.seconds for each in efforts)
    return round(1e6 * seconds / max(sum(each.frames for each in efforts), 1), 1)
