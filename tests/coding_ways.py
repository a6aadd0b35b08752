"""Ways to repair what hubs in a clique miss, with and without sums of packets.

A model of its own: no engine, no collisions. Each hub loses each frame by itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import SEAL_BYTES, frame_bytes
from radio.frame import RecordsFrame, RequestFrame
from radio.holdings import spans_of
from radio.record import AgedRecord
from radio.simulator.strategies.bound import on_air_s

ANYBODY = 2**31
"""Who sends: none of the origins, so that each is named."""

SPAN_BYTES = 6
CHECKSUM_BYTES = 4
"""To name a run of records of one origin in a sum; to prove what comes out of it."""

SUM_BYTES = 11
"""To name frames of the sender instead: how far back the first is, which of the next
32 (4), which of the sums, a length, and of each frame's tag 4 bytes."""

GENERATION = 32


@dataclass(slots=True, eq=False)
class Packet:
    """Records that travel together, and the hubs that lack them."""

    records: Sequence[AgedRecord]
    lacking: set[int]
    octets: int = field(init=False)
    bare_octets: int = field(init=False)
    spans: int = field(init=False)

    def __post_init__(self) -> None:
        self.octets = frame_bytes(RecordsFrame(ANYBODY, tuple(self.records)))
        self.bare_octets = sum(1 + len(each.record.payload) for each in self.records)
        self.spans = len(spans_of(each.record.name for each in self.records))


class Air:
    """Counts what is sent; each hub hears each frame or not."""

    def __init__(self, rng: random.Random, loss: float) -> None:
        self.rng = rng
        self.seconds = 0.0
        self._loss = loss

    def send(self, octets: int, hubs: Iterable[int]) -> set[int]:
        """Who of those hubs heard it."""
        self.seconds += on_air_s(octets)
        return {hub for hub in sorted(hubs) if self.rng.random() >= self._loss}


Stream = Sequence[Packet]
Repair = Callable[[Stream, Air], None]


def _once(stream: Stream, air: Air) -> None:
    for packet in stream:
        packet.lacking -= air.send(packet.octets, packet.lacking)


# -- who sends knows without a word who lacks what ------------------------------


def uncoded(stream: Stream, air: Air) -> None:
    """Each packet until all have it."""
    for packet in stream:
        while packet.lacking:
            packet.lacking -= air.send(packet.octets, packet.lacking)


def chosen_sums(size: Callable[[Stream], int]) -> Repair:
    """Once each; then sums of packets of which nobody lacks two, chosen greedily."""

    def repair(stream: Stream, air: Air) -> None:
        _once(stream, air)
        while pending := [each for each in stream if each.lacking]:
            chosen, helped = _greedy(pending, size)
            heard = air.send(size(chosen), helped)
            for each in chosen:
                each.lacking -= heard

    return repair


def _greedy(
    pending: list[Packet], size: Callable[[Stream], int]
) -> tuple[Stream, set[int]]:
    """The packet that most lack, whatever fits with it, and the hubs it helps."""
    chosen: list[Packet] = []
    helped: set[int] = set()
    for each in sorted(pending, key=lambda each: -len(each.lacking)):
        if helped & each.lacking or size([*chosen, each]) > MAX_PAYLOAD_BYTES:
            continue
        chosen.append(each)
        helped |= each.lacking
    return chosen, helped


def named_by_records(parts: Stream) -> int:
    """Bytes of a sum that names each run of records in it."""
    if len(parts) == 1:
        return parts[0].octets
    named = SPAN_BYTES * sum(each.spans for each in parts)
    longest = max(each.bare_octets for each in parts)
    return SEAL_BYTES + CHECKSUM_BYTES + named + longest


def named_by_frames(parts: Stream) -> int:
    """Bytes of a sum that names frames by their counters."""
    longest = max(each.octets for each in parts)
    return longest if len(parts) == 1 else SUM_BYTES + longest


def random_sums(generation: int) -> Repair:
    """Once each; then random sums over GF(256) of so many packets at a time."""

    def repair(stream: Stream, air: Air) -> None:
        _once(stream, air)
        for part in _parts(stream, generation):
            while sum(bool(each.lacking) for each in part) > 1:
                _send_sum(part, _lacked(part), air)
            uncoded(part, air)

    return repair


def _parts(stream: Stream, generation: int) -> list[Stream]:
    starts = range(0, len(stream), generation)
    return [stream[start : start + generation] for start in starts]


def _lacked(part: Stream) -> dict[int, list[Packet]]:
    lacked: dict[int, list[Packet]] = {}
    for packet in part:
        for hub in packet.lacking:
            lacked.setdefault(hub, []).append(packet)
    return lacked


def _send_sum(part: Stream, lacked: Mapping[int, list[Packet]], air: Air) -> None:
    """One sum of all of them: who hears it lacks one less.

    Which one does not matter before the last. Who lacks d gains nothing from one sum in
    256 ** d.
    """
    octets = SUM_BYTES + max(each.octets for each in part)
    for hub in sorted(air.send(octets, lacked)):
        if air.rng.random() >= 256.0 ** -len(lacked[hub]):
            lacked[hub][-1].lacking.discard(hub)


# -- who lacks something says so, and others hold their tongue if they hear it --


def asked_for(stream: Stream, air: Air) -> None:
    """Hubs ask in any order for what they did not hear asked for; all of it is sent."""
    _once(stream, air)
    while lacked := _lacked(stream):
        known: dict[int, set[Packet]] = {hub: set() for hub in lacked}
        asked: set[Packet] = set()
        for hub in air.rng.sample(sorted(lacked), len(lacked)):
            wanted = [each for each in lacked[hub] if each not in known[hub]]
            if wanted and _ask(hub, wanted, known, air):
                asked.update(wanted)
        _once([each for each in stream if each in asked], air)


def asked_for_sums(stream: Stream, air: Air) -> None:
    """Who lacks most asks first, the others keep silent; so many sums follow."""
    _once(stream, air)
    for part in _parts(stream, GENERATION):
        while lacked := _lacked(part):
            # Who has heard anybody ask has heard one who lacks as much.
            known: dict[int, set[Packet]] = {hub: set() for hub in lacked}
            asked: set[Packet] = set()
            for hub in sorted(lacked, key=lambda hub: (-len(lacked[hub]), hub)):
                heard = not known[hub] and _ask(hub, lacked[hub], known, air)
                asked = asked or set(lacked[hub] if heard else ())
            _answer(part, asked, air)


def _answer(part: Stream, asked: set[Packet], air: Air) -> None:
    """As many sums as somebody lacks, or the one packet that anybody lacks."""
    if sum(bool(each.lacking) for each in part) == 1:
        _once([each for each in part if each in asked], air)
        return
    for _ in asked:
        _send_sum(part, _lacked(part), air)


def _ask(hub: int, wanted: Stream, known: Mapping[int, set[Packet]], air: Air) -> bool:
    """Ask for those; whether the sender heard it. The others learn what is asked."""
    names = [each.record.name for packet in wanted for each in packet.records]
    octets = frame_bytes(RequestFrame(hub, tuple(spans_of(names))))
    heard = air.send(min(octets, MAX_PAYLOAD_BYTES), {ANYBODY, *known} - {hub})
    for other in heard - {ANYBODY}:
        known[other].update(wanted)
    return ANYBODY in heard


WAYS: Mapping[str, tuple[Repair, int]] = {
    "uncoded": (uncoded, 0),
    "chosen sums that name records": (chosen_sums(named_by_records), 0),
    "the same of shorter packets": (chosen_sums(named_by_records), 40),
    "chosen sums that name frames": (chosen_sums(named_by_frames), SUM_BYTES),
    "random sums of 8 frames": (random_sums(8), SUM_BYTES),
    "random sums of 32 frames": (random_sums(GENERATION), SUM_BYTES),
    "uncoded, asked for": (asked_for, 0),
    "random sums of 32 frames, asked for": (asked_for_sums, SUM_BYTES),
}
"""How a stream of packets is repaired, and the bytes that its packets leave free."""
