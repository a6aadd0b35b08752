"""Time as it is handed to radios."""

from __future__ import annotations

import asyncio

from radio.simulator.scheduler import AsyncioScheduler, HeapScheduler


def test_calls_come_in_the_order_of_their_times_then_of_asking():
    clock = HeapScheduler()
    calls = []
    for when_s, name in [(2.0, "late"), (1.0, "first"), (1.0, "second")]:
        clock.call_at(when_s, lambda name=name: calls.append((clock.now(), name)))

    clock.run_until(5.0)

    assert calls == [(1.0, "first"), (1.0, "second"), (2.0, "late")]
    assert clock.now() == 5.0


def test_a_cancelled_call_is_not_made():
    clock = HeapScheduler()
    calls = []
    clock.call_at(1.0, lambda: calls.append("cancelled")).cancel()

    clock.run_until(2.0)

    assert calls == []


def test_a_call_may_ask_for_another_within_the_same_run():
    clock = HeapScheduler()
    calls = []
    clock.call_at(1.0, lambda: clock.call_at(1.5, lambda: calls.append(clock.now())))

    clock.run_until(2.0)

    assert calls == [1.5]


def test_a_call_for_the_past_is_made_now_and_time_does_not_run_back():
    clock = HeapScheduler()
    clock.run_until(3.0)
    calls = []
    clock.call_at(1.0, lambda: calls.append(clock.now()))

    clock.run_for(0.0)

    assert calls == [3.0]


def test_on_asyncio_calls_come_in_order_and_not_before_their_time():
    async def run() -> list[tuple[str, bool]]:
        clock = AsyncioScheduler(asyncio.get_running_loop(), speed=100.0)
        calls: list[tuple[str, bool]] = []
        done = asyncio.Event()
        clock.call_at(2.0, lambda: (calls.append(("2", clock.now() > 1.9)), done.set()))
        clock.call_at(1.0, lambda: calls.append(("1", clock.now() > 0.9)))
        clock.call_at(0.5, lambda: calls.append(("never", False))).cancel()
        await done.wait()
        return calls

    assert asyncio.run(run()) == [("1", True), ("2", True)]
