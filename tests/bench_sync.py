"""What bringing posts to all hubs costs: ours beside others, a JSON object a line.

First simulated, as means over seeds; then real hubs, as processes over virtual radios
in real time.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from radio.simulator.air import Transmission
from radio.simulator.comparison import STRATEGIES
from radio.simulator.server import VirtualRadios
from radio.simulator.strategies.case import Meter, planned_case
from tests.system.hubs import HubProcess, boards_equal, hubs_over, wait_until

HELD_OUT = Path(__file__).parent / "radio" / "needs-and-offers.tsv"
HUBS = 5
LOSSES = (0.0, 0.1, 0.2, 0.3)
REAL_LOSSES = (0.0, 0.2)
MEAN_GAP_S = 60.0
ACQUAINTED_S = 60.0
"""Real hubs are on the air for so long before the first post."""

REAL_GAP_S = 10.0
"""Between posts at real hubs: a minute would make it a long bench."""

AVERAGED = (
    "delivered_share",
    "doubled",
    "airtime_per_post_s",
    "relay_airtime_per_post_s",
    "packets_per_post",
)


def main() -> None:
    """Every measurement."""
    options = _options()
    seeds = range(1, options.seeds + 1)
    for mean_gap_s in (MEAN_GAP_S, None):
        for loss in LOSSES:
            for line in simulated(loss, mean_gap_s, options.posts, seeds):
                say("simulated", **line)
    for loss in REAL_LOSSES if options.real_posts else ():
        say("real hubs", **real(loss, options.real_posts))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="runs of each kind")
    parser.add_argument("--posts", type=int, default=50, help="in each run")
    parser.add_argument(
        "--real-posts", type=int, default=10, help="at real hubs; 0: none are started"
    )
    return parser.parse_args()


def say(measurement: str, **figures: object) -> None:
    """Print one result."""
    print(json.dumps({"measurement": measurement, **figures}), flush=True)  # noqa: T201


def simulated(
    loss: float, mean_gap_s: float | None, posts: int, seeds: Iterable[int]
) -> Iterator[dict[str, object]]:
    """Each strategy's means; `converged`: in how many of the runs."""
    cases = [
        planned_case(HUBS, loss, posts, seed, mean_gap_s=mean_gap_s) for seed in seeds
    ]
    for strategy, run in STRATEGIES.items():
        began = time.perf_counter()
        runs = [run(case).summary(case) for case in cases]
        means = {key: statistics.mean(each[key] for each in runs) for key in AVERAGED}
        yield {
            "strategy": strategy,
            "hubs": HUBS,
            "loss": loss,
            "burst": mean_gap_s is None,
            "posts": posts,
            "runs": len(runs),
            "converged": sum(bool(each["converged"]) for each in runs),
            **{key: round(mean, 3) for key, mean in means.items()},
            "took_s": round(time.perf_counter() - began, 1),
        }


def real(loss: float, posts: int) -> dict[str, object]:
    """Five hubs in processes of their own, and what their radios transmit."""
    meters = [Meter()]

    def note(sent: Transmission) -> None:
        meters[-1].note(sent)

    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualRadios(HUBS, loss=loss, seed=7, observer=note) as radios,
        hubs_over(radios.ports, Path(folder)) as hubs,
    ):
        time.sleep(ACQUAINTED_S)
        meters.append(Meter())
        last_at = _post_all(hubs, posts)
        converged = _converged(hubs, posts)
        waited_s = time.monotonic() - last_at
        meter = meters[-1]
        meters.append(Meter())
    return {
        "strategy": "porchlight",
        "hubs": HUBS,
        "loss": loss,
        "posts": posts,
        "converged": converged,
        "converged_after_s": round(waited_s, 1) if converged else None,
        "airtime_per_post_s": round(meter.airtime_s / posts, 3),
        "relay_airtime_per_post_s": round(meter.relay_airtime_s / posts, 3),
        "packets_per_post": round(meter.packets / posts, 3),
    }


def _post_all(hubs: list[HubProcess], posts: int) -> float:
    """Real words, at one hub after the other; when the last was written."""
    for number, text in enumerate(_texts(posts)):
        if number:
            time.sleep(REAL_GAP_S)
        hubs[number % len(hubs)].post(text)
    return time.monotonic()


def _converged(hubs: list[HubProcess], posts: int) -> bool:
    try:
        wait_until(lambda: boards_equal(hubs, posts), f"{posts} posts on all boards")
    except AssertionError:
        return False
    return True


def _texts(count: int) -> list[str]:
    lines = HELD_OUT.read_text("utf-8").splitlines()
    texts = [text for each in lines if (text := each.removeprefix("en\t")) != each]
    return texts[:count]


if __name__ == "__main__":
    main()
