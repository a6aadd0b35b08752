"""The bound delivers everything for as little as uncoded frames can."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.carriage import MAX_PAYLOAD_BYTES
from radio.codec import frame_bytes
from radio.frame import RecordsFrame
from radio.record import AgedRecord, Record
from radio.simulator.posting import PlannedPost
from radio.simulator.strategies import bound, porchlight
from radio.simulator.strategies.bound import on_air_s
from radio.simulator.strategies.case import Case, planned_case


def _frame_s(*payloads: bytes) -> float:
    aged = [AgedRecord(Record(1, n, each), 0.0) for n, each in enumerate(payloads, 1)]
    return on_air_s(frame_bytes(RecordsFrame(1, tuple(aged))))


def test_without_loss_a_post_costs_its_own_frame(case_of, post):
    outcome = bound.run(case_of(post()))

    assert outcome.packets == 1
    assert outcome.airtime_s == _frame_s(bytes(22))


def test_posts_of_one_moment_and_hub_share_a_frame(case_of, post):
    outcome = bound.run(case_of(*[post()] * 3))

    assert outcome.packets == 1
    assert outcome.airtime_s == _frame_s(*[bytes(22)] * 3)


def test_posts_of_one_moment_at_two_hubs_do_not(case_of, post):
    assert bound.run(case_of(post(hub=0), post(hub=1))).packets == 2


def test_a_burst_fills_packets():
    case = planned_case(5, 0.0, 100, 7, mean_gap_s=None)
    octets = sum(len(each.packed) for each in case.posts)

    outcome = bound.run(case)

    least = octets / MAX_PAYLOAD_BYTES
    assert least < outcome.packets <= 1.3 * least + case.hubs


def test_single_posts_are_sent_as_often_as_the_worst_receiver_needs():
    case = planned_case(5, 0.2, 1000, 7, mean_gap_s=1000.0)

    # The largest of four geometric numbers: the sum over k of 1 - (1 - 0.2^k)^4.
    expected = sum(1 - (1 - 0.2**k) ** 4 for k in range(50))
    assert bound.run(case).packets / 1000 == pytest.approx(expected, rel=0.05)


def test_repairs_of_one_moment_share_packets_with_what_else_is_missing():
    burst, one_by_one = (
        bound.run(planned_case(5, 0.3, 50, 7, mean_gap_s=gap)).airtime_s
        for gap in (None, 600.0)
    )

    assert burst < 0.5 * one_by_one


@pytest.mark.parametrize("gap_s", [None, 60.0])
@pytest.mark.parametrize("loss", [0.0, 0.2])
def test_it_is_never_above_ours(gap_s, loss):
    # Repeats by other radios are counted apart and yet repair; so there are none.
    cases = [
        planned_case(5, loss, 20, seed, mean_gap_s=gap_s, hop_limit=0)
        for seed in range(1, 6)
    ]

    ours, least = (
        statistics.mean(run(case).airtime_s for case in cases)
        for run in (porchlight.run, bound.run)
    )

    assert least <= ours


@given(
    st.lists(
        st.builds(
            PlannedPost,
            st.floats(0, 5),
            st.integers(0, 3),
            st.just(40),
            st.binary(min_size=1, max_size=200),
        ),
        min_size=1,
        max_size=12,
    ),
    st.floats(0, 0.6),
)
def test_whatever_is_posted_it_ends_and_pays_for_every_byte(posts, loss):
    posts.sort(key=lambda each: each.at_s)

    outcome = bound.run(Case(4, loss, 7, tuple(posts)))

    assert outcome.converged
    assert outcome.packets * MAX_PAYLOAD_BYTES >= sum(len(p.packed) for p in posts)
