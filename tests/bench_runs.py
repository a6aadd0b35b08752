"""Runs of whole scenarios beside what is promised of them: a JSON object a line.

Do all boards become equal, how soon, and at what price. The same seeds make the same
runs. Nothing fails here: bars stand beside figures, and what did not converge is named
by the command that repeats it.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import os
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from radio.simulator.latencies import percentile
from radio.simulator.report import Figure, run
from tests.bench_lines import beside_bar, say

LOSSES = (0.0, 0.1, 0.2, 0.3, 0.4)
RUNS = 1000

SHARES = {
    "five-blocks": 0.325,
    "lobby-pair": 0.3,
    "courier": 0.12,
    "storm": 0.12,
    "valley": 0.05,
    "new-hub": 0.05,
    "split-town": 0.03,
    "city": 0.005,
}
"""Of all runs. A run of city takes five minutes; one of five-blocks, a third of a
second."""

LATENCIES_S = {50: 10.0, 99: 120.0}
LATENCY_LOSS = 0.2
"""Bars of so many percent of posts, and up to which loss they hold."""

HEALING = {0.0: 1.4, 0.1: 2.0}
"""Airtime to equal boards over that of the missing records in full packets."""

IDLE_FRAMES = 2.0
DAY_S = 60.0


@dataclass(frozen=True, slots=True)
class Task:
    """What makes one run."""

    scenario: str
    loss: float
    seed: int


@dataclass(frozen=True, slots=True)
class Ran:
    """How it went; `again` is the command that repeats it."""

    task: Task
    again: str
    took_s: float
    figures: dict[str, Figure] = field(default_factory=dict)
    latencies_s: tuple[float, ...] = ()
    error: str | None = None

    @property
    def converged(self) -> bool:
        """Whether all boards were equal in time, and complete."""
        return self.error is None and bool(self.figures["converged"])

    def number(self, name: str) -> float:
        """One of the figures; 0 where there is none."""
        return float(self.figures.get(name) or 0.0)  # type: ignore[arg-type]


def main() -> None:
    """Every measurement."""
    options = _options()
    the_day(options.seed)
    with multiprocessing.Pool(options.cores) as pool:
        planned = tasks(options.runs, options.seed, options.scenarios)
        convergence(pool.imap(carried_out, planned))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="at the least, of all")
    parser.add_argument("--seed", type=int, default=1, help="the first of the seeds")
    parser.add_argument(
        "--scenarios",
        nargs="+",
        choices=SHARES,
        default=list(SHARES),
        help="only these",
    )
    parser.add_argument("--cores", type=int, default=os.cpu_count(), help="at a time")
    return parser.parse_args()


def tasks(runs: int, first_seed: int, scenarios: Iterable[str]) -> Iterator[Task]:
    """Each scenario's share of so many; each loss has the same seeds."""
    for scenario in scenarios:
        share = SHARES[scenario]
        for loss in LOSSES:
            count = math.ceil(round(runs * share / len(LOSSES), 6))
            for seed in range(first_seed, first_seed + count):
                yield Task(scenario, loss, seed)


def carried_out(task: Task) -> Ran:
    """One run, whatever comes of it."""
    again = (
        f"python -m radio.simulator run {task.scenario} "
        f"--seed {task.seed} --loss {task.loss:g}"
    )
    began = time.process_time()
    try:
        report = run(task.scenario, task.seed, task.loss)
    except Exception as error:  # noqa: BLE001 - whatever it is, the seed is to be named
        return Ran(task, again, time.process_time() - began, error=repr(error))
    took_s = time.process_time() - began
    return Ran(task, again, took_s, report.figures, report.latencies_s)


def convergence(ran: Iterable[Ran]) -> None:
    """A line for each scenario and loss, and what else its runs tell; then the sum."""
    began = time.perf_counter()
    everything: list[Ran] = []
    by_kind = groupby(ran, lambda each: (each.task.scenario, each.task.loss))
    for (scenario, loss), group in by_kind:
        runs = list(_told(group))
        everything += runs
        say("convergence", scenario=scenario, loss=loss, **_boards(runs))
        if scenario == "five-blocks":
            latency(loss, runs)
        if scenario == "split-town":
            healing(loss, runs)
        idle(scenario, loss, runs)
    failed = len(everything) - sum(each.converged for each in everything)
    took_s = round(time.perf_counter() - began, 1)
    more = _boards(everything)
    beside_bar("runs that did not converge", failed, 0, **more, wall_s=took_s)


def _told(group: Iterable[Ran]) -> Iterator[Ran]:
    """Each of them, and those that failed are named at once."""
    for each in group:
        if not each.converged:
            say("did not converge", again=each.again, error=each.error)
        yield each


def _boards(runs: Sequence[Ran]) -> dict[str, object]:
    worst_s = max((each.number("converged_after_s") for each in runs), default=None)
    return {
        "runs": len(runs),
        "converged": sum(each.converged for each in runs),
        "lost": sum(each.number("records_lost") for each in runs),
        "doubled": sum(each.number("records_doubled") for each in runs),
        "worst_converged_after_s": worst_s,
        "took_s": round(sum(each.took_s for each in runs), 1),
    }


def latency(loss: float, runs: Sequence[Ran]) -> None:
    """How soon single posts were on all five hubs, all runs together."""
    took_s = [each for ran in runs for each in ran.latencies_s]
    for percent, bar_s in LATENCIES_S.items():
        beside_bar(
            f"latency, {percent} % of posts within, s",
            percentile(took_s, percent),
            bar_s if loss <= LATENCY_LOSS else None,
            loss=loss,
            posts=len(took_s),
            worst_s=round(max(took_s), 1),
        )


def healing(loss: float, runs: Sequence[Ran]) -> None:
    """What it took to mend the split, over the missing records in full packets."""
    ratios = [
        each.number("healing_airtime_s") / each.number("healing_least_s")
        for each in runs
        if each.converged
    ]
    if not ratios:
        return
    beside_bar(
        "healing of a day's split, mean ratio",
        statistics.mean(ratios),
        HEALING.get(loss),
        loss=loss,
        runs=len(ratios),
        worst=round(max(ratios), 3),
    )


def idle(scenario: str, loss: float, runs: Sequence[Ran]) -> None:
    """What hubs say an hour when all boards are equal."""
    frames = [
        each.number("idle_frames_per_hub_hour") for each in runs if each.converged
    ]
    if frames:
        beside_bar(
            "idle, frames of a hub in an hour, worst run",
            max(frames),
            IDLE_FRAMES,
            scenario=scenario,
            loss=loss,
            mean=round(statistics.mean(frames), 2),
        )


def the_day(seed: int) -> None:
    """How long the day of split-town takes here, with nothing else going on."""
    began = time.perf_counter()
    ran = carried_out(Task("split-town", 0.1, seed))
    wall_s = time.perf_counter() - began
    took_s = round(ran.took_s, 1)
    beside_bar("split-town's day, seconds", wall_s, DAY_S, processor_s=took_s)


if __name__ == "__main__":
    main()
