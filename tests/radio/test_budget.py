"""Airtime: never more than the share in any hour, and no post that waits so long."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.budget import DUTY_MARGIN, HOUR_S, OWN_SHARE, STALE_S, Budget, Hold, Standing
from radio.priority import Priority
from radio.regions import duty_cycle
from radio.turns import PASSES, PATIENCE_S, Turns, standing

PACKET_S = 2.2
DAY_S = 24 * HOUR_S


def _budget(duty: float = 1.0, packet_s: float = PACKET_S) -> Budget:
    budget = Budget(0.0)
    budget.follow(packet_s, duty, 0.0)
    return budget


def _flood(budget: Budget, standing: Standing, start: float, end: float) -> list[float]:
    """Send full packets whenever it is allowed: when each went."""
    sent = []
    now = start
    while (now := max(now, budget.opens_at(standing, now))) < end:
        if budget.hold(standing, now) is None:
            budget.spend(PACKET_S, now)
            sent.append(now)
            now += PACKET_S
    return sent


def _most_in_an_hour(sent: list[tuple[float, float]]) -> float:
    return max(
        math.fsum(each for at, each in sent if start <= at < start + HOUR_S)
        for start, _ in sent
    )


_wishes = st.lists(
    st.tuples(
        st.floats(0, 900),
        st.sampled_from(Standing),
        st.floats(0.05, 1.0),
        st.none() | st.tuples(st.floats(0, 1), st.floats(0, 0.2)),
    ),
    min_size=1,
    max_size=120,
)


@given(
    _wishes,
    st.sampled_from(["", "EU_868", "EU_866", "UA_868"]),
    st.sampled_from([0.2, PACKET_S]),
)
def test_in_no_hour_more_is_sent_than_the_share(
    wishes: list[tuple[float, Standing, float, tuple[float, float] | None]],
    region: str,
    packet_s: float,
) -> None:
    budget = _budget(duty_cycle(region), packet_s)
    sent, now = [], 0.0
    for pause, kind, part, use in wishes:
        now += pause
        if use is not None:
            budget.hear(*use, now)
        for _ in range(40):
            if budget.opens_at(kind, now) > now:
                break
            budget.spend(part * packet_s, now)
            sent.append((now, part * packet_s))

    share = min(OWN_SHARE, DUTY_MARGIN * duty_cycle(region))
    if sent:
        assert _most_in_an_hour(sent) <= share * HOUR_S + 0.001


def test_a_flood_uses_the_share_and_no_more() -> None:
    sent = _flood(_budget(), Standing.POST, 0.0, DAY_S)

    most = _most_in_an_hour([(at, PACKET_S) for at in sent])
    assert 0.8 * OWN_SHARE * HOUR_S < most <= OWN_SHARE * HOUR_S


def test_after_a_quiet_hour_a_burst_is_sent_at_once() -> None:
    budget = _budget()
    _flood(budget, Standing.POST, 0.0, HOUR_S)

    burst = _flood(budget, Standing.POST, 2 * HOUR_S, 2 * HOUR_S + 29.5 * PACKET_S)

    assert len(burst) == 30


def test_a_post_is_not_late_after_any_amount_of_repair() -> None:
    budget = _budget()
    _flood(budget, Standing.REPAIR, 0.0, HOUR_S)

    assert len(_flood(budget, Standing.POST, HOUR_S, HOUR_S + 20)) >= 5


def test_a_post_in_a_flood_of_posts_waits_two_minutes_at_most() -> None:
    sent = _flood(_budget(), Standing.POST, 0.0, DAY_S)

    assert max(b - a for a, b in itertools.pairwise(sent)) < 120


def test_an_alert_is_not_late_after_any_amount_of_posts() -> None:
    budget = _budget()
    last = _flood(budget, Standing.POST, 0.0, HOUR_S)[-1]

    assert budget.opens_at(Standing.ALERT, last) == last


@pytest.mark.parametrize("region", ["EU_866", "UA_868"])
def test_where_the_region_allows_less_than_our_share_that_counts(region: str) -> None:
    sent = _flood(_budget(duty_cycle(region)), Standing.ALERT, 0.0, DAY_S)

    most = _most_in_an_hour([(at, PACKET_S) for at in sent])
    assert most <= DUTY_MARGIN * duty_cycle(region) * HOUR_S


def test_a_region_that_is_not_known_is_no_restriction() -> None:
    assert [duty_cycle(each) for each in ("", "US", "EU_868")] == [1.0, 1.0, 0.1]


def test_a_busy_channel_gets_half() -> None:
    quiet, busy = _budget(), _budget()
    sent = []
    for hour in range(20):
        now = hour * 600.0
        busy.hear(0.3, 0.0, now)
        sent += _flood(busy, Standing.POST, now, now + 600)

    assert len(sent) <= 0.55 * len(_flood(quiet, Standing.POST, 0.0, 12_000.0))


def test_what_is_allowed_is_told_as_it_stands() -> None:
    budget = _budget()
    assert budget.allowed_share(0.0) == OWN_SHARE

    budget.hear(channel=0.3, transmitting=0.0, now=0.0)

    assert budget.allowed_share(1.0) == OWN_SHARE / 2


def test_a_full_channel_gets_nothing_but_alerts_until_the_report_is_stale() -> None:
    budget = _budget()

    budget.hear(0.5, 0.0, 100.0)

    assert budget.hold(Standing.POST, 100.0) is Hold.CHANNEL
    assert budget.hold(Standing.ALERT, 100.0) is None
    assert budget.opens_at(Standing.POST, 100.0) == 100.0 + STALE_S
    assert budget.hold(Standing.POST, 100.0 + STALE_S) is None


def test_our_own_burst_does_not_make_the_channel_full_for_us() -> None:
    budget = _budget()
    sent = _flood(budget, Standing.POST, 0.0, 30.0)

    budget.hear(len(sent) * PACKET_S / 60, 0.01, 30.0)

    assert budget.hold(Standing.POST, 30.0) is None


def test_a_radio_near_its_regions_limit_gets_no_more_than_alerts() -> None:
    budget = _budget(duty_cycle("EU_868"))

    budget.hear(0.1, 0.085, 10.0)
    assert budget.hold(Standing.POST, 10.0) is Hold.DUTY
    assert budget.hold(Standing.ALERT, 10.0) is None

    budget.hear(0.1, 0.1, 70.0)
    assert budget.hold(Standing.ALERT, 70.0) is Hold.DUTY


def test_what_was_used_is_that_of_the_last_hour() -> None:
    budget = _budget()
    budget.spend(36.0, 0.0)
    budget.spend(18.0, 1800.0)

    assert budget.used_share(1800.0) == pytest.approx(0.015)
    assert budget.used_share(3700.0) == pytest.approx(0.005)
    assert budget.used_share(9000.0) == 0.0


@given(st.floats(0, 1e7), st.sampled_from(Standing), st.integers(0, 200))
def test_when_the_time_comes_the_frame_may_go(
    start: float, kind: Standing, frames: int
) -> None:
    budget = Budget(start)
    budget.follow(PACKET_S, 1.0, start)
    for _ in range(frames):
        if budget.opens_at(Standing.ALERT, start) <= start:
            budget.spend(PACKET_S, start)

    now = start
    for _ in range(4):
        now = budget.opens_at(kind, now)

    assert budget.hold(kind, now) is None


# -- turns ------------------------------------------------------------------------


def test_the_most_pressing_goes_first() -> None:
    since = {Priority.USUAL: 0.0, Priority.URGENT: 9.0, Priority.DIGEST: 1.0}

    assert Turns().next(since, 10.0) is Priority.URGENT


def test_what_waits_long_gets_one_frame_in_four() -> None:
    turns = Turns()
    since = {Priority.PRESSING: PATIENCE_S, Priority.DIGEST: 0.0}

    chosen = [turns.next(since, PATIENCE_S + each) for each in range(8)]

    expected = [*[Priority.PRESSING] * PASSES, Priority.DIGEST]
    assert chosen == 2 * expected


def test_of_all_that_wait_long_each_has_its_turn() -> None:
    turns = Turns()
    since = dict.fromkeys(Priority, 0.0)

    chosen = {turns.next(since, PATIENCE_S) for _ in range(4 * len(Priority))}

    assert chosen == set(Priority)


def test_waiting_raises_the_standing_but_never_to_that_of_an_alert() -> None:
    assert standing(Priority.REPAIR, 0.0) is Standing.REPAIR
    assert standing(Priority.REPAIR, PATIENCE_S) is Standing.POST
    assert standing(Priority.USUAL, DAY_S) is Standing.POST
    assert standing(Priority.URGENT, 0.0) is Standing.ALERT
