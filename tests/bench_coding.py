"""What coded repair could save: a JSON object a line. ADR 16 has the figures.

Hubs in a clique, records of real length; the ways to repair are in `coding_ways.py`.
"""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import frame_bytes
from radio.frame import RecordsFrame
from radio.record import AgedRecord, Record
from radio.simulator.posting import REAL_LENGTHS
from radio.simulator.strategies.bound import on_air_s
from tests.coding_ways import ANYBODY, WAYS, Air, Packet, Stream, named_by_records

SEEDS = range(1, 21)
NEW_S, DAY_S = 2.0, 86_400.0
GAP_S = 60.0
REPAIR_DELAY_S = 10.0
"""From a post to its repair, about as ours."""

Lack = tuple[list[AgedRecord], frozenset[int]]
"""Records of one sender, and the hubs that lack them."""


def main() -> None:
    """Every measurement."""
    for loss in (0.1, 0.2, 0.3):
        one_by_one(loss)
    for loss in (0.1, 0.2, 0.3):
        compare("a burst of 50 posts, 5 hubs", burst, loss)
    for loss in (0.1, 0.2, 0.3):
        compare("the same, one hub repairs for all", burst, loss, one_sender=True)
    for loss in (0.0, 0.1, 0.2):
        compare("a split of 10 and 10 hubs heals, 200 records each", healing, loss)
    for loss in (0.0, 0.1, 0.2):
        compare("one hub joins, 300 records", joining, loss)


def burst(rng: random.Random) -> Iterator[Lack]:
    """All at once, at hubs by chance."""
    hubs = range(1, 6)
    records = records_of(rng, hubs, 50, NEW_S)
    for hub in hubs:
        own = [each for each in records if each.record.origin == hub]
        yield own, frozenset(hubs) - {hub}


def healing(rng: random.Random) -> Iterator[Lack]:
    """Each half has written for a day."""
    halves = range(1, 11), range(11, 21)
    for half, other in (halves, halves[::-1]):
        yield records_of(rng, half, 200, DAY_S), frozenset(other)


def joining(rng: random.Random) -> Iterator[Lack]:
    """A hub lacks what twenty others hold."""
    yield records_of(rng, range(1, 21), 300, DAY_S), frozenset({99})


def records_of(
    rng: random.Random, origins: range, count: int, span_s: float
) -> list[AgedRecord]:
    """Records by those hubs, of which each wrote some before."""
    written = {origin: rng.randint(100, 500) for origin in origins}
    records = []
    for age_s in sorted((rng.uniform(0, span_s) for _ in range(count)), reverse=True):
        origin = rng.choice(origins)
        written[origin] += 1
        payload = rng.randbytes(rng.choice(REAL_LENGTHS)[1])
        records.append(AgedRecord(Record(origin, written[origin], payload), age_s))
    return sorted(records, key=lambda each: each.record.name)


def packets_of(lack: Lack, spare: int) -> Iterator[Packet]:
    """As full as they get but for the spare bytes."""
    records, lacking = lack
    chosen: list[AgedRecord] = []
    for aged in records:
        more = RecordsFrame(ANYBODY, (*chosen, aged))
        if frame_bytes(more) > MAX_PAYLOAD_BYTES - spare:
            yield Packet(chosen, set(lacking))
            chosen = []
        chosen.append(aged)
    if chosen:
        yield Packet(chosen, set(lacking))


def compare(
    measurement: str,
    lacks: Callable[[random.Random], Iterable[Lack]],
    loss: float,
    *,
    one_sender: bool = False,
) -> None:
    """Each way on the same records, beside each of them once in full packets."""
    for name, (repair, spare) in WAYS.items():
        spent_s, least_s = [], []
        for seed in SEEDS:
            cases = list(lacks(random.Random(seed)))
            air = Air(random.Random(-seed), loss)
            streams: list[Stream] = [list(packets_of(each, spare)) for each in cases]
            if one_sender:
                streams = [[packet for stream in streams for packet in stream]]
            for stream in streams:
                repair(stream, air)
            full = (packet for each in cases for packet in packets_of(each, 0))
            least_s.append(sum(on_air_s(each.octets) for each in full))
            spent_s.append(air.seconds)
        ratios = [spent / least for spent, least in zip(spent_s, least_s, strict=True)]
        say(
            measurement,
            loss=loss,
            repair=name,
            airtime_s=round(statistics.mean(spent_s), 1),
            times_the_least=round(statistics.mean(ratios), 2),
            worst=round(max(ratios), 2),
        )


def one_by_one(loss: float, posts: int = 20_000) -> None:
    """Each on its own: how often a repair is for hubs that miss different records.

    The sum is allowed whatever waits, whoever lacks it: no code can do better.
    """
    rng = random.Random(1)
    now_s, repaired_at_s = 0.0, 0.0
    waiting: list[Packet] = []
    repairs, several, first_s, uncoded_s, coded_s = 0, 0, 0.0, 0.0, 0.0
    for post in range(posts):
        now_s += rng.expovariate(1 / GAP_S)
        if waiting and now_s >= repaired_at_s:
            repairs += 1
            several += _miss_different(waiting)
            together_s = on_air_s(_together(waiting))
            uncoded_s += together_s
            coded_s += min(together_s, on_air_s(named_by_records(waiting)))
            waiting = []
        packet = _post(rng, 1 + post % 5, loss)
        first_s += on_air_s(packet.octets)
        if packet.lacking:
            repaired_at_s = repaired_at_s if waiting else now_s + REPAIR_DELAY_S
            waiting.append(packet)
    say(
        "posts one a minute, 5 hubs: the first repair",
        loss=loss,
        for_hubs_that_miss_different_records=round(several / repairs, 3),
        airtime_per_post_s=round((first_s + uncoded_s) / posts, 3),
        coded_airtime_per_post_s=round((first_s + coded_s) / posts, 3),
    )


def _post(rng: random.Random, hub: int, loss: float) -> Packet:
    others = set(range(1, 6)) - {hub}
    lacking = {other for other in sorted(others) if rng.random() < loss}
    return Packet(records_of(rng, range(hub, hub + 1), 1, NEW_S), lacking)


def _miss_different(packets: Stream) -> bool:
    return any(not a.lacking & b.lacking for a, b in combinations(packets, 2))


def _together(packets: Stream) -> int:
    records = (record for each in packets for record in each.records)
    return frame_bytes(RecordsFrame(ANYBODY, tuple(records)))


def say(measurement: str, **figures: object) -> None:
    """Print one line."""
    line = {"measurement": measurement, **figures}
    print(json.dumps(line), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
