"""What a post costs on the air, and how that grows: a JSON object a line, with bars.

The frame of a post alone and in a burst; with all control traffic beside the bound and
TC2's strategy; and from 5 to 200 hubs that all hear one another.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.pool import Pool
from random import Random

from radio.airtime import PRESETS, airtime_s
from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import frame_bytes
from radio.frame import RecordsFrame
from radio.meshtastic_bearer import PACKET_OVERHEAD_BYTES
from radio.record import AgedRecord, Record
from radio.simulator.comparison import STRATEGIES
from radio.simulator.eavesdropper import SentFrame
from radio.simulator.places import scattered
from radio.simulator.plan import Plan
from radio.simulator.posting import REAL_LENGTHS, at_once, one_by_one
from radio.simulator.report import CARRIERS, carried_out
from radio.simulator.strategies.case import planned_case
from tests.bench_frames import parts
from tests.bench_lines import beside_bar, say

HUBS, POSTS, MINUTE_S, HOUR_S = 5, 50, 60.0, 3600.0
LOSSES = (0.0, 0.1, 0.2, 0.3)
COMPARED = ("porchlight", "bound", "tc2")

SINGLE_S, BURST_S = 0.75, 0.45
OVER_BOUND = 1.5
OF_TC2, OF_TC2_UNDISTURBED = 1 / 6, 1 / 8
"""Bars: the second where nothing is lost."""

ORIGIN, SEQUENCE = 0x5EF68B93, 300
"""Of a hub that wrote a few hundred records before."""

WAITED_S = 0.6
"""How long hubs wait for company before they send a record."""

SIZES = {5: 5, 20: 5, 50: 3, 200: 1}
"""How many hubs hear one another, and how many seeds are run of that."""

GROWTH_POSTS, GROWTH_LOSS = 40, 0.1
ONE_PACKET_HUBS = 50
"""Up to so many hubs a digest is to fit into one packet."""

INTRODUCTION_BYTES = 67
"""The record with which each hub tells its keys."""

ACROSS_M = 600.0
"""How far apart hubs are at most, along a side: all hear one another."""


def main() -> None:
    """Every measurement."""
    options = _options()
    frames()
    with multiprocessing.Pool(options.cores) as pool:
        for loss in LOSSES:
            beside_others(pool, loss, options.seeds)
        bursts(pool, options.seeds)
        growth(pool)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="runs of each kind")
    parser.add_argument("--cores", type=int, default=os.cpu_count(), help="at a time")
    return parser.parse_args()


# -- frames, without a run -----------------------------------------------------


def frames() -> None:
    """Posts of real lengths: each in a frame of its own, and as many as fit."""
    records = [
        Record(ORIGIN, SEQUENCE + number, bytes(packed_bytes))
        for number, (_, packed_bytes) in enumerate(REAL_LENGTHS)
    ]
    Random(1).shuffle(records)
    single_s = statistics.mean(_on_air_s([each]) for each in records)
    burst_s = sum(map(_on_air_s, _batches(records))) / len(records)
    beside_bar("frame of a single post, s", single_s, SINGLE_S)
    beside_bar("frames of a burst, s a post", burst_s, BURST_S, posts=len(records))


def _batches(records: Iterable[Record]) -> Iterator[Sequence[Record]]:
    batch: list[Record] = []
    for each in records:
        if _bytes_of([*batch, each]) > MAX_PAYLOAD_BYTES:
            yield batch
            batch = []
        batch.append(each)
    yield batch


def _bytes_of(records: Iterable[Record]) -> int:
    aged = tuple(AgedRecord(each, WAITED_S) for each in records)
    return frame_bytes(RecordsFrame(ORIGIN, aged))


def _on_air_s(records: Sequence[Record]) -> float:
    on_air_bytes = _bytes_of(records) + PACKET_OVERHEAD_BYTES
    return airtime_s(on_air_bytes, PRESETS["LONG_FAST"])


# -- runs of hubs that all hear one another ---------------------------------------


@dataclass(frozen=True, slots=True)
class Evening:
    """Hubs that know one another for an hour, and then so many posts; `gap_s` on
    average between them, or None: all at once."""

    hubs: int
    posts: int
    loss: float
    gap_s: float | None

    def plan(self, seed: int) -> Plan:
        """One such evening."""
        dice = Random(f"{seed} evening")
        hubs = range(self.hubs)
        posts = (
            at_once(dice, hubs, self.posts)
            if self.gap_s is None
            else one_by_one(dice, hubs, self.posts, self.gap_s)
        )
        introductions = ((hub, dice.randbytes(INTRODUCTION_BYTES)) for hub in hubs)
        return Plan(
            self.hubs,
            tuple(scattered(dice, self.hubs, ACROSS_M)),
            tuple(replace(each, at_s=each.at_s + HOUR_S) for each in posts),
            quiet_s=8 * HOUR_S,
            loss=self.loss,
            held=tuple(introductions),
        )


def spent(evening: Evening, seed: int) -> dict[str, float]:
    """What one evening took from its first post on."""
    report = carried_out("evening", evening.plan(seed), seed)
    since = [each for each in report.trace.frames if each.time_s >= HOUR_S]
    own = [each for each in since if not each.is_relay]
    carriers = [each for each in own if each.kind in CARRIERS]
    relays = [each for each in since if each.is_relay]
    return {
        "converged": float(report.converged),
        "airtime_per_post_s": _airtime_s(own) / evening.posts,
        "carriers_airtime_per_post_s": _airtime_s(carriers) / evening.posts,
        "relay_airtime_per_post_s": _airtime_s(relays) / evening.posts,
        "packets_per_post": len(own) / evening.posts,
        "engine_us_per_frame": float(str(report.figures["engine_us_per_frame"])),
    }


def _airtime_s(frames: Iterable[SentFrame]) -> float:
    return sum(each.airtime_s for each in frames)


def _means(each_seed: Iterable[dict[str, float]]) -> dict[str, float]:
    runs = list(each_seed)
    return {
        name: round(statistics.mean(each[name] for each in runs), 3) for name in runs[0]
    }


def growth(pool: Pool) -> None:
    """The same posts, a minute apart, in larger and larger networks."""
    evenings = {
        hubs: Evening(hubs, GROWTH_POSTS, GROWTH_LOSS, MINUTE_S) for hubs in SIZES
    }
    for hubs, seeds in SIZES.items():
        means = _means(pool.imap(partial(spent, evenings[hubs]), range(1, seeds + 1)))
        say("growth", hubs=hubs, loss=GROWTH_LOSS, seeds=seeds, **means)
        for form in ("short", "full"):
            beside_bar(
                f"packets of a digest in {form}",
                len(parts(hubs, full=form == "full")),
                1 if hubs <= ONE_PACKET_HUBS else None,
                hubs=hubs,
            )


def bursts(pool: Pool, seeds: int) -> None:
    """All posts at once: the frames that carry them, repairs among them."""
    for loss in LOSSES:
        evening = Evening(HUBS, POSTS, loss, None)
        means = _means(pool.imap(partial(spent, evening), range(1, seeds + 1)))
        beside_bar(
            "records' frames in a burst, s a post",
            means.pop("carriers_airtime_per_post_s"),
            BURST_S if loss == 0 else None,
            loss=loss,
            seeds=seeds,
            **means,
        )


# -- beside others -------------------------------------------------------------------


def beside_others(pool: Pool, loss: float, seeds: int) -> None:
    """Posts a minute apart with all control traffic; the same posts for each."""
    costs = {
        strategy: _means(
            pool.imap(partial(compared, strategy, loss), range(1, seeds + 1))
        )
        for strategy in COMPARED
    }
    ours, bound, tc2 = (costs[each]["airtime_per_post_s"] for each in COMPARED)
    say("single posts, with control traffic", loss=loss, seeds=seeds, **costs)
    beside_bar("airtime over the bound", ours / bound, OVER_BOUND, loss=loss)
    bar = OF_TC2 if loss else OF_TC2_UNDISTURBED
    beside_bar("airtime, part of TC2's", ours / tc2, round(bar, 3), loss=loss)


def compared(strategy: str, loss: float, seed: int) -> dict[str, float]:
    """One strategy on one seed's posts."""
    case = planned_case(HUBS, loss, POSTS, seed, mean_gap_s=MINUTE_S)
    outcome = STRATEGIES[strategy](case)
    return {
        "airtime_per_post_s": outcome.airtime_s / POSTS,
        "relay_airtime_per_post_s": outcome.relay_airtime_s / POSTS,
        "delivered_share": outcome.delivered_share,
        "converged": float(outcome.converged),
    }


if __name__ == "__main__":
    main()
