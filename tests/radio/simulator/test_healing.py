"""The least that mends a split."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radio.airtime import PRESETS, airtime_s
from radio.codec import SEAL_BYTES, frame_bytes
from radio.frame import RecordsFrame
from radio.meshtastic_bearer import PACKET_OVERHEAD_BYTES
from radio.record import AgedRecord, Record
from radio.simulator.healing import least_s
from radio.simulator.places import in_a_row
from radio.simulator.plan import Plan
from radio.simulator.trace import Stored, Trace

LONG_FAST = PRESETS["LONG_FAST"]
PLAN = Plan(hubs=2, places=tuple(in_a_row(2, 100.0)), posts=(), quiet_s=1.0)


def trace_of(*stored: Stored) -> Trace:
    return Trace(PLAN, 100.0, (), stored)


def test_what_everybody_has_costs_nothing():
    name = (5, 1)
    trace = trace_of(Stored(1.0, 0, name, None), Stored(2.0, 1, name, 0))

    assert least_s(trace, {name: b"a need"}, 50.0, LONG_FAST) == 0.0
    assert least_s(trace, {name: b"a need"}, 1.5, LONG_FAST) > 0.0


def test_many_small_records_fill_packets():
    names = [(5, number) for number in range(1, 19)]
    trace = trace_of(*(Stored(1.0, 0, name, None) for name in names))
    written = {name: bytes([name[1]]) * 20 for name in names}

    least = least_s(trace, written, 50.0, LONG_FAST)

    full_s = airtime_s(255, LONG_FAST)
    assert 1.9 * full_s < least <= 2.0 * full_s


def test_the_least_counts_the_seal_and_what_meshtastic_adds():
    name = (5, 1)
    aged = AgedRecord(Record(*name, bytes(180)), 49.0)
    sealed_bytes = frame_bytes(RecordsFrame(1, (aged,)))
    trace = trace_of(Stored(1.0, 0, name, None))

    least = least_s(trace, {name: bytes(180)}, 50.0, LONG_FAST)

    assert sealed_bytes > 180 + SEAL_BYTES
    assert least == airtime_s(sealed_bytes + PACKET_OVERHEAD_BYTES, LONG_FAST)


def test_a_larger_network_needs_no_more_than_one_copy():
    name = (5, 1)
    small = trace_of(Stored(1.0, 0, name, None))
    large = replace(small, plan=replace(PLAN, hubs=20))

    both = [
        least_s(each, {name: bytes(30)}, 50.0, LONG_FAST) for each in (small, large)
    ]

    assert both[0] == pytest.approx(both[1])
