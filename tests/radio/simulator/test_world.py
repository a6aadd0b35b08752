"""Hubs on the very engine over simulated air: what a world promises."""

from __future__ import annotations

import pytest

from radio.airtime import PRESETS, airtime_s
from radio.simulator.air import chain
from radio.simulator.hub_radio import HOST_QUEUE, enveloped, frame_in
from radio.simulator.world import World

HOUR_S = 3600.0


def test_what_one_hub_writes_is_on_all_boards_soon():
    world = World(hubs=4, seed=1)

    name = world.post(2, b"a need")
    world.run_until(60.0)

    assert world.boards() == [{name: b"a need"}] * 4
    assert world.converged


def test_a_record_on_its_way_has_not_converged():
    world = World(hubs=2, seed=1)

    world.post(0, b"a need")

    assert not world.converged


def test_a_lossy_world_converges():
    world = World(hubs=5, seed=3, loss=0.3)
    for count in range(10):
        world.post(count % 5, bytes([count]) * 20)

    world.run_until(2 * HOUR_S)

    assert world.converged
    assert len(world.written) == 10


def test_plain_relays_carry_what_they_can_not_read():
    world = World(hubs=2, seed=1, relays=2, hears=_line(0, 2, 3, 1))

    world.post(0, b"a need")
    world.run_until(HOUR_S)

    assert world.converged
    assert {each.radio for each in world.frames if each.is_relay} >= {2, 3}


def _line(*radios: int):
    places = {radio: place for place, radio in enumerate(radios)}
    hears = chain(len(radios))
    return lambda a, b: hears(places[a], places[b])


def test_frames_are_noted_with_their_types_and_exact_airtime():
    world = World(hubs=2, seed=1)
    world.post(0, bytes(22))
    world.run_until(HOUR_S)

    own = [each for each in world.frames if not each.is_relay]
    records = [each for each in own if each.kind == "records"]

    assert {each.kind for each in own} >= {"records", "digest"}
    assert [each.hub for each in records] == [0]
    assert records[0].received_by == (1,)
    assert records[0].airtime_s < airtime_s(100, PRESETS["LONG_FAST"])


@pytest.mark.parametrize(("frame_bytes", "around"), [(127, 23), (128, 24), (231, 24)])
def test_an_envelope_is_as_long_as_meshtastics(frame_bytes, around):
    frame = bytes(range(1, 101)).ljust(frame_bytes, b"x")

    payload = enveloped(frame)

    assert frame_in(payload) == frame
    assert 16 + len(payload) == frame_bytes + around


def test_a_hub_that_loses_its_memory_keeps_what_was_durable():
    world = World(hubs=3, seed=1)
    world.post(0, b"before")
    world.run_until(60.0)

    world.switch_hub_off(1)
    world.post(0, b"meanwhile")
    world.run_until(120.0)
    kept = list(world.boards()[1].values())
    world.switch_hub_on(1)
    world.post(1, b"after")
    world.run_until(HOUR_S)

    assert kept == [b"before"]
    assert world.converged


def test_a_restarted_hub_uses_no_number_twice():
    world = World(hubs=2, seed=1)
    for count in range(5):
        world.post(0, bytes([count]) * 10)
        world.run_until(world.now + 120.0)
        world.switch_hub_off(0)
        world.switch_hub_on(0)

    world.run_until(world.now + HOUR_S)

    assert world.converged
    assert [name[1] for name in world.boards()[1]] == [1, 2, 3, 4, 5]


def test_what_is_to_be_written_at_a_hub_that_is_off_is_written_later():
    world = World(hubs=2, seed=1)
    world.switch_hub_off(0)

    written = world.post(0, b"a need")
    unfinished = not world.converged
    world.switch_hub_on(0)
    world.run_until(HOUR_S)

    assert written is None
    assert unfinished
    assert [list(board.values()) for board in world.boards()] == [[b"a need"]] * 2


def test_a_hub_takes_its_radio_back_after_the_radio_has_booted():
    world = World(hubs=2, seed=1)
    world.switch_radio_off(0)
    world.run_until(20.0)
    world.post(0, b"a need")
    world.run_until(60.0)
    silent = [each for each in world.frames if each.radio == 0]

    world.switch_radio_on(0)
    world.run_until(HOUR_S)

    assert silent == []
    assert world.converged


def test_frames_wait_in_the_radio_for_a_hub_that_is_away_but_not_for_ever():
    world = World(hubs=2, seed=1)
    world.run_until(60.0)
    world.switch_hub_off(1)
    for _ in range(40):
        world.post(0, bytes(200))
        world.run_until(world.now + 200.0)
    radio = world.hubs[1].radio
    came = [
        each
        for each in world.frames
        if each.hub == 0 and each.time_s >= 60.0 and 1 in each.received_by
    ]

    world.switch_hub_on(1)
    at_once = len(world.boards()[1])

    assert radio.dropped > 0
    assert radio.dropped + HOST_QUEUE == len({each.time_s for each in came})
    assert at_once == HOST_QUEUE - sum(each.kind != "records" for each in came[:32])


def test_a_radio_refuses_what_its_duty_cycle_does_not_allow():
    free = World(hubs=2, seed=1)
    bound = World(hubs=2, seed=1, duty_cycle=0.001)
    for world in (free, bound):
        for count in range(30):
            world.post(0, bytes([count]) * 200)
        world.run_until(HOUR_S)

    sent_s = sum(each.airtime_s for each in bound.frames if each.radio == 0)

    assert free.converged
    assert not bound.converged
    assert sent_s < 0.001 * HOUR_S + 2.2


def _history(seed: int) -> list[object]:
    world = World(hubs=4, seed=seed, loss=0.3)
    for count in range(8):
        world.post(count % 4, bytes([count]) * 20)
    world.run_until(HOUR_S)
    return [world.frames, world.boards()]


def test_the_same_seed_makes_the_same_world():
    assert _history(7) == _history(7)
    assert _history(7) != _history(8)
